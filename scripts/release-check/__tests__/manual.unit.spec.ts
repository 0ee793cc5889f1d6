import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { SETTINGS } from "../../../src/modules/specter/settings"

type Words = { common: { state: Record<string, string> } }

/** Not imported: the admin has a build of its own, and would be in the server's too. */
const { sv } = jest.requireActual<{ sv: Words }>("../../../src/admin/i18n/sv/words")

const MANUAL = join(__dirname, "../../../docs/sv")
const pages = readdirSync(MANUAL).map((name) => ({ name, text: readFileSync(join(MANUAL, name), "utf8") }))
const all = pages.map(({ text }) => text).join("\n")

/** What Medusa's own admin calls them, and how the manual shows that a name looks like this. */
const NOT_OURS = ["Inställningar", "Produkter", "Tillägg", "så här"]

function wordsIn(value: unknown): string[] {
  return typeof value === "string" ? [value] : Object.values(value as object).flatMap(wordsIn)
}

const labels = Object.values(SETTINGS).map(({ label }) => label.sv)

describe("The merchant's manual", () => {
  it("names buttons, states and settings as the admin does", () => {
    const known = new Set([...wordsIn(sv), ...labels, ...NOT_OURS])
    const named = [...all.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it("tells of every setting", () => {
    expect(labels.filter((label) => !all.includes(`\`${label}\``))).toEqual([])
  })

  it("links only to pages and pictures that exist, and its index to every page", () => {
    const links = [...all.matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link)
    expect(links.filter((link) => !existsSync(join(MANUAL, link)))).toEqual([])
    const others = pages.filter(({ name }) => name !== "README.md").map(({ name }) => name)
    expect(others.filter((name) => !links.includes(name))).toEqual([])
  })

  it("shows the states that the admin has", () => {
    const { text } = pages.find(({ name }) => name.startsWith("4-"))!
    expect(Object.values(sv.common.state).filter((state) => !text.includes(`| \`${state}\` |`))).toEqual([])
  })
})
