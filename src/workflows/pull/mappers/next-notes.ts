import type { Reason, ReasonCode } from "../../../reasons/reason"

const isSame = (a: Reason, b: Reason) =>
  a.code === b.code &&
  JSON.stringify(Object.entries(a.data ?? {}).sort()) === JSON.stringify(Object.entries(b.data ?? {}).sort())

/**
 * The notes on an order, latest last. Those with one of the `settled` codes hold only if they are found again; the others
 * tell what has happened and stay.
 */
export function nextNotes(notes: Reason[], found: Reason[], settled: readonly ReasonCode[]): Reason[] {
  const kept = notes.filter((note) => !settled.includes(note.code) || found.some((one) => isSame(one, note)))
  return [...kept, ...found.filter((one) => !kept.some((note) => isSame(one, note)))]
}
