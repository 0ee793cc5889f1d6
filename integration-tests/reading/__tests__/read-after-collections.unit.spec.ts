import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"

const PROGRAM = path.join(__dirname, "../read-after-collections.ts")

async function readingTakes(...flags: string[]): Promise<number> {
  const args = ["--import", "tsx", ...flags, PROGRAM]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH } })
  return Number(stdout)
}

it("a batch is read as soon in a store that has run for days as in one just started", async () => {
  const justStarted = await readingTakes()
  expect(justStarted).toBeGreaterThan(0)
  expect(await readingTakes("--expose-gc")).toBeLessThan(justStarted * 2)
}, 60_000)
