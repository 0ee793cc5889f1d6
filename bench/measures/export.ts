import { setTimeout as sleep } from "node:timers/promises"
import { startRunWorkflow } from "../../src/workflows/runs/start-run"
import { runExport } from "../../src/workflows/runs/run-export"
import { joinedTo } from "../credentials"
import { atMost, type Figure, type Measured, median } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { openStore } from "../open-store"
import { startSpecter } from "../specter"
import { ROOT } from "../store"

const CALL_MS = 200
/** One process sends one call with articles at a time. */
const CONCURRENCY = 1
const ARTICLES_A_CALL = 100
const ROUNDS = 5
const LOOK_EVERY_MS = 100
const MEGABYTE = 1024 ** 2

/** An export of all variants to a Specter that takes 200 ms a call. */
export default async function exportAll(): Promise<Measured> {
  const { url, specter } = await startSpecter()
  Object.assign(process.env, joinedTo(url))
  const { container } = await openStore(ROOT)
  const walls: number[] = []
  const calls: number[] = []
  const left: number[] = []
  const most: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    await nothingWaits(container)
    await specter.reset()
    await specter.acceptDelay(CALL_MS)
    globalThis.gc?.()
    const before = process.memoryUsage()
    const peak = watchMemory()
    const begun = performance.now()
    const { result } = await startRunWorkflow(container).run({ input: { type: "products", forced: true } })
    await runExport(container, result.id)
    const wall = performance.now() - begun
    const grown = peak() - before.rss
    await specter.acceptDelay(0)
    const made = (await specter.state()).calls.filter(({ action }) => action === "newArticleSubmit").length
    await sleep(200)
    globalThis.gc?.()
    process.stdout.write(`    ${round} export: ${Math.round(wall)} ms, ${made} calls\n`)
    if (round > 0) {
      walls.push(wall)
      calls.push(made)
      left.push((process.memoryUsage().heapUsed - before.heapUsed) / MEGABYTE)
      most.push(grown / MEGABYTE)
    }
  }
  const ideal = (median(calls) * CALL_MS) / CONCURRENCY
  const figures: Figure[] = [
    { what: "export of 10,006 variants", values: walls, unit: "ms" },
    { what: "what is left on the heap after it", values: left, unit: "MB" },
    { what: "what the process takes more at most meanwhile (RSS)", values: most, unit: "MB" },
  ]
  return {
    title: "Export of 10,000 variants",
    how: `To a Specter in a process of its own that takes ${CALL_MS} ms a call; ${CONCURRENCY} call at a time, ${ARTICLES_A_CALL} articles a call.`,
    figures,
    targets: [
      atMost("calls", median(calls), 101),
      atMost(`wall time ÷ (calls × ${CALL_MS} ms ÷ ${CONCURRENCY})`, median(walls) / ideal, 1.1),
      atMost("memory left after an export", Math.max(...left), 20, " MB"),
    ],
    remarks: [],
  }
}

/** @returns a function that ends the watch and tells the most memory that the process has had meanwhile. */
function watchMemory(): () => number {
  let most = 0
  const look = () => (most = Math.max(most, process.memoryUsage.rss()))
  const timer = setInterval(look, LOOK_EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return most
  }
}
