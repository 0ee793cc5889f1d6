import type { Page } from "playwright-core"
import { seriousFindings } from "./accessibility"
import type { Look } from "./admin-browser"
import { rewriteConnection } from "./rewrite-connection"
import { wholeScreenshot } from "./screenshot"
import { ShopFloor, SWEDISH } from "./shop-floor"

const ENGLISH: Look = { ...SWEDISH, language: "en" }
const REGION = `[role="region"][aria-labelledby]`
/** The buttons that would ask Specter. */
const SENDS = /Testa anslutningen|^Överför( |$)|Skicka.* till Specter|^Uppdatera lager|^(Exportera|Importera)/

let floor: ShopFloor
let paths: Record<string, string>

beforeAll(async () => {
  floor = await ShopFloor.open()
  const first = async (list: string) => {
    const answer = await floor.admin.ask<Record<string, { id: string }[]>>("GET", `/admin/${list}?limit=1`)
    return answer[list][0].id
  }
  const order = await floor.refusedOrder()
  paths = {
    overview: "/specter",
    transfers: "/specter/transfers",
    batches: "/specter/batches",
    log: "/specter/log",
    settings: "/settings/specter",
    products: "/products",
    product: `/products/${await first("products")}`,
    customer: `/customers/${await first("customers")}`,
    order: `/orders/${order.id}`,
  }
})
afterAll(() => floor.close())

const PAGES = [
  "overview",
  "transfers",
  "batches",
  "log",
  "settings",
  "products",
  "product",
  "customer",
  "order",
]

test.each(PAGES)("with incomplete options %s says what is missing and where it is set", async (name) => {
  await withStatus(name, SWEDISH, { integrationKey: "problem", publicUrl: "warning" }, async (page) => {
    await page.getByText("Specter är inte klart att använda än").first().waitFor()
    const words = (await page.locator("main").innerText()).replace(/\s+/g, " ")
    expect(words).toContain("integrationKey (integrationsnyckel) saknas")
    expect(words).toContain("publicUrl (butikens egen adress) saknas, så Specter kan inte anropa butiken")
    expect(words).toContain("medusa-config.ts")
    const sends = page.getByRole("button", { name: SENDS })
    for (const button of await sends.all()) {
      expect(await button.isDisabled()).toBe(true)
    }
    await wholeScreenshot(page, `${name}-incomplete`, SWEDISH)
    expect(await seriousFindings(page, /specter/.test(paths[name]) ? "main" : REGION)).toEqual([])
  })
})

test("what only lessens Specter's use is a warning, and nothing stops", async () => {
  await withStatus("overview", ENGLISH, { publicUrl: "warning" }, async (page) => {
    await page.getByText("Specter works, but not fully").waitFor()
    expect(await page.getByText("Specter is not ready to use yet").count()).toBe(0)
    expect(await page.getByRole("button", { name: "Test connection" }).isEnabled()).toBe(true)
  })
})

test("what cannot be loaded says so, and is there after another try", async () => {
  const page = await floor.admin.page(SWEDISH)
  try {
    let isAway = true
    await page.route("**/admin/specter/status", (route) =>
      isAway ? route.fulfill({ status: 500, json: { message: "Databasen svarar inte" } }) : route.continue()
    )
    await page.goto("/app/specter")
    await page.getByText("Det gick inte att läsa in").waitFor()
    await page.getByText("Databasen svarar inte").waitFor()
    expect(await seriousFindings(page)).toEqual([])
    isAway = false
    await page.getByRole("button", { name: "Försök igen" }).click()
    await page.getByRole("button", { name: "Testa anslutningen" }).waitFor()
  } finally {
    await page.close()
  }
})

test.each(["order", "product", "customer"])(
  "whether Specter is on cannot be loaded: the panel of the %s says so, and has its button after another try",
  async (name) => {
    const page = await floor.admin.page(SWEDISH)
    try {
      let isAway = true
      await page.route("**/admin/specter/status", (route) =>
        isAway ? route.fulfill({ status: 500, json: { message: "Databasen svarar inte" } }) : route.continue()
      )
      await page.goto(`/app${paths[name]}`)
      const panel = page.getByRole("region", { name: "Specter", exact: true })
      await panel.getByText("Databasen svarar inte").waitFor()
      expect(await panel.getByRole("button", { name: SENDS }).count()).toBe(0)
      expect(await seriousFindings(page, REGION)).toEqual([])
      isAway = false
      await panel.getByRole("button", { name: "Försök igen" }).click()
      await panel.getByRole("button", { name: SENDS }).first().waitFor()
    } finally {
      await page.close()
    }
  }
)

test("an order is not said to have a button that is not there", async () => {
  const page = await floor.admin.page(SWEDISH)
  try {
    await page.route(`**/admin/specter/orders/*`, async (route) => {
      const { order } = (await (await route.fetch({ maxRetries: 3 })).json()) as { order: object }
      const none = { state: null, reason: null, words: null, transfer: null, can_transfer: true }
      await route.fulfill({ json: { order: { ...order, ...none } } })
    })
    await rewriteConnection(page, {
      on: false,
      problems: [{ option: "integrationKey", problem: "is missing." }],
    })
    await page.goto(`/app${paths.order}`)
    await page.getByText("Ordern har inte överförts").waitFor()
    expect(await page.getByText("Tryck ”Överför order”").count()).toBe(0)
  } finally {
    await page.close()
  }
})

/** A page of the store as it is with these options missing; what the store says of them is another test's. */
async function withStatus(
  name: string,
  look: Look,
  missing: Record<string, "problem" | "warning">,
  visit: (page: Page) => Promise<void>
): Promise<void> {
  const said = (as: string) =>
    Object.entries(missing)
      .filter(([, kind]) => kind === as)
      .map(([option]) => ({ option, problem: "is missing." }))
  const page = await floor.admin.page(look)
  try {
    const problems = said("problem")
    await rewriteConnection(page, { on: !problems.length, problems, warnings: said("warning") })
    await page.goto(`/app${paths[name]}`)
    await visit(page)
  } finally {
    await page.close()
  }
}
