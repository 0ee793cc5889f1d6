import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assumedNames } from "../src/modules/specter/client"
import { SETTINGS } from "../src/modules/specter/settings"
import type { Setting } from "../src/modules/specter/setting-kinds"
import { reasonsEn } from "../src/reasons/en"

const README = join(__dirname, "..", "README.md")

const cell = (text: string) => text.replace(/\|/g, "\\|")

function row(...cells: string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`
}

function settingsTable(): string {
  const rows = Object.entries(SETTINGS as Record<string, Setting>).map(
    ([key, { label, help, default: usual, kind }]) =>
      row(
        `\`${key}\``,
        `${label.sv} / ${label.en}`,
        kind === "mapping" || usual === null || usual === "" ? "–" : String(usual),
        help.en
      )
  )
  return [
    row("setting", "in the admin, sv / en", "default", "what it does"),
    "|---|---|---|---|",
    ...rows,
  ].join("\n")
}

function namesTable(): string {
  const rows = assumedNames().map(({ key, name, note }) =>
    row(`\`${key}\``, name ? `\`${name}\`` : "–", note ?? "")
  )
  return [row("key in `wireNames`", "assumed", "what it is"), "|---|---|---|", ...rows].join("\n")
}

function reasonsTable(): string {
  const rows = Object.entries(reasonsEn).map(([code, { text, todo }]) => row(`\`${code}\``, text, todo))
  return [row("reason", "what happened", "what to do"), "|---|---|---|", ...rows].join("\n")
}

const TABLES: Record<string, () => string> = {
  settings: settingsTable,
  names: namesTable,
  reasons: reasonsTable,
}

/** The README with its tables made anew from the code they describe. */
export function withTables(readme: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const pattern = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
    return text.replace(pattern, (_, begin, end) => `${begin}${table()}\n${end}`)
  }, readme)
}

if (require.main === module) {
  writeFileSync(README, withTables(readFileSync(README, "utf8")))
}
