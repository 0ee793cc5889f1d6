import { setTimeout as sleep } from "node:timers/promises"
import type { Page } from "playwright-core"
import { eventually } from "../eventually"
import { testLooks } from "./looks"
import { ShopFloor, SWEDISH } from "./shop-floor"

type Article = { variant_id: string; sku: string; stock_figure: string | null }

let floor: ShopFloor
let productId: string
let customerId: string
const REGION = `[role="region"][aria-labelledby]`
const panel = (page: Page, name = "Specter") => page.getByRole("region", { name, exact: true })
const articles = async () =>
  (await floor.admin.ask<{ variants: Article[] }>("GET", `/admin/specter/products/${productId}`)).variants
/** How often Specter was asked to do this. */
const calls = async (action: string) =>
  (await floor.sandbox.state(10_000)).calls.filter((call) => call.action === action).length

beforeAll(async () => {
  floor = await ShopFloor.open()
  const { variants } = await floor.admin.ask<{ variants: { product_id: string }[] }>(
    "GET",
    `/admin/product-variants?sku=${encodeURIComponent("TRÖJA-M")}&fields=id,product_id`
  )
  productId = variants[0].product_id
  const { customers } = await floor.admin.ask<{ customers: { id: string }[] }>(
    "GET",
    "/admin/customers?has_account=true&limit=1"
  )
  customerId = customers[0].id
})
afterAll(() => floor.close())
afterEach(() => floor.sandbox.clearFaults())

describe("the panels", () => {
  testLooks(() => floor.admin, {
    name: "products",
    path: () => "/products",
    within: REGION,
    words: { sv: "Uppdatera lager", en: "Update stock" },
    ready: (page) => page.getByRole("button", { name: /^(Uppdatera lager|Update stock)$/ }).waitFor(),
  })
  testLooks(() => floor.admin, {
    name: "product",
    path: () => `/products/${productId}`,
    within: REGION,
    words: { sv: "TRÖJA-M", en: "TRÖJA-M" },
    ready: (page) => panel(page).getByText("TRÖJA-M").first().waitFor(),
  })
  testLooks(() => floor.admin, {
    name: "customer",
    path: () => `/customers/${customerId}`,
    within: REGION,
    words: { sv: "Skicka till Specter", en: "Send to Specter" },
    ready: (page) => panel(page).getByRole("button").waitFor(),
  })
})

test("“Update stock” fetches what has changed and tells what came of it", async () => {
  await floor.sandbox.setStock("TRÖJA-M", 5_000 + (Date.now() % 1_000))
  await floor.at("/products", SWEDISH, async (page) => {
    await page.getByRole("button", { name: "Uppdatera lager", exact: true }).click()
    await panel(page, "Lager från Specter").getByText("Klar", { exact: true }).waitFor({ timeout: 60_000 })
  })
  const figure = async () => (await articles()).find(({ sku }) => sku === "TRÖJA-M")?.stock_figure
  const { available } = await floor.sandbox.stock("TRÖJA-M")
  await eventually(async () => Number(await figure()) === Number(available), 30)
})

test("“All stock” asks first and then fetches every article's stock", async () => {
  await floor.at("/products", SWEDISH, async (page) => {
    await page.getByRole("button", { name: "Mer om lager" }).click()
    await page.getByRole("menuitem", { name: "Allt lager" }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Allt lager" }).click()
    const words = panel(page, "Lager från Specter").getByText(/oförändrade/)
    await words.waitFor({ timeout: 60_000 })
    expect(Number((await words.innerText()).match(/(\d+) oförändrade/)![1])).toBeGreaterThan(100)
  })
})

test("“Send to Specter” sends a variant even if nothing has changed", async () => {
  const before = await calls("newArticleSubmit")
  await floor.at(`/products/${productId}`, SWEDISH, async (page) => {
    await panel(page).getByRole("button", { name: "Skicka till Specter: M" }).click()
    await panel(page).getByText("1 artikel finns i Specter.").waitFor()
  })
  expect(await calls("newArticleSubmit")).toBe(before + 1)
})

test("while a variant is being sent no other can be, and it is sent once", async () => {
  const before = await calls("newArticleSubmit")
  await floor.at(`/products/${productId}`, SWEDISH, async (page) => {
    const first = panel(page).getByRole("button", { name: "Skicka till Specter: M" })
    const second = panel(page).getByRole("button", { name: "Skicka till Specter: L", exact: true })
    await floor.sandbox.acceptDelay(2_000)
    try {
      await first.click()
      expect(await second.isDisabled()).toBe(true)
      expect(await first.isDisabled()).toBe(true)
    } finally {
      await floor.sandbox.acceptDelay(0)
    }
    await panel(page).getByText("1 artikel finns i Specter.").waitFor()
    expect(await second.isEnabled()).toBe(true)
  })
  expect(await calls("newArticleSubmit")).toBe(before + 1)
})

test("“Send all to Specter” sends every variant in one call", async () => {
  const all = (await articles()).map(({ sku }) => sku)
  const before = await calls("newArticleSubmit")
  await floor.at(`/products/${productId}`, SWEDISH, async (page) => {
    await panel(page).getByRole("button", { name: "Skicka alla till Specter" }).click()
    await panel(page).getByText(`${all.length} artiklar finns i Specter.`).waitFor()
  })
  expect(await calls("newArticleSubmit")).toBe(before + 1)
  const sent = (await floor.sandbox.state(10_000)).calls.filter(({ action }) => action === "newArticleSubmit")
  const numbers = Object.entries(sent.at(-1)!.body).filter(([name]) => name.startsWith("articleNo_"))
  expect(numbers.map(([, number]) => number).sort()).toEqual(all.sort())
})

test("a panel asks for news, and no longer once nothing has happened for ten minutes", async () => {
  const page = await floor.admin.page(SWEDISH)
  let asked = 0
  const asksAgain = async (pass: () => Promise<void>) => {
    const before = asked
    await sleep(1_000)
    await pass()
    await eventually(() => asked > before)
    await sleep(2_000)
  }
  page.on(
    "request",
    (request) => (asked += Number(request.url().includes(`/specter/customers/${customerId}`)))
  )
  try {
    await page.clock.install()
    await page.goto(`/app/customers/${customerId}`)
    await panel(page).getByRole("button", { name: "Skicka till Specter" }).waitFor()
    await asksAgain(() => page.clock.fastForward(16_000))
    await asksAgain(() => page.clock.fastForward(11 * 60_000))
    const atLast = asked
    await page.clock.fastForward(60 * 60_000)
    await sleep(2_000)
    expect(asked).toBe(atLast)
  } finally {
    await page.close()
  }
})

test("“Send to Specter” sends the customer and shows the number there", async () => {
  await floor.at(`/customers/${customerId}`, SWEDISH, async (page) => {
    await panel(page).getByRole("button", { name: "Skicka till Specter" }).click()
    const words = panel(page).getByText(/Kunden finns i Specter med nummer \d+\./)
    await words.waitFor()
    const number = (await words.innerText()).match(/nummer (\d+)/)![1]
    const { customers } = await floor.sandbox.state(0)
    expect(customers.map(({ customerId: known }) => known)).toContain(number)
  })
})
