import type { DisturbedCalls } from "./faults"
import type { Leftovers } from "./leftovers"
import { FIRST_OF_SPECTER, LAST_OF_STORE, numberOf } from "./ranges"
import type { Pressed } from "./settle"
import type { Finding } from "./verdict"
import type { World } from "./world"

const SHOWN = 10

export type Outcome = {
  calls: DisturbedCalls
  batches: Record<string, number>
  pressed: Pressed
  leftovers: Leftovers
  findings: Finding[]
}

type Line = [what: string, figure: string | number]

/** The run's figures as a table, with the first differences under their line. */
export function report(world: World, outcome: Outcome, seconds: number): string {
  const { size, counts } = world
  const lines: Line[] = [
    ["seed", size.seed],
    ["seconds", Math.round(seconds)],
    ["customer changes, article changes", `${counts.customerChanges}, ${counts.articleChanges}`],
    ...callLines(world, outcome.calls),
    ...batchLines(outcome.batches),
    ...disturbanceLines(world, outcome.leftovers),
    ["transfers sent anew by a press (refused)", outcome.pressed.rejected],
    ["orders settled by a press (unconfirmed)", outcome.pressed.unconfirmed.length],
    ["prices set by Specter's users where the store changed too", overlapping(world).length],
    ["  of them overwritten by a later change of the store's", overwritten(world).length],
  ]
  return [
    ...lines.map(([what, figure]) => `${what.padEnd(66)}${String(figure).padStart(12)}`),
    "",
    `${"".padEnd(66)}${"right".padStart(12)}${"wrong".padStart(8)}`,
    ...outcome.findings.flatMap(({ what, right, wrong }) => [
      `${what.padEnd(66)}${String(right).padStart(12)}${String(wrong.length).padStart(8)}`,
      ...wrong.slice(0, SHOWN).map((one) => `    ${one}`),
    ]),
    "",
  ].join("\n")
}

function callLines({ sandbox }: World, { all, failed, byKind }: DisturbedCalls): Line[] {
  const share = `${failed} (${((100 * failed) / all).toFixed(1)} %)`
  return [
    ["calls to Specter in all", sandbox.calls.length],
    ["calls while one in five failed", all],
    ["  of them failed", share],
    ...[...byKind].map(([kind, count]): Line => [
      `    ${kind}${kind === "slow" ? ", which is late and good" : ""}`,
      count,
    ]),
  ]
}

function batchLines(batches: Record<string, number>): Line[] {
  const sum = Object.values(batches).reduce((total, count) => total + count, 0)
  return [
    ["batches applied and acknowledged meanwhile", sum],
    ...Object.entries(batches).map(([kind, count]): Line => [`    ${kind}`, count]),
  ]
}

function disturbanceLines(world: World, leftovers: Leftovers): Line[] {
  const { counts, callbacks, purchases } = world
  const { received, lost, doubled, late, overtaken } = callbacks.counts
  const events = world.events()
  return [
    ["store processes killed", counts.kills],
    ["PostgreSQL crashes", counts.restarts],
    ["stores that fell over by themselves", counts.fellOver],
    ["requests that failed at the stores", counts.refusedByStores],
    ["purchases begun", purchases.length],
    ["  broken off by a kill or a crash", leftovers.broken.length],
    ["    that left orders without all their reservations", leftovers.unreserved.size],
    ["    articles reserved for no order", leftovers.orphaned.size],
    ["callbacks made", received],
    ["  lost, doubled, late, overtaken", [lost, doubled, late, overtaken].join(", ")],
    ["events", events.all],
    ["  lost", `${events.lost} (${((100 * events.lost) / events.all).toFixed(1)} %)`],
  ]
}

const overlapping = ({ pricesSet }: World) =>
  [...pricesSet].filter(([sku]) => numberOf(sku) >= FIRST_OF_SPECTER && numberOf(sku) <= LAST_OF_STORE)

const overwritten = (world: World) =>
  overlapping(world).filter(
    ([sku, price]) => Number(world.sandbox.articles.get(sku)?.priceExclVAT) !== Number(price)
  )
