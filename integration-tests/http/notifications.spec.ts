import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import specterNotify from "../../src/jobs/specter-notify"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { dueNow } from "../due-now"
import { transferIn, triedInVain } from "../ledger"
import { placeOrder } from "../place-order"
import { choose } from "../settings"
import { press } from "../specter-orders"
import { describeStore } from "../store"

describeStore((store) => {
  const notices = async (channel: string) =>
    await store.container.resolve(Modules.NOTIFICATION).listNotifications({ channel })

  async function refused(words: string) {
    store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: words })
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    await transferIn(store, "rejected", order.id, "order")
    return order
  }

  it("tell of orders that stay untransferred in the admin's feed, of each once, with the reason", async () => {
    await specterNotify(store.container)
    expect(await notices("feed")).toEqual([])
    const one = await refused("Kunden är spärrad")
    const two = await refused("Ogiltig postort: Ängö")
    await specterNotify(store.container)
    await specterNotify(store.container)
    const told = await notices("feed")
    expect(told).toMatchObject([
      { data: { title: "2 ordrar har inte överförts till Specter" }, resource_id: one.id, status: "success" },
    ])
    const { description } = told[0].data as { description: string }
    expect(description).toContain(`#${one.display_id}: `)
    expect(description).toContain("Kunden är spärrad")
    expect(description).toContain(`#${two.display_id}: `)
    expect(description).toContain("Ogiltig postort: Ängö")
    expect(await notices("email")).toEqual([])
  })

  it("tell nothing of orders that are there", async () => {
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    await transferIn(store, "sent", order.id, "order")
    await specterNotify(store.container)
    expect(await notices("feed")).toEqual([])
  })

  it("tell of orders that wait for more than an hour, however old their rows in the ledger are", async () => {
    const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    await sync.pauseForAccount("Prov")
    const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
    await transferIn(store, "waiting", order.id, "order")
    const age = async (column: "created_at" | "due_at") =>
      await store.container
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(
          `UPDATE specter_transfer SET ${column} = now() - interval '61 minutes' WHERE kind = 'order' AND subject_id = :id`,
          { id: order.id }
        )
    await age("created_at")
    await specterNotify(store.container)
    expect(await notices("feed")).toEqual([])
    await age("due_at")
    await specterNotify(store.container)
    expect(await notices("feed")).toMatchObject([{ resource_id: order.id }])
  })

  describe("of an order that was told of while it waited", () => {
    const tell = async () => {
      await specterNotify(store.container)
      return (await notices("feed")).map(({ data }) => (data as { description: string }).description)
    }
    const toldOfWaiting = async () => {
      store.sandbox.fault("newOrderSubmit", { kind: "http-503" })
      const order = await placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
      const { id } = await triedInVain(store, order.id, "order")
      await failingSince(id, 61)
      expect(await tell()).toHaveLength(1)
      return { ...order, transferId: id }
    }
    const failingSince = async (id: string, minutes: number) => {
      const sync = store.container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
      await sync.updateTransfers({ id, first_failed_at: new Date(Date.now() - minutes * 60_000) })
    }

    it("come once more when Specter refuses it after all, but not when it does so again", async () => {
      const order = await toldOfWaiting()
      for (const words of ["Kunden är spärrad", "Kunden är spärrad ännu"]) {
        store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: words })
        expect(await press(store, order.id)).toMatchObject({ state: "rejected", words })
        expect(await tell()).toEqual([
          expect.any(String),
          expect.stringMatching(new RegExp(`^#${order.display_id}: .*Kunden är spärrad$`)),
        ])
      }
    })

    it("come once more when it is unconfirmed", async () => {
      await choose(store, { external_order_no_control: false })
      const order = await toldOfWaiting()
      store.sandbox.fault("newOrderSubmit", { kind: "http-500" })
      expect(await press(store, order.id)).toMatchObject({ state: "unconfirmed" })
      expect(await tell()).toHaveLength(2)
      expect(await tell()).toHaveLength(2)
    })

    it("come once more when it is given up", async () => {
      const order = await toldOfWaiting()
      await failingSince(order.transferId, 4 * 24 * 60)
      store.sandbox.fault("newOrderSubmit", { kind: "http-503" })
      await dueNow(store)
      await transferIn(store, "failed", order.id, "order")
      expect(await tell()).toHaveLength(2)
      expect(await tell()).toHaveLength(2)
    })
  })

  it("go to the merchant's address too, and without a provider for e-mail the feed has them once", async () => {
    await choose(store, { notification_email: "order@butiken.se" })
    await refused("Kunden är spärrad")
    await specterNotify(store.container)
    await specterNotify(store.container)
    expect(await notices("feed")).toMatchObject([
      { data: { title: "En order har inte överförts till Specter" } },
    ])
  })

  it("are mailed, once, by a store without a provider for the feed", async () => {
    await choose(store, { notification_email: "order@butiken.se" })
    await refused("Kunden är spärrad")
    const { notificationProviderService_: providers } = store.container.resolve<any>(Modules.NOTIFICATION)
    const local = await providers.getProviderForChannels("feed")
    const mailOnly = jest
      .spyOn(providers, "getProviderForChannels")
      .mockResolvedValue([{ ...local, channels: ["email"] }])
    try {
      await specterNotify(store.container)
      await specterNotify(store.container)
    } finally {
      mailOnly.mockRestore()
    }
    expect(await notices("email")).toMatchObject([{ to: "order@butiken.se", status: "success" }])
    expect(await notices("feed")).toHaveLength(1)
  })

  it("are made good when the feed failed", async () => {
    await refused("Kunden är spärrad")
    const knex = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.schema.renameTable("notification", "notification_away")
    await expect(specterNotify(store.container)).rejects.toMatchObject({
      message: expect.stringContaining("notification"),
    })
    await knex.schema.renameTable("notification_away", "notification")
    await specterNotify(store.container)
    expect(await notices("feed")).toHaveLength(1)
  })
})
