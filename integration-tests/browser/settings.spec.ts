import type { Page } from "playwright-core"
import { remoteSandbox } from "../../sandbox/remote"
import { eventually } from "../eventually"
import { seriousFindings } from "./accessibility"
import { AdminBrowser, type Look, sandboxUrl } from "./admin-browser"
import { testLooks } from "./looks"
import { rewriteConnection } from "./rewrite-connection"
import { wholeScreenshot } from "./screenshot"

type Settings = Record<string, unknown>

const PAGE = "/app/settings/specter"
const SWEDISH: Look = { language: "sv", theme: "light", width: 1280 }
const ENGLISH: Look = { ...SWEDISH, language: "en" }

let admin: AdminBrowser
let page: Page
const sandbox = remoteSandbox(sandboxUrl())

const kept = async () => (await admin.ask<{ settings: Settings }>("GET", "/admin/specter/settings")).settings
const setting = (name: string) => page.locator(`#specter-${name}`)
const described = async (name: string) => {
  const ids = (await setting(name).getAttribute("aria-describedby"))!.split(" ")
  return (await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()))).join(" ")
}

async function open(look: Look): Promise<void> {
  page = await admin.page(look)
  await page.goto(PAGE)
  await isReady(page)
}

async function isReady(opened: Page): Promise<void> {
  await opened.getByRole("form").waitFor({ timeout: 120_000 })
  await opened.locator("#specter-stock_sites input").first().waitFor()
}

