import { setTimeout as sleep } from "node:timers/promises"
import { startRunWorkflow } from "../../src/workflows/runs/start-run"
import { runExport } from "../../src/workflows/runs/run-export"
import { atMost, type Figure, type Measured, median } from "../measure"
import { nothingWaits } from "../nothing-waits"
import { startStore } from "../store"

const CALL_MS = 200
/** One process sends one call with articles at a time. */
const CONCURRENCY = 1
const ARTICLES_A_CALL = 100
const ROUNDS = 5
const MEGABYTE = 1024 ** 2

/** An export of all variants to a Specter that takes 200 ms a call. */
export default async function exportAll(): Promise<Measured> {
  const { container, sandbox } = await startStore()
  const walls: number[] = []
  const calls: number[] = []
  const heaps: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    await nothingWaits(container)
    sandbox.calls.length = 0
    sandbox.acceptDelay(CALL_MS)
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    const begun = performance.now()
    const { result } = await startRunWorkflow(container).run({ input: { type: "products", forced: true } })
    await runExport(container, result.id)
    await nothingLeft()
    const wall = performance.now() - begun
    sandbox.acceptDelay(0)
    const made = sandbox.calls.filter(({ action }) => action === "newArticleSubmit").length
    sandbox.calls.length = 0
    await sleep(200)
    globalThis.gc?.()
    process.stdout.write(`    ${round} export: ${Math.round(wall)} ms, ${made} calls\n`)
    if (round > 0) {
      walls.push(wall)
      calls.push(made)
      heaps.push((process.memoryUsage().heapUsed - before) / MEGABYTE)
    }

    async function nothingLeft() {
      while (sandbox.calls.filter(({ action }) => action === "newArticleSubmit").length < 100) {
        await sleep(20)
      }
    }
  }
  const ideal = (median(calls) * CALL_MS) / CONCURRENCY
  const figures: Figure[] = [
    { what: "export of 10,006 variants", values: walls, unit: "ms" },
    { what: "what is left in memory after it", values: heaps, unit: "MB" },
  ]
  return {
    title: "Export of 10,000 variants",
    how: `To a Specter that takes ${CALL_MS} ms a call; ${CONCURRENCY} call at a time, ${ARTICLES_A_CALL} articles a call.`,
    figures,
    targets: [
      atMost("calls", median(calls), 101),
      atMost(`wall time ÷ (calls × ${CALL_MS} ms ÷ ${CONCURRENCY})`, median(walls) / ideal, 1.1),
      atMost("memory left after an export", Math.max(...heaps), 20, " MB"),
    ],
    remarks: [],
  }
}
