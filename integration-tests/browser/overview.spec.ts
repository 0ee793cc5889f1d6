import type { Page } from "playwright-core"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import { ShopFloor, SWEDISH } from "./shop-floor"

let floor: ShopFloor
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const sent = async (order: PlacedOrder) => (await floor.demo.transferOf(order.id)).state === "sent"
const calls = async (action: string) =>
  (await floor.sandbox.state(10_000)).calls.filter((call) => call.action === action)
/** The latest run of a kind, once it is over. */
const over = (type: string) =>
  eventually(async () => {
    const { runs } = await floor.admin.ask<{ runs: { type: string; state: string }[] }>(
      "GET",
      "/admin/specter/status"
    )
    return runs.find((run) => run.type === type)?.state === "done"
  }, 90)

beforeAll(async () => {
  floor = await ShopFloor.open()
})
afterAll(async () => {
  await floor.settings({ import_products: false })
  await floor.close()
})
afterEach(async () => {
  await floor.sandbox.clearFaults()
  await floor.sandbox.acceptDelay(0)
})

test("the overview tests the connection and says what came of it", async () => {
  await floor.at("/specter", SWEDISH, async (page) => {
    await button(page, "Testa anslutningen").click()
    await page.getByText("Specter svarar, godtar butiken").waitFor()
    await floor.sandbox.fault("*", { kind: "http-503" }, Infinity)
    await button(page, "Testa anslutningen").click()
    await page.getByText("Specter gick inte att nå.").first().waitFor()
    await floor.sandbox.clearFaults()
    await button(page, "Testa anslutningen").click()
    await page.getByText("Specter svarar, godtar butiken").waitFor()
  })
})

test("“Transfer” on the overview sends what was refused, and it leaves the list without reloading", async () => {
  const order = await floor.refusedOrder()
  await floor.at("/specter", SWEDISH, async (page) => {
    const transfer = button(page, new RegExp(`^Överför #${order.display_id}$`))
    await transfer.click()
    await eventually(() => sent(order), 30)
    await transfer.waitFor({ state: "detached" })
  })
  expect(await floor.inSpecter(order)).toHaveLength(1)
})

test("“Transfer all” sends everything that was refused, after a confirmation", async () => {
  const orders = [await floor.refusedOrder(), await floor.refusedOrder()]
  await floor.at("/specter", SWEDISH, async (page) => {
    await button(page, "Överför alla").click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Överför alla" }).click()
    await eventually(async () => (await Promise.all(orders.map(sent))).every(Boolean), 30)
  })
})

describe("what waits", () => {
  const card = (page: Page) => page.getByRole("link", { name: /^Väntar/ })
  const waiting = { kind: "order", state: "waiting", count: 12 }

  test("says how long the oldest has waited", async () => {
    await withStatus({ counts: [waiting], health: { oldest_waiting_seconds: 185 } }, async (page) => {
      await eventually(async () => (await card(page).innerText()).includes("Den äldsta har väntat 3 min 5 s"))
    })
  })

  test("of exports only, is not said to be nothing", async () => {
    await withStatus({ counts: [waiting], health: { oldest_waiting_seconds: null } }, async (page) => {
      await eventually(async () => (await card(page).innerText()).includes("Går av sig själv"))
      expect(await card(page).innerText()).not.toContain("Inget väntar")
    })
  })

  /** The overview, as if the store told this of itself. */
  async function withStatus(
    told: { health: object; counts: object[] },
    visit: (page: Page) => Promise<void>
  ): Promise<void> {
    const page = await floor.admin.page(SWEDISH)
    try {
      await page.route("**/admin/specter/status", async (route) => {
        const answer = await (await route.fetch({ maxRetries: 3 })).json()
        await route.fulfill({ json: { ...answer, ...told, health: { ...answer.health, ...told.health } } })
      })
      await page.goto("/app/specter")
      await visit(page)
    } finally {
      await page.close()
    }
  }
})

