import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../../modules/specter"
import { defaultSettings } from "../../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import { orderVersion } from "../load-order"
import { readNextOrder, readOrder } from "../read-order"

const ORDER = {
  id: "order_1",
  status: "pending",
  version: 1,
  updated_at: "2026-11-24T10:00:00.000Z",
  items: [{ id: "ordli_1" }],
}

/** A store with two orders, the first of which comes next; tells how often an order was read. */
function openStore() {
  const reads: string[] = []
  const graph = async ({ entity, filters }: { entity: string; filters: { id: string } }) => {
    if (entity === "reservation") {
      return { data: [{ location_id: "sloc_1" }] }
    }
    reads.push(filters.id)
    return { data: [{ ...ORDER, id: filters.id }] }
  }
  const modules: Record<string, object> = {
    [ContainerRegistrationKeys.QUERY]: { graph },
    [SPECTER_MODULE]: { getSettings: async () => ({ ...defaultSettings(), installed_at: new Date() }) },
    [SPECTER_SYNC_MODULE]: {
      nextOrder: async () => "order_1",
      references: async () => new Map(),
      knownArticles: async () => new Set(),
    },
  }
  const container = { resolve: (name: string) => modules[name] } as unknown as MedusaContainer
  return { reads, container }
}

describe("an order that was read ahead", () => {
  it("is not read again", async () => {
    const { reads, container } = openStore()
    await readNextOrder(container)
    const { order } = (await readOrder(container, "order_1"))!
    expect(orderVersion(order)).toBe(orderVersion(ORDER as never))
    expect(reads).toEqual(["order_1"])
  })

  it("is read anew when it was read long ago", async () => {
    const { reads, container } = openStore()
    await readNextOrder(container)
    jest.spyOn(Date, "now").mockReturnValueOnce(Date.now() + 6_000)
    await readOrder(container, "order_1")
    expect(reads).toEqual(["order_1", "order_1"])
  })

  it("serves once", async () => {
    const { reads, container } = openStore()
    await readNextOrder(container)
    await readOrder(container, "order_1")
    await readOrder(container, "order_1")
    expect(reads).toEqual(["order_1", "order_1"])
  })

  it("does not stand for another", async () => {
    const { reads, container } = openStore()
    await readNextOrder(container)
    expect((await readOrder(container, "order_2"))!.order.id).toBe("order_2")
    expect(reads).toEqual(["order_1", "order_2"])
  })
})
