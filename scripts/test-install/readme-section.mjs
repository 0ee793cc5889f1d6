import { readFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"

/** The fenced blocks of a section of the README, `{ language, text }` in their order. Throws when there is no such section. */
export function readmeBlocks(heading) {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8")
  const [, section] = readme.split(`\n## ${heading}\n`)
  if (section === undefined) {
    throw new Error(`The README has no section "${heading}"`)
  }
  const fenced = section.split("\n## ")[0].matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)
  return [...fenced].map(([, language, text]) => ({ language, text }))
}
