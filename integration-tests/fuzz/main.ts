import { parseArgs } from "node:util"
import { fuzz } from "./fuzz"

/** `npm run test:fuzz -- [--cases N] [--seed N]`: hours of nonsense for everything that reads Specter's bytes. */
const { values } = parseArgs({ options: { cases: { type: "string" }, seed: { type: "string" } } })
const cases = Number(values.cases ?? 1_000_000)
const seed = Number(values.seed ?? 1)
const MOST_GROWTH_MB = 20
const begun = Date.now()
const figures = fuzz(cases, seed)
process.stdout.write(
  [
    `seed ${seed}, ${cases} cases in ${((Date.now() - begun) / 1000).toFixed(0)} s`,
    `read ${figures.read} times, refused ${figures.refused} times, nothing else`,
    `slowest ${figures.slowestMs.toFixed(0)} ms (${figures.slowest})`,
    `heap after garbage collection: ${figures.heapGrowthMb.toFixed(1)} MB more than after the first cases`,
    "",
  ].join("\n")
)
if (figures.heapGrowthMb > MOST_GROWTH_MB) {
  process.stderr.write(`The heap grew by more than ${MOST_GROWTH_MB} MB\n`)
  process.exitCode = 1
}
