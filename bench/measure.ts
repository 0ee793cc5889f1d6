import { setTimeout as sleep } from "node:timers/promises"

/** What is measured: a row of the report. */
export type Figure = {
  what: string
  /** In `unit`, each round's. */
  values: number[]
  unit: "ms" | "MB"
}

/** A promise that the figures are held against. */
export type Target = { what: string; limit: string; value: string; isMet: boolean }

export type Measured = { title: string; how: string; figures: Figure[]; targets: Target[]; remarks: string[] }

export type Measure = () => Promise<Measured>

const ROUNDS = 5

/** Where a contender takes half a second: other work on the machine makes one round take twice as long as the next. */
export const MORE_ROUNDS = 11

/**
 * What is timed; what has to be done before is not. A full collection of garbage, which comes before that, costs the next
 * one who does much in a short time some 60 ms: all contenders do some of their work once uncounted, or none does.
 */
export type Contender = {
  what: string
  prepare?(round: number): Promise<unknown>
  run(round: number): Promise<unknown>
}

/**
 * Each contender once a round, so that what else the machine does hits all of them alike, and each after `settle`. The first
 * round warms up and is not counted.
 */
export async function race(
  contenders: Contender[],
  settle?: () => Promise<unknown>,
  rounds = ROUNDS
): Promise<Figure[]> {
  const figures = contenders.map(({ what }): Figure => ({ what, values: [], unit: "ms" }))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { prepare, run }] of contenders.entries()) {
      globalThis.gc?.()
      await prepare?.(round)
      await settle?.()
      await sleep(50)
      const begun = performance.now()
      await run(round)
      const took = performance.now() - begun
      if (round > 0) {
        figures[index].values.push(took)
      }
      process.stdout.write(`    ${round} ${figures[index].what}: ${Math.round(took)} ms\n`)
    }
  }
  return figures
}

export function median(values: number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at))
}

/** `value` may be at most `limit`. */
export function atMost(what: string, value: number, limit: number, unit = ""): Target {
  return { what, limit: `≤ ${limit}${unit}`, value: `${rounded(value)}${unit}`, isMet: value <= limit }
}

export function atLeast(what: string, value: number, limit: number, unit = ""): Target {
  return { what, limit: `≥ ${limit}${unit}`, value: `${rounded(value)}${unit}`, isMet: value >= limit }
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}
