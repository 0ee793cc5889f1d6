import { fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { ArticleRange } from "./article-specter"
import type { Grown } from "./memory-growth"
import { WITH_US } from "./with-us"

/** All articles of these ranges, at most `limit` in an answer. */
export type ArticleImport = { limit: number; pricesOnly: boolean; ranges: ArticleRange[] }

/** What one import takes in a store of its own that has just started: none uses again what another took. */
export async function memoryOfImport(wanted: ArticleImport): Promise<Grown> {
  const child = fork(path.join(__dirname, "import-memory-process.ts"), [JSON.stringify(wanted)], {
    execArgv: [...WITH_US, "--expose-gc"],
  })
  let grown: Grown | undefined
  child.once("message", (message) => (grown = message as Grown))
  const [code] = await once(child, "exit")
  if (!grown) {
    throw new Error(`The store that imports articles ended with ${code} and no figures`)
  }
  return grown
}
