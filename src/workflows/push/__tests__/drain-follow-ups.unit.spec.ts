import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../../modules/specter"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { drain } from "../drain"
import { sendTransfers } from "../run-transfers"

jest.mock("../run-transfers", () => ({ sendTransfers: jest.fn() }))

/** Rows that wait, by kind; sending one notes it, and what follows from it is done when `finish` is called. */
function ledgerWith(
  waiting: Record<string, string[]>,
  follows: (id: string) => Promise<void> | void,
  sendingMs = 60
) {
  const seen: string[] = []
  const claim = async (kinds: readonly string[]) => {
    const kind = kinds.find((each) => waiting[each]?.length)
    return kind ? [{ kind, subject_id: waiting[kind].shift() }] : []
  }
  jest.mocked(sendTransfers).mockImplementation(async (_container, [{ subject_id }]) => {
    seen.push(`sends ${subject_id}`)
    await sleep(sendingMs)
    seen.push(`sent ${subject_id}`)
    return async () => {
      await follows(subject_id)
      seen.push(`finished ${subject_id}`)
    }
  })
  const modules: Record<string, object> = {
    [SPECTER_MODULE]: { isOn: () => true },
    [SPECTER_SYNC_MODULE]: { claim },
  }
  return { seen, container: { resolve: (name: string) => modules[name] } as unknown as MedusaContainer }
}

describe("what a settled transfer gives rise to", () => {
  it("is done while the next is sent, and before the drain ends", async () => {
    const { seen, container } = ledgerWith({ order: ["a", "b"] }, () => undefined)
    await drain(container)
    expect(seen).toEqual(["sends a", "sent a", "sends b", "finished a", "sent b", "finished b"])
  })

  it("does not wait for a next one that is sent in no time", async () => {
    const order = Array.from({ length: 20 }, (_, index) => String(index))
    const { seen, container } = ledgerWith({ order }, () => undefined, 0)
    const begun = performance.now()
    await drain(container)
    expect(seen).toHaveLength(60)
    expect(performance.now() - begun).toBeLessThan(400)
  })

  it("is sent by the same drain", async () => {
    const waiting: Record<string, string[]> = { order: ["a"] }
    const { seen, container } = ledgerWith(waiting, (id) => {
      waiting.order_removal = id === "a" ? ["removal of a"] : []
    })
    await drain(container)
    expect(seen).toContain("finished removal of a")
  })

  it("makes the drain fail when it fails", async () => {
    const { container } = ledgerWith({ order: ["a"] }, () => Promise.reject(new Error("no database")))
    await expect(drain(container)).rejects.toThrow("no database")
  })
})
