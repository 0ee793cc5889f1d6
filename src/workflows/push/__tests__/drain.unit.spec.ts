import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../../modules/specter"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { drain } from "../drain"
import { sendTransfers } from "../run-transfers"
import { claimedTransfer } from "./claimed-transfer"

jest.mock("../run-transfers")

/** A store in which nothing is due, and how often that was looked up. */
function emptyLedger() {
  const claim = jest.fn(async (_kinds: readonly string[]) => [])
  const modules: Record<string, object> = {
    [SPECTER_MODULE]: { isOn: () => true },
    [SPECTER_SYNC_MODULE]: { claim },
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  const looks = () => claim.mock.calls.filter(([kinds]) => kinds.includes("article_removal")).length
  const lanes = () => new Set(claim.mock.calls.map(([kinds]) => kinds.join()))
  return { container, looks, lanes }
}

/** A store in which hundreds of articles are due, each of them on its way until all may arrive. */
function ledgerOfHundreds() {
  let finish = () => {}
  const arrived = new Promise<void>((resolve) => (finish = resolve))
  const ledger = { hundreds: 0, finish: () => finish() }
  const claim = async (kinds: readonly string[]) => {
    const isThere = kinds.includes("article") && ledger.hundreds > 0
    ledger.hundreds -= isThere ? 1 : 0
    return isThere ? [claimedTransfer()] : []
  }
  jest.mocked(sendTransfers).mockReset()
  jest.mocked(sendTransfers).mockImplementation(async () => {
    await arrived
    return async () => {}
  })
  const modules: Record<string, object> = {
    [SPECTER_MODULE]: { isOn: () => true },
    [SPECTER_SYNC_MODULE]: { claim },
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  return { container, ledger, sending: () => jest.mocked(sendTransfers).mock.calls.length }
}

const ORDERS = "order,order_removal,delivery,invoice,customer"
const ARTICLES = "article,article_removal"

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("drain", () => {
  it.each(Array.from({ length: 12 }, (_, instant) => instant))(
    "looks once more for whoever wants it %i instants after another began, also while that one ends",
    async (instant) => {
      const { container, looks } = emptyLedger()
      const first = drain(container)
      for (let passed = 0; passed < instant; passed += 1) {
        await Promise.resolve()
      }
      const before = looks()
      await drain(container)
      expect(looks()).toBeGreaterThan(before)
      await first
    }
  )

  it("is one loop for all who want it meanwhile", async () => {
    const { container, looks } = emptyLedger()
    await Promise.all(Array.from({ length: 20 }, () => drain(container)))
    expect(looks()).toBe(2)
  })

  it.each([
    { kind: "customer", expected: [ORDERS] },
    { kind: "article", expected: [ARTICLES, "article"] },
    { kind: undefined, expected: [ORDERS, ARTICLES, "article"] },
  ] as const)("looks where $kind is sent", async ({ kind, expected }) => {
    const { container, lanes } = emptyLedger()
    await drain(container, kind)
    expect([...lanes()]).toEqual(expected)
  })

  it("reads the next articles while some are sent, also when it had found no more of them at first", async () => {
    const { container, ledger, sending } = ledgerOfHundreds()
    ledger.hundreds = 1
    const first = drain(container)
    await settled()
    expect(sending()).toBe(1)
    ledger.hundreds = 1
    const second = drain(container)
    await settled()
    expect(sending()).toBe(2)
    ledger.finish()
    await Promise.all([first, second])
  })
})
