import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../../src/modules/specter-sync/service"
import type {
  ArticleAnswer,
  ArticlesMapped,
  AppliedBatch,
  CustomerAnswer,
  OrderAnswer,
  SettledTransfer,
} from "../../../src/extensions"
import { SpecterEvents } from "../../../src/extensions"
import {
  announceBatchWorkflow,
  announceTransfersWorkflow,
  pushArticlesWorkflow,
  pushCustomerWorkflow,
  pushOrderWorkflow,
} from "../../../src/workflows"
import { articleCalls, forms } from "../../calls"
import { registerShopper } from "../../customers-of-store"
import { eventually } from "../../eventually"
import { transferIn, triedInVain } from "../../ledger"
import { placeOrder } from "../../place-order"
import { pull } from "../../pull"
import { changeVariant, createProduct } from "../../products"
import { quiet } from "../../quiet"
import { choose } from "../../settings"
import { describeStore } from "../../store"

declare module "../../../src/extensions" {
  interface SpecterArticleFields {
    shelf: string
  }
  interface SpecterCustomerFields {
    newsletter: boolean
  }
  interface SpecterOrderFields {
    projectNo: number
  }
}

/** What the store's own code does in a test; a workflow takes one handler a hook. */
const own: {
  article?: (sku: string, message: ArticlesMapped["articles"][number]["message"]) => ArticleAnswer | undefined
  customer?: (email?: string) => CustomerAnswer | undefined
  order?: (orderNo: string) => OrderAnswer | undefined
  settled?: (transfers: SettledTransfer[]) => void
  batch?: (batch: AppliedBatch) => void
} = {}

pushArticlesWorkflow.hooks.articlesMapped(async ({ articles }) => {
  const answers: Record<string, ArticleAnswer> = {}
  for (const { variant_id, message } of articles) {
    const answer = own.article?.(message.articleNo, message)
    if (answer) {
      answers[variant_id] = answer
    }
  }
  return new StepResponse(answers)
})
pushCustomerWorkflow.hooks.customerMapped(
  async ({ message }) => new StepResponse(own.customer?.(message.email))
)
pushOrderWorkflow.hooks.orderMapped(
  async ({ message }) => new StepResponse(own.order?.(message.externalOrderNo))
)
announceTransfersWorkflow.hooks.transfersSettled(async ({ transfers }) => own.settled?.(transfers))
announceBatchWorkflow.hooks.batchApplied(async (batch) => own.batch?.(batch))

