import type { order as english } from "../en/order"

export const order: typeof english = {}
