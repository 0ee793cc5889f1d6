import type { customer as english } from "../en/customer"

export const customer: typeof english = {}
