import type { RecordedCall } from "../../sandbox"
import { faultKinds } from "../../sandbox/faults"
import { grouped } from "./grouped"
import type { World } from "./world"

const FAILING = 0.2

/** Of the sandbox's ways this is the one that does not fail: the answer comes late, and is good. */
const LATE = "slow"

/** What Specter was asked while one call in five failed. */
export type DisturbedCalls = { all: number; failed: number; byKind: Map<string, number> }

/** From now on one call in five fails, until the function that comes back is called. */
export function beginFaults({ sandbox, size }: World): () => DisturbedCalls {
  const first = sandbox.calls.length
  const share = (FAILING * faultKinds.length) / (faultKinds.length - 1)
  sandbox.randomFaults(share, size.seed, faultKinds)
  return () => {
    sandbox.clearFaults()
    return countFaults(sandbox.calls.slice(first))
  }
}

function countFaults(calls: RecordedCall[]): DisturbedCalls {
  const met = grouped(calls, ({ fault }) => fault)
  const byKind = new Map(faultKinds.map((kind) => [kind, met.get(kind)?.length ?? 0]))
  const failed = calls.filter(({ fault }) => fault !== undefined && fault !== LATE).length
  return { all: calls.length, failed, byKind }
}
