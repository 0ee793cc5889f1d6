import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { loadOrderReadAhead, readNextOrder } from "../order-ahead"

const BEFORE = {
  id: "order_1",
  status: "pending",
  version: 1,
  updated_at: "2026-11-24T10:00:00.000Z",
  items: [{ id: "ordli_1" }],
}

/** A store with one order, which comes next; tells how often it was read whole. */
function storeWith(order: typeof BEFORE) {
  const store = { order, reads: 0 }
  const graph = async ({ entity, fields }: { entity: string; fields: string[] }) => {
    if (entity === "reservation") {
      return { data: [{ location_id: "sloc_1" }] }
    }
    store.reads += fields.includes("email") ? 1 : 0
    return { data: [store.order] }
  }
  const modules: Record<string, object> = {
    [ContainerRegistrationKeys.QUERY]: { graph },
    [SPECTER_SYNC_MODULE]: { nextOrder: async () => "order_1" },
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  return { store, container }
}

describe("an order that was read ahead", () => {
  it("is not read again when it is still so", async () => {
    const { store, container } = storeWith(BEFORE)
    await readNextOrder(container)
    expect(await loadOrderReadAhead(container, "order_1")).toEqual({
      order: BEFORE,
      stockLocationIds: ["sloc_1"],
    })
    expect(store.reads).toBe(1)
  })

  it.each([{ updated_at: "2026-11-24T10:00:00.001Z" }, { version: 2 }, { status: "canceled" }])(
    "is read anew when it has changed meanwhile: %j",
    async (change) => {
      const { store, container } = storeWith(BEFORE)
      await readNextOrder(container)
      store.order = { ...BEFORE, ...change }
      expect(await loadOrderReadAhead(container, "order_1")).toMatchObject({
        order: { ...BEFORE, ...change },
      })
      expect(store.reads).toBe(2)
    }
  )

  it("is read anew when it was read long ago", async () => {
    const { store, container } = storeWith(BEFORE)
    await readNextOrder(container)
    jest.spyOn(Date, "now").mockReturnValueOnce(Date.now() + 6_000)
    await loadOrderReadAhead(container, "order_1")
    expect(store.reads).toBe(2)
  })

  it("serves once", async () => {
    const { store, container } = storeWith(BEFORE)
    await readNextOrder(container)
    await loadOrderReadAhead(container, "order_1")
    await loadOrderReadAhead(container, "order_1")
    expect(store.reads).toBe(2)
  })
})
