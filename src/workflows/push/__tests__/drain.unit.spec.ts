import type { MedusaContainer } from "@medusajs/framework/types"
import { SPECTER_MODULE } from "../../../modules/specter"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { drain } from "../drain"

/** A store in which nothing is due, and how often that was looked up. */
function emptyLedger() {
  const claim = jest.fn(async (_kinds: readonly string[]) => [])
  const modules: Record<string, object> = {
    [SPECTER_MODULE]: { isOn: () => true },
    [SPECTER_SYNC_MODULE]: { claim },
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  const looks = () => claim.mock.calls.filter(([kinds]) => kinds.includes("article_removal")).length
  return { container, looks }
}

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
})
