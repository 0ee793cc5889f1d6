import { defaultSettings, SETTINGS, settingsUpdateSchema } from "../settings"
import type { Setting } from "../setting-kinds"

const ALL = Object.entries(SETTINGS) as [string, Setting][]

describe("the settings catalogue", () => {
  it("begins with the ten settings of Specter's manual, with their words and defaults", () => {
    const manual = ALL.slice(0, 10).map(([key, { label, default: value }]) => [
      key,
      label.sv,
      label.en,
      value,
    ])
    expect(manual).toEqual([
      [
        "send_order_confirmation",
        "Skicka orderbekräftelse från SBM",
        "Send order confirmation from Specter",
        false,
      ],
      ["import_products", "Importera produkter från Specter", "Import products from Specter", false],
      [
        "article_group_creates_category",
        "Ska artikelgrupp skapa kategori",
        "Article group creates category",
        false,
      ],
      [
        "article_group_category_active",
        "Om artikelgruppskategori ska sättas som aktiv eller inaktiv",
        "New article-group categories are active",
        true,
      ],
      [
        "move_product_to_article_group_category",
        "Flytta produkten till artikelgruppskategorin vid uppdatering",
        "Move product to its article-group category on update",
        false,
      ],
      ["import_price_only", "Importera endast pris", "Import price only", false],
      ["delete_from_specter", "Radera från Specter", "Delete from Specter", true],
      [
        "ignore_org_number_check",
        "Ignorera kontroll av person-/orgnr",
        "Skip person/organisation number check",
        false,
      ],
      ["ignore_email_check", "Ignorera kontroll av e-postadress", "Skip e-mail check", false],
      ["delete_order", "Radera order", "Delete order", false],
    ])
  })

  it.each(ALL)("%s has words in both languages and a default that passes its own check", (key, setting) => {
    const choices = Object.values(setting.choices ?? {})
    for (const words of [
      setting.label,
      setting.help,
      ...choices,
      ...(setting.warning ? [setting.warning] : []),
    ]) {
      expect(words.sv.trim()).not.toBe("")
      expect(words.en.trim()).not.toBe("")
    }
    expect(key).toMatch(/^[a-z_]+$/)
    expect(setting.label.sv).not.toBe(setting.label.en)
    expect(setting.schema.safeParse(setting.default)).toMatchObject({ success: true, data: setting.default })
    expect(setting.kind === "choice").toBe(setting.choices !== undefined)
    if (setting.needs !== undefined) {
      expect(Object.keys(SETTINGS)).toContain(setting.needs)
    }
  })

  it("has each label once in each language", () => {
    for (const language of ["sv", "en"] as const) {
      const labels = ALL.map(([, { label }]) => label[language])
      expect(new Set(labels).size).toBe(labels.length)
    }
  })

  it("gives the defaults of all of them", () => {
    expect(Object.keys(defaultSettings())).toEqual(Object.keys(SETTINGS))
    expect(settingsUpdateSchema.parse(defaultSettings())).toEqual(defaultSettings())
  })
})

describe("a change of settings", () => {
  it.each<[object]>([
    [{}],
    [{ delete_order: true }],
    [{ order_number_prefix: "WEB-", discount_rows: "one_row", poll_minutes: 1440 }],
    [{ transfer_orders_from_date: "2026-01-31" }],
    [{ transfer_orders_from_date: "2026-01-31T08:00:00+01:00" }],
    [{ transfer_orders_from_date: null, new_product_category_id: null }],
    [{ payment_codes: { pp_klarna: { code: "KG", prepaid: false } }, stock_sites: { sloc_å: "1" } }],
  ])("may be %j", (update) => {
    expect(settingsUpdateSchema.parse(update)).toEqual(update)
  })

  it("has its texts trimmed", () => {
    expect(settingsUpdateSchema.parse({ freight_article_no: " FRAKT-Å " })).toEqual({
      freight_article_no: "FRAKT-Å",
    })
  })

  it.each<[string, unknown]>([
    ["delete_order", "yes"],
    ["delete_order", null],
    ["poll_minutes", 0],
    ["poll_minutes", 1.5],
    ["poll_minutes", "10"],
    ["discount_rows", "some"],
    ["currency_code", "SEK"],
    ["country_code", "swe"],
    ["order_number_prefix", "x".repeat(21)],
    ["transfer_orders_from_date", "31/1 2026"],
    ["transfer_orders_from_date", "2026-02-30"],
    ["new_product_category_id", ""],
    ["stock_sites", { sloc_1: "" }],
    ["payment_codes", { pp_x: { code: "KG", unknown: 1 } }],
    ["payment_codes", { pp_x: "KG" }],
    ["no_such_setting", true],
  ])("may not be %s: %j, and the refusal names it", (key, value) => {
    const { error } = settingsUpdateSchema.safeParse({ [key]: value })
    expect(JSON.stringify(error!.issues)).toContain(key)
  })
})
