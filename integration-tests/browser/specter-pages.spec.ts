import type { Page } from "playwright-core"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import { testLooks } from "./looks"
import { ShopFloor, SWEDISH } from "./shop-floor"

let floor: ShopFloor
let refused: PlacedOrder
let batch: string
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const choose = async (page: Page, filter: string, option: string) => {
  await page.getByRole("combobox", { name: filter }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}
const sent = async (order: PlacedOrder) => (await floor.demo.transferOf(order.id)).state === "sent"
const row = (page: Page, order: PlacedOrder) =>
  page.getByRole("row").filter({ hasText: new RegExp(`#${order.display_id}(?!\\d)`) })

async function nothingMoves(): Promise<boolean> {
  const counts = await Promise.all(
    ["waiting", "sending"].map(async (state) => {
      const path = `/admin/specter/transfers?state=${state}&limit=1`
      return (await floor.admin.ask<{ count: number }>("GET", path)).count
    })
  )
  return counts.every((count) => count === 0)
}

const UNKNOWN_ARTICLE = "OKÄND-1"

beforeAll(async () => {
  floor = await ShopFloor.open()
  await floor.bought("sent")
  await floor.sandbox.upsertArticle({
    articleNo: UNKNOWN_ARTICLE,
    name: "Okänd",
    priceExclVAT: "10.00",
    onHand: "3",
  })
  await floor.sandbox.callBack("stock")
  // What the shop begins with is in Specter: the refused order is the latest of all.
  await eventually(nothingMoves, 60)
  refused = await floor.refusedOrder()
  batch = await batchWith(UNKNOWN_ARTICLE)
})
afterAll(() => floor.close())
afterEach(() => floor.sandbox.clearFaults())

const MAIN = { within: "main" }

describe("the pages under Specter", () => {
  testLooks(() => floor.admin, {
    ...MAIN,
    name: "overview",
    path: () => "/specter",
    words: { sv: "De senaste 30 dagarna", en: "The last 30 days" },
    ready: (page) => page.locator("figure").first().waitFor(),
  })
  testLooks(() => floor.admin, {
    ...MAIN,
    name: "transfers",
    path: () => "/specter/transfers",
    words: { sv: "Överför alla i listan", en: "Transfer all in the list" },
    ready: (page) => row(page, refused).waitFor(),
  })
  testLooks(() => floor.admin, {
    ...MAIN,
    name: "batches",
    path: () => "/specter/batches",
    words: { sv: "Utan motsvarighet", en: "Without a match" },
    ready: (page) => page.getByRole("row").nth(1).waitFor(),
  })
  testLooks(() => floor.admin, {
    ...MAIN,
    name: "log",
    path: () => "/specter/log",
    words: { sv: "newOrderSubmit", en: "newOrderSubmit" },
    ready: (page) => page.getByText("newOrderSubmit").first().waitFor(),
  })
  testLooks(() => floor.admin, {
    ...MAIN,
    name: "batch",
    path: () => `/specter/batches/${batch}`,
    words: { sv: "Artiklar utan motsvarighet (1)", en: "Articles that matched nothing (1)" },
    ready: (page) => page.getByText(UNKNOWN_ARTICLE).first().waitFor(),
  })
})

describe("the details beside a list", () => {
  const DRAWER = { within: `[role="dialog"]` }
  const opens = async (page: Page, name: RegExp) => {
    await button(page, name).first().click()
    await page.getByRole("dialog").waitFor()
  }
  testLooks(() => floor.admin, {
    ...DRAWER,
    name: "transfer",
    path: () => "/specter/transfers?state=rejected",
    words: { sv: "Betalvillkor saknas på kunden", en: "Betalvillkor saknas på kunden" },
    ready: (page) => opens(page, new RegExp(`#${refused.display_id}$`)),
  })
  testLooks(() => floor.admin, {
    ...DRAWER,
    name: "call",
    path: () => "/specter/log?q=newOrderSubmit",
    words: { sv: "Visa dem", en: "Show them" },
    ready: (page) => opens(page, /newOrderSubmit/),
  })
})

test("transfers are searched, filtered and sorted on the server", async () => {
  const order = await floor.refusedOrder("Unika ord åäö")
  await floor.at("/specter/transfers", SWEDISH, async (page) => {
    await page.getByRole("searchbox").fill("Unika ord åäö")
    await page.waitForURL(/q=Unika/)
    await row(page, order).waitFor()
    await eventually(async () => (await page.getByRole("row").count()) === 2)
    await page.getByRole("searchbox").fill("")
    await page.waitForURL((url) => !url.search.includes("q="))
    await choose(page, "Sort", "Artikel")
    await page.waitForURL(/kind=article/)
    await row(page, order).waitFor({ state: "detached" })
    await button(page, "Vad").click()
    await page.waitForURL(/order=-?label/)
    await page.getByRole("row").nth(1).waitFor()
  })
})

test("transfers are paged on the server, and the address remembers the page", async () => {
  const offsets: string[] = []
  await floor.at("/specter/transfers?kind=article&order=label", SWEDISH, async (page) => {
    page.on("request", (asked) => {
      const { pathname, searchParams } = new URL(asked.url())
      if (pathname === "/admin/specter/transfers" && searchParams.get("limit") === "20") {
        offsets.push(searchParams.get("offset") ?? "")
      }
    })
    const first = await page.getByRole("row").nth(1).innerText()
    await button(page, "Nästa").click()
    await page.waitForURL(/offset=20/)
    await eventually(async () => (await page.getByRole("row").nth(1).innerText()) !== first)
    await page.reload()
    await page.getByText(/^21$/).first().waitFor()
  })
  expect(offsets).toContain("20")
})

test("“Transfer all in the list” transfers what the filters show, also beyond the page, and nothing else", async () => {
  const orders = [await floor.refusedOrder("Enbart den här"), await floor.refusedOrder("Enbart den här")]
  const other = await floor.refusedOrder("En annan orsak")
  const search = `/specter/transfers?q=${encodeURIComponent("Enbart den här")}`
  await floor.at(search, SWEDISH, async (page) => {
    await row(page, orders[0]).waitFor()
    await button(page, "Överför alla i listan").click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Överför", exact: true }).click()
    await eventually(async () => (await Promise.all(orders.map(sent))).every(Boolean), 30)
  })
  expect(await floor.inSpecter(other)).toHaveLength(0)
})

test("what is chosen in the list is transferred, and nothing else", async () => {
  const [chosen, other] = [await floor.refusedOrder(), await floor.refusedOrder()]
  await floor.at("/specter/transfers?state=rejected", SWEDISH, async (page) => {
    await page.getByRole("checkbox", { name: `Välj #${chosen.display_id}`, exact: true }).click()
    await page.getByText("1 vald").waitFor()
    await button(page, /^Överför$/).click()
    await eventually(() => sent(chosen), 30)
    await row(page, chosen).waitFor({ state: "detached" })
    await row(page, other).waitFor()
  })
  expect(await floor.inSpecter(other)).toHaveLength(0)
})

test("a transfer's details say why and what to do, and it is transferred from there by the keyboard", async () => {
  const order = await floor.refusedOrder("Kreditspärr")
  await floor.at("/specter/transfers?state=rejected", SWEDISH, async (page) => {
    const opens = button(page, `Visa detaljer om #${order.display_id}`)
    await opens.focus()
    await page.keyboard.press("Enter")
    const drawer = page.getByRole("dialog", { name: `#${order.display_id}` })
    await drawer.getByText("Kreditspärr").waitFor()
    await drawer.getByRole("button", { name: "Överför", exact: true }).focus()
    await page.keyboard.press("Enter")
    await drawer.getByText("Överförd", { exact: true }).first().waitFor()
    expect(await drawer.getByText("Kreditspärr").count()).toBe(0)
    await page.keyboard.press("Escape")
    await drawer.waitFor({ state: "hidden" })
  })
  expect(await floor.inSpecter(order)).toHaveLength(1)
})

test("“Create product” makes a draft of an article that no variant matches", async () => {
  const article = `OKÄND-${Date.now()}`
  await floor.sandbox.upsertArticle({ articleNo: article, name: "Okänd", priceExclVAT: "10.00", onHand: "3" })
  await floor.at("/specter/batches", SWEDISH, async (page) => {
    const batch = await batchWith(article)
    await page.goto(`/app/specter/batches/${batch}`)
    await button(page, `Skapa produkt för artikel ${article}`).click()
    await page.getByRole("link", { name: "Öppna produkten" }).waitFor()
  })
  const { variants } = await floor.admin.ask<{ variants: { product: { status: string } }[] }>(
    "GET",
    `/admin/product-variants?sku=${encodeURIComponent(article)}&fields=id,product.status`
  )
  expect(variants).toMatchObject([{ product: { status: "draft" } }])
})

test("the log is searched, and a call is shown word for word without its key", async () => {
  const order = await floor.bought("sent")
  await floor.at("/specter/log", SWEDISH, async (page) => {
    await page.getByRole("searchbox").fill(`externalOrderNo=${order.display_id}&`)
    await page.waitForURL(/q=externalOrderNo/)
    await eventually(async () => (await page.getByRole("row").count()) === 2)
    await button(page, /Visa anropet newOrderSubmit/).click()
    const drawer = page.getByRole("dialog", { name: "newOrderSubmit" })
    const words = await drawer.innerText()
    expect(words).toContain(`externalOrderNo=${order.display_id}`)
    expect(words).toContain("key=***")
    await drawer.getByRole("button", { name: "Visa dem" }).click()
    await page.waitForURL(/transfer=/)
    await page.getByText("Anrop för en överföring").waitFor()
    await button(page, "Visa alla anrop").click()
    await page.waitForURL((url) => !url.search.includes("transfer="))
    await choose(page, "Utfall", "Avvisat")
    await page.waitForURL(/outcome=refused/)
    const outcomes = page.getByRole("row").filter({ hasText: "Utfört" })
    await eventually(async () => (await outcomes.count()) === 0)
  })
})

test("a batch that could not be applied is tried again: no row of it is said to be carried out", async () => {
  const failed = { state: "failed", error: "Databasen svarade inte", remarks: [], applied_at: null }
  await atBatch(failed, async (page) => {
    await page.getByText("Varför den har stannat").waitFor()
    await page.getByText("Provas igen", { exact: true }).waitFor()
    expect(await page.getByText("Alla rader utfördes").count()).toBe(0)
  })
})

test("what Specter answered to a finished batch is told as no fault of it", async () => {
  const done = { state: "acknowledged", error: "Omgången är redan kvitterad", remarks: [] }
  await atBatch(done, async (page) => {
    await page.getByText("Omgången är redan kvitterad").waitFor()
    await page.getByText("Specters svar när butiken meddelade att den var klar").waitFor()
    await page.getByText("Alla rader utfördes").waitFor()
    expect(await page.getByText("Varför den har stannat").count()).toBe(0)
  })
})

test("a batch under way shows without reloading that it is done", async () => {
  let state = "fetched"
  await atBatch(
    () => ({ state, error: null, remarks: [] }),
    async (page) => {
      await page.getByText("Hämtad", { exact: true }).waitFor()
      state = "acknowledged"
      await page.getByText("Klar", { exact: true }).waitFor({ timeout: 10_000 })
    }
  )
})

test("the batches that are tried again are found by their own state", async () => {
  await floor.at("/specter/batches", SWEDISH, async (page) => {
    await choose(page, "Läge", "Provas igen")
    await page.waitForURL(/state=failed/)
    await page.getByText("Inga träffar").waitFor()
  })
})

/** The page of a batch, as if the store told this of it. */
async function atBatch(told: object | (() => object), visit: (page: Page) => Promise<void>): Promise<void> {
  const page = await floor.admin.page(SWEDISH)
  try {
    await page.route(`**/admin/specter/batches/${batch}`, async (route) => {
      const answer = (await (await route.fetch({ maxRetries: 3 })).json()) as { batch: object }
      const rest = typeof told === "function" ? told() : told
      await route.fulfill({ json: { batch: { ...answer.batch, ...rest } } })
    })
    await page.goto(`/app/specter/batches/${batch}`)
    await visit(page)
  } finally {
    await page.close()
  }
}

/** The batch in which Specter told of this article, once it has come. */
async function batchWith(article: string): Promise<string> {
  type Batches = { batches: { id: string; unmatched: number }[] }
  type Batch = { batch: { remarks: { subject: string }[] } }
  return await eventually(async () => {
    const { batches } = await floor.admin.ask<Batches>("GET", "/admin/specter/batches?kind=stock&limit=10")
    for (const { id } of batches.filter(({ unmatched }) => unmatched > 0)) {
      const { batch } = await floor.admin.ask<Batch>("GET", `/admin/specter/batches/${id}`)
      if (batch.remarks.some(({ subject }) => subject === article)) {
        return id
      }
    }
    return undefined
  }, 60)
}
