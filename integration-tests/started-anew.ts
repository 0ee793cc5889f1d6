import { readFileSync } from "node:fs"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"

const TICK = path.join(__dirname, "../src/jobs/specter-tick")

/** The tick of a process that has just started: without its memory, and with everything else as it is. */
export function startedAnew(): (container: MedusaContainer) => Promise<void> {
  const source = readFileSync(`${TICK}.ts`, "utf8")
  const imported = [...source.matchAll(/^import (?!type).*from "(\..*)"$/gm)].map(([, name]) =>
    path.join(TICK, "..", name)
  )
  const loaded = imported.map((file) => [file, require(file)] as const)
  let tick: ReturnType<typeof startedAnew> | undefined
  jest.isolateModules(() => {
    loaded.forEach(([file, exports]) => jest.doMock(file, () => exports))
    tick = require(TICK).default
    loaded.forEach(([file]) => jest.dontMock(file))
  })
  return tick as ReturnType<typeof startedAnew>
}
