import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../../modules/specter"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type { ClaimedTransfer } from "../../../modules/specter-sync/settlement"
import { drain } from "../drain"
import { enterLane, isNotNow, tellCalled } from "../lane"
import { sendTransfers } from "../run-transfers"
import { claimedTransfer } from "./claimed-transfer"

jest.mock("../run-transfers", () => ({ sendTransfers: jest.fn() }))

/** Orders that wait, and what is seen of each of them; those in `failing` are not called, those in `breaking` break off. */
function openLedger(ids: string[], { failing = [] as string[], breaking = [] as string[] } = {}) {
  const seen: string[] = []
  const waiting = [...ids]
  const state = { inLane: 0, isPaused: false, isTaken: false }
  const next = (lane: string | null) => {
    const id = state.isPaused ? undefined : waiting.shift()
    return id ? [claimedTransfer({ id, kind: "order", subject_id: id, lane })] : []
  }
  const sync = {
    claim: async (kinds: readonly string[]) => {
      const claimed = kinds.includes("order") ? next("one-at-a-time") : []
      state.inLane += claimed.length
      return claimed
    },
    claimAhead: async () => next(null),
    enterLane: async () => {
      const isFree = state.inLane === 0 && !state.isPaused && !state.isTaken
      state.inLane += isFree ? 1 : 0
      return isFree
    },
    pauseState: async () => ({ cause: state.isPaused ? "account" : null }),
  }
  const send = async (_container: MedusaContainer, [transfer]: ClaimedTransfer[]) => {
    const { id } = transfer
    seen.push(`prepares ${id}`)
    await sleep(2)
    await enterLane(container, transfer)
    expect(state.inLane).toBe(1)
    seen.push(`calls ${id}`)
    await sleep(2)
    if (!failing.includes(id)) {
      tellCalled(transfer)
      await sleep(20)
    }
    state.inLane -= 1
    seen.push(`ends ${id}`)
    if (breaking.includes(id)) {
      throw new Error("no database")
    }
    return async () => void seen.push(`finishes ${id}`)
  }
  jest.mocked(sendTransfers).mockReset()
  jest.mocked(sendTransfers).mockImplementation(send as typeof sendTransfers)
  const modules: Record<string, object> = {
    [SPECTER_MODULE]: { isOn: () => true },
    [SPECTER_SYNC_MODULE]: sync,
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  return { seen, state, container }
}

const after = (seen: string[], one: string, other: string) => seen.indexOf(one) > seen.indexOf(other)

describe("the next order", () => {
  it("is prepared while the one before it is called, and called when that one has ended", async () => {
    const { seen, container } = openLedger(["a", "b", "c"])
    await drain(container)
    expect(seen.filter((each) => each.startsWith("calls"))).toEqual(["calls a", "calls b", "calls c"])
    expect(seen.filter((each) => each.startsWith("finishes"))).toEqual([
      "finishes a",
      "finishes b",
      "finishes c",
    ])
    expect(after(seen, "ends a", "prepares b")).toBe(true)
    expect(after(seen, "calls b", "ends a")).toBe(true)
    expect(after(seen, "ends b", "prepares c")).toBe(true)
  })

  it("goes after one that ended before its call", async () => {
    const { seen, container } = openLedger(["a", "b"], { failing: ["a"] })
    await drain(container)
    expect(after(seen, "prepares b", "ends a")).toBe(true)
    expect(seen).toContain("finishes b")
  })

  it("is sent though the one before it breaks off, which the drain tells", async () => {
    const { seen, container } = openLedger(["a", "b"], { breaking: ["a"] })
    await expect(drain(container)).rejects.toThrow("no database")
    await sleep(60)
    expect(seen).toContain("ends b")
  })

  it("waits for another process that is in the lane", async () => {
    const { seen, state, container } = openLedger(["a", "b"])
    state.isTaken = true
    const drained = drain(container)
    await sleep(150)
    expect(seen).toContain("prepares b")
    expect(seen).not.toContain("calls b")
    state.isTaken = false
    await drained
    expect(seen).toContain("finishes b")
  })

  it("is not called when sending has been paused meanwhile", async () => {
    const { state, container } = openLedger(["a"])
    state.isPaused = true
    const ahead = claimedTransfer({ id: "b", kind: "order", lane: null })
    expect(isNotNow(await enterLane(container, ahead).catch((error) => error))).toBe(true)
  })
})