test("an export with many problems leads to all of them", async () => {
  const page = await floor.admin.page(SWEDISH)
  try {
    await page.route("**/admin/specter/runs/*", async (route) => {
      const { run } = (await (await route.fetch({ maxRetries: 3 })).json()) as { run: object }
      const problem = { kind: "article", state: "rejected", reason: null, words: null }
      const problems = Array.from({ length: 6 }, (_, at) => ({
        ...problem,
        id: `${at}`,
        label: `VARA-${at}`,
      }))
      await route.fulfill({ json: { run: { ...run, state: "done", problems } } })
    })
    await floor.admin.ask("POST", "/admin/specter/exports", { type: "customers" })
    await over("customers")
    await page.goto("/app/specter")
    await page.getByText("Vad som gick fel (6)").first().click()
    await page.getByRole("link", { name: "Visa alla som behöver dig" }).first().click()
    await page.waitForURL(/specter\/transfers\?.*state=needs_you/)
  } finally {
    await page.close()
  }
})

test("an export runs to its end with what came of it", async () => {
  const before = (await calls("newCustomerSubmit")).length
  await floor.at("/specter", SWEDISH, async (page) => {
    await page.getByLabel("Skicka även det som inte har ändrats").click()
    await button(page, "Exportera kunder").click()
    await page.getByText("Export av kunder", { exact: true }).first().waitFor()
    await page
      .getByText(/\d+ överförda/)
      .first()
      .waitFor({ timeout: 60_000 })
    await over("customers")
    await page.getByText("Klar", { exact: true }).first().waitFor()
  })
  expect((await calls("newCustomerSubmit")).length).toBeGreaterThan(before)
})

test("an export of products shows a live bar with what is left", async () => {
  const before = (await calls("newArticleSubmit")).length
  await floor.at("/specter", SWEDISH, async (page) => {
    await page.getByLabel("Skicka även det som inte har ändrats").click()
    await button(page, "Exportera produkter").waitFor()
    await floor.sandbox.acceptDelay(1_500)
    await button(page, "Exportera produkter").click()
    const bar = page.getByRole("progressbar", { name: "Export av produkter" })
    await bar.waitFor({ timeout: 30_000 })
    expect(Number(await bar.getAttribute("aria-valuemax"))).toBeGreaterThan(100)
    await page.getByText(/\d+ kvar/).waitFor()
    await floor.sandbox.acceptDelay(0)
    await bar.waitFor({ state: "detached", timeout: 90_000 })
    await page
      .getByText(/\d+ överförda/)
      .first()
      .waitFor()
  })
  expect((await calls("newArticleSubmit")).length).toBeGreaterThan(before)
})

test("an export of stock sends figures, which an export of products does not", async () => {
  await floor.at("/specter", SWEDISH, async (page) => {
    await button(page, "Exportera lager").click()
    await over("stock")
  })
  expect(Object.keys((await calls("newArticleSubmit")).at(-1)!.body)).toContain("noItemsInStock_1")
})

test("“Update stock” fetches what Specter has counted", async () => {
  await floor.sandbox.setStock("TRÖJA-L", 4_321)
  await floor.at("/specter", SWEDISH, async (page) => {
    await button(page, "Uppdatera lager").click()
    await over("stock_update")
    await page.getByText("Lageruppdatering", { exact: true }).first().waitFor()
  })
  const { available } = await floor.sandbox.stock("TRÖJA-L")
  const { variants } = await floor.admin.ask<{ variants: { product_id: string }[] }>(
    "GET",
    `/admin/product-variants?sku=${encodeURIComponent("TRÖJA-L")}&fields=id,product_id`
  )
  type Figures = { variants: { sku: string; stock_figure: string }[] }
  const figures = await floor.admin.ask<Figures>("GET", `/admin/specter/products/${variants[0].product_id}`)
  expect(Number(figures.variants.find(({ sku }) => sku === "TRÖJA-L")?.stock_figure)).toBe(Number(available))
})

test("articles can be imported once the import is on, and become products", async () => {
  const article = `NY-${Date.now()}`
  await floor.sandbox.upsertArticle({
    articleNo: article,
    name: "Nyhet åäö",
    priceExclVAT: "80.00",
    onHand: "2",
  })
  await floor.at("/specter", SWEDISH, async (page) => {
    await page.getByText("Import av artiklar är avstängd i inställningarna.").first().waitFor()
    expect(await button(page, "Importera artiklar").isDisabled()).toBe(true)
    await floor.settings({ import_products: true })
    await page.reload()
    await button(page, "Importera artiklar").click()
    await over("article_import")
  })
  const { variants } = await floor.admin.ask<{ variants: { product: { title: string } }[] }>(
    "GET",
    `/admin/product-variants?sku=${article}&fields=id,product.title`
  )
  expect(variants).toMatchObject([{ product: { title: "Nyhet åäö" } }])
})
