import { readFileSync } from "node:fs"
import { join } from "node:path"
import { withTables } from "../readme-tables"

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8")

describe("the README", () => {
  it("has the settings, names and reasons that the code has (else: npm run readme)", () => {
    expect(withTables(readme)).toBe(readme)
  })

  it("has a place for each table", () => {
    for (const table of ["settings", "names", "reasons"]) {
      expect(readme).toContain(`<!-- ${table} -->`)
    }
  })
})