/** Moves on with the Tab key, as somebody without a mouse does, until the control has the focus. */
async function tabTo(id: string): Promise<void> {
  for (let pressed = 0; pressed < 150; pressed++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) {
      return
    }
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab does not lead to ${id}`)
}

/** The words of what has the focus. */
const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText)

beforeAll(async () => {
  admin = await AdminBrowser.open()
})
afterAll(() => admin.close())

beforeEach(async () => {
  await sandbox.clearFaults()
  const { fields } = await admin.ask<{ fields: { key: string; default: unknown }[] }>(
    "GET",
    "/admin/specter/settings"
  )
  const defaults = Object.fromEntries(fields.map(({ key, default: usual }) => [key, usual]))
  await admin.ask("POST", "/admin/specter/settings", defaults)
})
testLooks(() => admin, {
  name: "settings",
  path: () => "/settings/specter",
  within: "main",
  words: { sv: "Radera från Specter", en: "Delete from Specter" },
  ready: isReady,
})

describe("the page", () => {
  afterEach(() => page.close())

  test("“Test connection” asks Specter and says how it went", async () => {
    await open(SWEDISH)
    const before = (await sandbox.state()).calls.length
    await page.getByRole("button", { name: "Testa anslutningen" }).click()
    await page.getByText("Anslutningen fungerar").waitFor()
    const { calls, registered } = await sandbox.state()
    expect(calls.length).toBeGreaterThan(before)
    expect(Object.keys(registered)).toHaveLength(5)
  })

  test("A refused connection is said in Specter's words, and a later success takes it away", async () => {
    await open(SWEDISH)
    await sandbox.fault("*", { kind: "refuse", code: "1", message: "Fel nyckel för kontot" })
    await page.getByRole("button", { name: "Testa anslutningen" }).click()
    await page.getByText("Fel nyckel för kontot").first().waitFor()
    await page.getByText("Pausad", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Testa anslutningen" }).click()
    await page.getByText("Ansluten", { exact: true }).waitFor()
  })

  test("The form is filled in and saved by keyboard only", async () => {
    await open(ENGLISH)
    await tabTo("specter-send_deliveries")
    await page.keyboard.press("Space")
    await tabTo("specter-order_number_prefix")
    await page.keyboard.type("WEB-")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.type("12012026")
    await tabTo("specter-discount_rows")
    await page.keyboard.press("Space")
    await eventually(async () => (await focused()) === "One row a discount")
    await page.keyboard.press("ArrowDown")
    await eventually(async () => (await focused()) === "All discounts on one row")
    await page.keyboard.press("Enter")
    await tabTo((await page.locator("#specter-carrier_codes input").first().getAttribute("id"))!)
    await page.keyboard.type("HEM")
    await tabTo("specter-poll_minutes")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("25")
    await page.keyboard.press("Enter")
    await page.getByText("This was changed").waitFor()
    const saved = page.getByRole("status").getByRole("listitem")
    expect(await saved.allInnerTexts()).toEqual(
      expect.arrayContaining([
        "Transfer deliveries: Off → On",
        "Order-number prefix: empty → WEB-",
        "Discount rows: One row a discount → All discounts on one row",
        "Minutes between checks: 10 → 25",
      ])
    )
    const { carrier_codes, ...settings } = await kept()
    expect(settings).toMatchObject({
      send_deliveries: true,
      order_number_prefix: "WEB-",
      discount_rows: "one_row",
      poll_minutes: 25,
    })
    expect(settings.transfer_orders_from_date).toBe("2026-12-01")
    expect(Object.values(carrier_codes as object)).toEqual(["HEM"])
  })

  test("A risky setting is warned of and saved only after it was confirmed", async () => {
    await open(SWEDISH)
    await setting("delete_order").click()
    expect(await described("delete_order")).toContain("Det går inte att ångra härifrån")
    await page.getByRole("button", { name: "Spara" }).click()
    const question = page.getByRole("alertdialog")
    await question.waitFor()
    expect(await question.innerText()).toContain("Radera order")
    await page.keyboard.press("Escape")
    expect((await kept()).delete_order).toBe(false)
    await page.getByRole("button", { name: "Spara" }).click()
    await question.getByRole("button", { name: "Spara" }).click()
    await page.getByText("Radera order: Av → På").waitFor()
    expect((await kept()).delete_order).toBe(true)
  })

  test("What has no effect while the import is off cannot be changed, and says why", async () => {
    await open(SWEDISH)
    expect(await setting("import_price_only").isDisabled()).toBe(true)
    expect(await described("import_price_only")).toContain(
      "så länge ”Importera produkter från Specter” är av"
    )
    await setting("import_products").click()
    expect(await setting("import_price_only").isEnabled()).toBe(true)
    expect(await described("import_price_only")).not.toContain("ingen verkan")
    const active = "article_group_category_active"
    expect(await setting(active).isDisabled()).toBe(true)
    expect(await described(active)).toContain("så länge ”Ska artikelgrupp skapa kategori” är av")
    await setting("article_group_creates_category").click()
    expect(await setting(active).isEnabled()).toBe(true)
    expect(await described(active)).not.toContain("ingen verkan")
  })

  test("A value that the store refuses is said at its field, and the others are not saved either", async () => {
    await open(SWEDISH)
    await setting("poll_minutes").fill("5000")
    await setting("notification_email").fill("order.butiken.se")
    await setting("order_number_prefix").fill("W".repeat(21))
    await page.getByRole("button", { name: "Spara" }).click()
    await page.getByText("Högst 1440.").waitFor()
    expect(await described("order_number_prefix")).toContain("Högst 20 tecken.")
    expect(await described("notification_email")).toContain("En e-postadress, till exempel order@butiken.se")
    expect(await setting("order_number_prefix").getAttribute("aria-invalid")).toBe("true")
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("specter-order_number_prefix")
    await wholeScreenshot(page, "settings-refused", SWEDISH)
    expect(await seriousFindings(page)).toEqual([])
    expect(await kept()).toMatchObject({ poll_minutes: 10, order_number_prefix: "", notification_email: "" })
  })

  test("What is emptied but needed, and a row of a mapping, are said where they are", async () => {
    await open(ENGLISH)
    await setting("freight_article_no").fill(" ")
    const [wrong, right] = await page.locator("#specter-stock_sites input").all()
    await wrong.fill("1".repeat(21))
    await right.fill("2")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Must be filled in.").waitFor()
    expect(await setting("freight_article_no").getAttribute("aria-invalid")).toBe("true")
    expect(await wrong.getAttribute("aria-invalid")).toBe("true")
    expect(await right.getAttribute("aria-invalid")).toBe("false")
    expect(await page.locator("[data-setting=stock_sites]").innerText()).toContain("At most 20 characters.")
    await page.getByRole("button", { name: "Discard" }).click()
    await page.getByText("Must be filled in.").waitFor({ state: "detached" })
  })

  test("The pickers offer what the store has", async () => {
    await open(SWEDISH)
    const rows = page.locator("#specter-payment_codes")
    await rows.getByLabel("System (DEFAULT)", { exact: true }).fill("SW")
    await rows.getByRole("checkbox").click()
    await page.locator("#specter-stock_sites").getByLabel("Lagret i Borås").fill("2")
    await page.getByRole("button", { name: "Spara" }).click()
    await page.getByText("Betalsätt → Specterkod: tomt → System (DEFAULT): SW · Betalas i förskott").waitFor()
    const { payment_codes, stock_sites } = await kept()
    expect(payment_codes).toEqual({ pp_system_default: { code: "SW", prepaid: true } })
    expect(Object.values(stock_sites as object)).toEqual(["2"])
  })

  test("Unsaved changes are guarded, and can be discarded", async () => {
    await open(SWEDISH)
    await setting("freight_article_no").fill("FRAKT-X")
    await page.getByRole("link", { name: "Regioner", exact: true }).click()
    await page.getByText("Lämna utan att spara?").waitFor()
    await page.getByRole("alertdialog").getByRole("button", { name: "Avbryt" }).click()
    expect(page.url()).toContain(PAGE)
    expect(await setting("freight_article_no").inputValue()).toBe("FRAKT-X")
    await page.getByRole("button", { name: "Ångra" }).click()
    await eventually(async () => (await setting("freight_article_no").inputValue()) === "FRAKT")
    await page.getByRole("link", { name: "Regioner", exact: true }).click()
    await page.waitForURL("**/settings/regions")
  })

  test("Unsaved changes can be left behind", async () => {
    await open(SWEDISH)
    await setting("freight_article_no").fill("FRAKT-X")
    await page.getByRole("link", { name: "Regioner", exact: true }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Lämna" }).click()
    await page.waitForURL("**/settings/regions")
    expect((await kept()).freight_article_no).toBe("FRAKT")
  })

  test("Unsaved changes can be left behind with the Back button", async () => {
    page = await admin.page(SWEDISH)
    await page.goto("/app/settings/regions")
    await page.locator(`a[href="${PAGE}"]`).click()
    await isReady(page)
    const back = () => page.evaluate(() => history.back())
    const question = page.getByRole("alertdialog")
    await setting("freight_article_no").fill("FRAKT-X")
    await back()
    await question.getByRole("button", { name: "Avbryt" }).click()
    await question.waitFor({ state: "detached" })
    await back()
    await question.waitFor()
    await page.keyboard.press("Escape")
    await question.waitFor({ state: "detached" })
    expect(await setting("freight_article_no").inputValue()).toBe("FRAKT-X")
    await back()
    await question.getByRole("button", { name: "Lämna" }).click()
    await page.waitForURL("**/settings/regions")
    await question.waitFor({ state: "detached" })
  })

  test("What the store has is being loaded: the choice shows as it is, not as lost", async () => {
    page = await admin.page(SWEDISH)
    let answer = () => {}
    const waited = new Promise<void>((resolve) => (answer = resolve))
    await page.route("**/admin/stores?**supported_currencies**", async (route) => {
      await waited
      await route.continue()
    })
    await page.goto(PAGE)
    await isReady(page)
    expect(await setting("currency_code").innerText()).toBe("sek")
    answer()
    await eventually(async () => (await setting("currency_code").innerText()).startsWith("SEK – "))
    expect(await setting("currency_code").isEnabled()).toBe(true)
  })

  test("What the store has cannot be loaded: it is said where it is chosen, and is there after another try", async () => {
    page = await admin.page(SWEDISH)
    let isAway = true
    for (const list of ["stores?**supported_currencies**", "sales-channels?**"]) {
      await page.route(`**/admin/${list}`, (route) =>
        isAway ? route.fulfill({ status: 500, json: { message: "Listan svarar inte" } }) : route.continue()
      )
    }
    await page.goto(PAGE)
    await isReady(page)
    const field = (name: string) => page.locator(`[data-setting=${name}]`)
    await field("currency_code").getByText("Listan svarar inte").waitFor()
    await field("webshop_ids").getByText("Listan svarar inte").waitFor()
    expect(await setting("currency_code").innerText()).toBe("sek")
    expect(await seriousFindings(page)).toEqual([])
    isAway = false
    await field("currency_code").getByRole("button", { name: "Försök igen" }).click()
    await field("webshop_ids").getByRole("button", { name: "Försök igen" }).click()
    await field("webshop_ids").locator("input").first().waitFor()
    await eventually(async () => (await setting("currency_code").innerText()).startsWith("SEK – "))
  })

  test("What happens elsewhere shows without reloading", async () => {
    await open(SWEDISH)
    await sandbox.fault("*", { kind: "refuse", code: "1", message: "Kontot är spärrat" })
    await admin.ask("POST", "/admin/specter/connection")
    await page.getByText("Kontot är spärrat").first().waitFor({ timeout: 20_000 })
    await admin.ask("POST", "/admin/specter/connection")
    await eventually(async () => (await page.getByText("Kontot är spärrat").count()) === 0, 20)
  })

  test("Says which options are missing and where they are set", async () => {
    page = await admin.page(SWEDISH)
    const where = "Set it in medusa-config.ts, in the options of medusa-plugin-specter"
    await rewriteConnection(page, {
      on: false,
      problems: [{ option: "integrationKey", problem: `is missing. ${where}` }],
      warnings: [{ option: "publicUrl", problem: `is missing, so Specter cannot call the store. ${where}` }],
      sbm_id: null,
      base_url: null,
      public_url: null,
      callbacks_registered: false,
    })
    await page.goto(PAGE)
    await page.getByText("Specter är inte klart att använda än").waitFor()
    await wholeScreenshot(page, "settings-incomplete", SWEDISH)
    const words = await page.locator("main").innerText()
    expect(words).toContain("integrationKey (integrationsnyckel) saknas")
    expect(words).toContain("publicUrl (butikens egen adress) saknas, så Specter kan inte anropa butiken")
    expect(words).toContain("medusa-config.ts")
    expect(await page.getByRole("button", { name: "Testa anslutningen" }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
  })
})
