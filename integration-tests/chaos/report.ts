import { grouped } from "./grouped"
import type { Pressed } from "./settle"
import type { Finding } from "./verdict"
import type { World } from "./world"

const SHOWN = 10

/** The run's figures as a table, with the first differences under their line. */
export function report(world: World, findings: Finding[], pressed: Pressed, seconds: number): string {
  const { size, sandbox, counts, callbacks } = world
  const failed = sandbox.calls.filter(({ fault }) => fault !== undefined)
  const byKind = grouped(failed, ({ fault }) => fault)
  const events = world.events()
  const happened: [string, string | number][] = [
    ["seed", size.seed],
    ["seconds", Math.round(seconds)],
    ["customer changes, article changes", `${size.customers}, ${size.articles}`],
    ["changes at Specter, in goes", size.batches],
    ["calls to Specter", sandbox.calls.length],
    ["of them failed", failed.length],
    ...[...byKind].map(([kind, calls]): [string, number] => [`  ${kind}`, calls.length]),
    ["store processes killed", counts.kills],
    ["PostgreSQL crashes", counts.restarts],
    ["stores that fell over by themselves", counts.fellOver],
    ["requests that failed at the stores", counts.refusedByStores],
    ["callbacks made", callbacks.counts.received],
    [
      "  lost, doubled, late",
      `${callbacks.counts.lost}, ${callbacks.counts.doubled}, ${callbacks.counts.late}`,
    ],
    ["events", events.all],
    ["  lost", events.lost],
    ["transfers sent anew by a press (refused)", pressed.rejected],
    ["orders settled by a press (unconfirmed)", pressed.unconfirmed],
  ]
  return [
    ...happened.map(([what, figure]) => `${what.padEnd(58)}${String(figure).padStart(12)}`),
    "",
    `${"".padEnd(58)}${"right".padStart(12)}${"wrong".padStart(8)}`,
    ...findings.flatMap(({ what, right, wrong }) => [
      `${what.padEnd(58)}${String(right).padStart(12)}${String(wrong.length).padStart(8)}`,
      ...wrong.slice(0, SHOWN).map((one) => `    ${one}`),
    ]),
    "",
  ].join("\n")
}
