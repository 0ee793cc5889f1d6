import { BooksRefusal } from "./books/books"
import { Fault, FaultKind } from "./types"

export const faultKinds: FaultKind[] = [
  "refuse",
  "carry-out-and-drop",
  "carry-out-and-hang",
  "drop",
  "http-500",
  "http-503",
  "malformed-xml",
  "cut-xml",
  "empty",
  "slow",
  "redirect",
  "endless-body",
  "oversize",
]

/** The ways that leave no caller waiting and no order's data called wrong. */
const usualKinds: FaultKind[] = [
  "carry-out-and-drop",
  "drop",
  "http-500",
  "http-503",
  "malformed-xml",
  "cut-xml",
  "empty",
]

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function faultOf(kind: FaultKind, random: () => number): Fault {
  switch (kind) {
    case "slow":
      return { kind, ms: 200 }
    case "redirect":
      return { kind, to: "/elsewhere" }
    case "oversize":
      return { kind, bytes: 21 * 1024 * 1024 }
    case "http-500":
      return { kind, carryOut: random() < 0.5 }
    case "carry-out-and-hang":
      return { kind, ms: 2000 }
    default:
      return { kind }
  }
}

export type SetFault = { action: string; fault: Fault; left: number }

/** Which calls go wrong, and how. */
export class Faults {
  private set: SetFault[] = []
  private chance?: { share: number; random: () => number; kinds: FaultKind[] }

  add(action: string, fault: Fault, times = 1) {
    this.set.push({ action, fault, left: times })
  }

  randomly(share: number, seed: number, kinds: FaultKind[] = usualKinds) {
    this.chance = share > 0 ? { share, random: randomFrom(seed), kinds } : undefined
  }

  clear() {
    this.set = []
    this.chance = undefined
  }

  list(): SetFault[] {
    return this.set
  }

  get randomShare(): number {
    return this.chance?.share ?? 0
  }

  /** The fault that meets this call, used up once more. */
  take(action: string): Fault | undefined {
    const found = this.set.find(
      (candidate) => candidate.action === "*" || candidate.action.toLowerCase() === action.toLowerCase()
    )
    if (!found) {
      return this.drawn()
    }
    found.left -= 1
    this.set = this.set.filter((candidate) => candidate.left > 0)
    return found.fault
  }

  private drawn(): Fault | undefined {
    if (!this.chance || this.chance.random() >= this.chance.share) {
      return undefined
    }
    const { random, kinds } = this.chance
    const kind = kinds[Math.floor(random() * kinds.length)]
    return kind && faultOf(kind, random)
  }
}

/** Whether Specter does what was asked before the fault shows. */
export function isCarriedOut(fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case "refuse":
    case "drop":
    case "http-503":
    case "redirect":
      return false
    case "http-500":
      return fault.carryOut ?? false
    default:
      return true
  }
}

const numberOf = (value: unknown, fallback: number) => {
  const number = value === undefined || value === "" ? fallback : Number(value)
  if (!Number.isFinite(number) || number < 0) {
    throw new BooksRefusal(`"${String(value)}" is not a number a fault can have`)
  }
  return number
}

const textOf = (value: unknown) => (value === undefined || value === "" ? undefined : String(value))

/** Reads a fault from JSON or a form's texts. */
export function parseFault(given: Record<string, unknown>): Fault {
  const kind = faultKinds.find((known) => known === given.kind)
  switch (kind) {
    case undefined:
      throw new BooksRefusal(`"${String(given.kind)}" is no fault; there are ${faultKinds.join(", ")}`)
    case "refuse":
      return { kind, code: textOf(given.code), message: textOf(given.message) }
    case "malformed-xml":
      return { kind, text: textOf(given.text) }
    case "carry-out-and-hang":
      return { kind, ms: textOf(given.ms) === undefined ? undefined : numberOf(given.ms, 0) }
    case "http-500":
      return {
        kind,
        carryOut: given.carryOut === true || given.carryOut === "1" || given.carryOut === "true",
      }
    case "slow":
      return { kind, ms: numberOf(given.ms, 5000) }
    case "redirect":
      return { kind, to: textOf(given.to) ?? "/elsewhere" }
    case "oversize":
      return { kind, bytes: numberOf(given.bytes, 21 * 1024 * 1024) }
    default:
      return { kind }
  }
}