describeStore((store) => {
  afterEach(() => {
    for (const name of Object.keys(own) as (keyof typeof own)[]) {
      delete own[name]
    }
  })

  const specterOrder = (order: { display_id: number }) =>
    [...store.sandbox.orders.values()].find(
      ({ externalOrderNo }) => externalOrderNo === String(order.display_id)
    )
  const orderOf = (quantity = 1) =>
    placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity }] })

  async function twoVariants() {
    const product = await createProduct(store, {
      title: "Kåsa",
      variants: [{ sku: "KÅSA-1" }, { sku: "KÅSA-2" }],
    })
    const idOf = (sku: string) => product.variants.find((variant: { sku: string }) => variant.sku === sku).id
    return { product, one: idOf("KÅSA-1") as string, two: idOf("KÅSA-2") as string }
  }

  describe("an article", () => {
    it("goes as the store's own code has changed it, with Specter fields of its own", async () => {
      own.article = (sku) =>
        sku === "KÅSA-1"
          ? { change: { name: "Kåsa, björk", barcode: undefined }, fields: { shelf: "Hylla 7 Ö" } }
          : undefined
      const { product, one, two } = await twoVariants()
      await transferIn(store, "sent", one)
      await transferIn(store, "sent", two)
      const sent = articleCalls(store).flat()
      expect(sent.find(({ articleNo }) => articleNo === "KÅSA-1")).toMatchObject({
        name: "Kåsa, björk",
        shelf: "Hylla 7 Ö",
      })
      expect(sent.find(({ articleNo }) => articleNo === "KÅSA-2")).not.toHaveProperty("shelf")

      store.sandbox.calls.length = 0
      await changeVariant(store, product.id, one, { metadata: { seen: true } })
      await quiet(store)
      expect(articleCalls(store)).toEqual([])
    })

    it("is kept back with the store's own words, and the others go", async () => {
      own.article = (sku) => (sku === "KÅSA-1" ? { skip: "Säljs bara i butiken på Ängö" } : undefined)
      const { one, two } = await twoVariants()
      await transferIn(store, "sent", two)
      expect(await transferIn(store, "skipped", one)).toMatchObject({
        reason: { code: "hook_skipped", data: { message: "Säljs bara i butiken på Ängö" } },
      })
      expect(store.sandbox.articles.get("KÅSA-1")).toBeUndefined()
    })

    it("waits with the reason when the store's own code throws, and the others go", async () => {
      own.article = (sku) => {
        if (sku === "KÅSA-1") {
          throw new Error("Hyllregistret svarar inte")
        }
        return undefined
      }
      const { product, one, two } = await twoVariants()
      await transferIn(store, "sent", two)
      expect(await triedInVain(store, one)).toMatchObject({
        reason: { code: "hook_failed", data: { message: "Hyllregistret svarar inte" } },
      })
      delete own.article
      const { status } = await store.admin.post("/admin/specter/transfers/retry", {
        ids: [(await triedInVain(store, one)).id],
      })
      expect(status).toBeLessThan(300)
      await transferIn(store, "sent", one)
      expect(product.id).toBeDefined()
    })

    it.each([
      [{ change: { articleNo: "ANNAT" } }, "change.articleNo"],
      [{ changes: { name: "x" } }, "changes"],
      [{ fields: { shelf: { row: 1 } } }, "fields.shelf"],
    ])("is not sent after the answer %j, and the reason names %s", async (answer, named) => {
      own.article = (sku) => (sku === "KÅSA-1" ? (answer as never) : undefined)
      const { one } = await twoVariants()
      const { reason } = await triedInVain(store, one)
      expect(reason).toMatchObject({ code: "hook_failed" })
      expect(reason.data.message).toContain(named)
    })
  })

  describe("an article that the store's own code changes and that is imported too", () => {
    const changedByStore = {
      name: "Kaffe, mörkrost från Åre",
      barCode: "A7350001230016",
      productWeight: "0.750",
      priceExclVAT: "90",
    }

    beforeEach(() => {
      own.article = (sku, { name, barcode, weightKg, priceExclVat }) =>
        sku === "KAFFE-Å"
          ? {
              change: {
                name: `${name}, mörkrost från Åre`,
                barcode: `A${barcode}`,
                weightKg: MathBN.mult(weightKg ?? 0, 1.5).toFixed(),
                priceExclVat: MathBN.mult(priceExclVat ?? 0, 0.9).toFixed(),
              },
            }
          : undefined
    })

    async function coffee() {
      const product = await createProduct(store, {
        title: "Kaffe",
        variants: [{ title: "Kaffe", sku: "KAFFE-Å", ean: "7350001230016", weight: 500, price: 125 }],
      })
      await quiet(store)
      expect(inSpecter()).toMatchObject(changedByStore)
      return product.variants[0].id as string
    }

    const inSpecter = () => store.sandbox.articles.get("KAFFE-Å")

    async function inStore(id: string) {
      const query = store.container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "product_variant",
        fields: ["title", "ean", "weight", "product.title", "price_set.prices.amount"],
        filters: { id },
      })
      const { price_set, product, ...fields } = data[0] as any
      return { ...fields, product: product.title, price: Number(price_set.prices[0].amount) }
    }

    const change = async (fields: object) => {
      store.sandbox.upsertArticle({ articleNo: "KAFFE-Å", ...fields })
      await pull(store, "articles")
      await quiet(store)
    }

    it.each([{ import_price_only: false }, { import_price_only: true }])(
      "does not have that in the store, however often Specter tells it, with %j",
      async (settings) => {
        const id = await coffee()
        const before = await inStore(id)
        expect(before).toMatchObject({ title: "Kaffe", product: "Kaffe", price: 125 })
        await choose(store, { import_products: true, ...settings })
        for (const supplierNo of ["17", "18"]) {
          await change({ supplierNo })
          expect(await inStore(id)).toEqual(before)
          expect(inSpecter()).toMatchObject(changedByStore)
        }
      }
    )

    it("follows what is changed in Specter, once", async () => {
      const id = await coffee()
      await choose(store, { import_products: true })
      await change({ name: "Te", barCode: "7350001230023", productWeight: "0.2", priceExclVAT: "100" })
      const after = await inStore(id)
      expect(after).toMatchObject({
        title: "Te",
        product: "Te",
        ean: "7350001230023",
        weight: 200,
        price: 125,
      })
      const sent = { name: "Te, mörkrost från Åre", productWeight: "0.300", priceExclVAT: "90" }
      expect(inSpecter()).toMatchObject(sent)
      await change({ supplierNo: "19" })
      expect(await inStore(id)).toEqual(after)
      expect(inSpecter()).toMatchObject(sent)
    })

    it("follows a price that is changed in Specter, once, when only prices are imported", async () => {
      const id = await coffee()
      await choose(store, { import_products: true, import_price_only: true })
      await change({ priceExclVAT: "80" })
      expect(await inStore(id)).toMatchObject({ product: "Kaffe", price: 100 })
      expect(inSpecter()).toMatchObject({ ...changedByStore, priceExclVAT: "72" })
      await change({ supplierNo: "19" })
      expect(await inStore(id)).toMatchObject({ product: "Kaffe", price: 100 })
      expect(inSpecter()).toMatchObject({ ...changedByStore, priceExclVAT: "72" })
    })
  })

  describe("a customer", () => {
    it("goes as the store's own code has changed it, or not at all", async () => {
      own.customer = (email) =>
        email === "nej@example.se" ? { skip: "Är vår egen" } : { fields: { newsletter: true } }
      const asa = await registerShopper(store, {
        email: "asa@example.se",
        first_name: "Åsa",
        last_name: "Öst",
      })
      const nej = await registerShopper(store, {
        email: "nej@example.se",
        first_name: "Nej",
        last_name: "Tack",
      })
      await transferIn(store, "sent", asa.id)
      await transferIn(store, "skipped", nej.id)
      expect(forms(store, "newCustomerSubmit")).toMatchObject([
        { emailAddress: "asa@example.se", newsletter: "1" },
      ])
    })
  })

  describe("an order", () => {
    it("goes as the store's own code has changed it and its customer, and is still there once", async () => {
      own.order = () => ({
        change: { internalComment: "Ring före leverans, dörr Å" },
        fields: { projectNo: 17 },
        customer: { change: { mobile: "070-174 06 35" }, fields: { newsletter: false } },
      })
      const order = await orderOf()
      await transferIn(store, "sent", order.id, "order")
      expect(specterOrder(order)?.total).toBe(order.total.toFixed(2))
      expect(forms(store, "newOrderSubmit")).toMatchObject([{ projectNo: "17" }])
      expect(Object.values(forms(store, "newOrderSubmit")[0])).toContain("Ring före leverans, dörr Å")
      expect(forms(store, "newCustomerSubmit").at(-1)).toMatchObject({ newsletter: "0" })
    })

    it("may be kept back, and is sent by the button once nothing keeps it any more", async () => {
      own.order = () => ({ skip: "Provorder" })
      const order = await orderOf()
      await transferIn(store, "skipped", order.id, "order")
      expect(forms(store, "newCustomerSubmit")).toEqual([])
      delete own.order
      const { data } = await store.admin.post(`/admin/specter/orders/${order.id}/transfer`)
      expect(data.order ?? data).toBeDefined()
      await transferIn(store, "sent", order.id, "order")
    })

    it.each(["rows", "currency", "externalOrderNo"])(
      "keeps its %s, whatever the store's own code wants",
      async (field) => {
        own.order = () => ({ change: { [field]: "x" } }) as never
        const order = await orderOf()
        const { reason } = await triedInVain(store, order.id, "order")
        expect(reason.data.message).toContain(`change.${field}`)
        expect(specterOrder(order)).toBeUndefined()
      }
    )

    it("waits when the store's own code throws, and goes by itself when it is mended", async () => {
      own.order = () => {
        throw new Error("Ingen kontakt med projektregistret")
      }
      const order = await orderOf()
      expect(await triedInVain(store, order.id, "order")).toMatchObject({
        reason: { code: "hook_failed", data: { message: "Ingen kontakt med projektregistret" } },
      })
    })
  })

  describe("what came of it", () => {
    function heard(event: string): unknown[] {
      const data: unknown[] = []
      store.container.resolve(Modules.EVENT_BUS).subscribe(event, async (told) => {
        data.push(told.data)
      })
      return data
    }

    it("is told to the hook and as an event, sent and failed, in words and once", async () => {
      const settled: SettledTransfer[] = []
      own.settled = (transfers) => void settled.push(...transfers)
      const [sent, failed] = [heard(SpecterEvents.TRANSFER_SENT), heard(SpecterEvents.TRANSFER_FAILED)]
      const order = await orderOf()
      await transferIn(store, "sent", order.id, "order")
      store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: "Kunden är spärrad" })
      const refused = await orderOf()
      await transferIn(store, "rejected", refused.id, "order")

      const news = {
        kind: "order",
        subject_id: order.id,
        label: `#${order.display_id}`,
        state: "sent",
        specter_number: specterOrder(order)?.orderNo,
      }
      const bad = {
        subject_id: refused.id,
        state: "rejected",
        words: "Kunden är spärrad",
        reason: { code: "specter_refused" },
      }
      await eventually(() => failed.length === 1)
      expect(sent.filter((transfer) => (transfer as SettledTransfer).kind === "order")).toMatchObject([news])
      expect(failed).toMatchObject([bad])
      expect(settled.filter(({ kind }) => kind === "order")).toMatchObject([news, bad])
    })

    it("is told of an article that was changed while it was on its way", async () => {
      const sent = heard(SpecterEvents.TRANSFER_SENT)
      store.sandbox.fault("newArticleSubmit", { kind: "slow", ms: 1_000 })
      const product = await createProduct(store, { title: "Skål", variants: [{ sku: "SKÅL-1" }] })
      const [{ id }] = product.variants
      await eventually(() => articleCalls(store).length === 1)
      const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
      await sync.ask("article", [{ id, parent_id: product.id }], { by: "event" })
      await transferIn(store, "sent", id)
      await quiet(store)
      await eventually(() => sent.length > 0)
      expect(sent).toMatchObject([
        { kind: "article", subject_id: id, state: "sent", specter_number: "SKÅL-1" },
      ])
    })

    it("stands when the store's own code fails over it", async () => {
      own.settled = () => {
        throw new Error("Lagret brinner")
      }
      const order = await orderOf()
      await transferIn(store, "sent", order.id, "order")
    })

    it("is told of a batch that the store follows now", async () => {
      const batches: AppliedBatch[] = []
      own.batch = (batch) => void batches.push(batch)
      const told = heard(SpecterEvents.BATCH_APPLIED)
      store.sandbox.setStock("TRÖJA-S", 3)
      store.sandbox.upsertArticle({ articleNo: "OKÄND-Å", name: "Okänd" })
      store.sandbox.setStock("OKÄND-Å", 3)
      await pull(store, "stock")
      const batch = { kind: "stock", changed: 1, unmatched: 1, problems: 0 }
      expect(batches).toMatchObject([batch])
      await eventually(() => told.length === 1)
      expect(told).toMatchObject([batch])
    })
  })
})
