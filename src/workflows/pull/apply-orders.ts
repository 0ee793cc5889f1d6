import type { Applier } from "./applier"

export const applyOrders: Applier = async () => {
  throw new Error("being written")
}
