import type { transfers as english } from "../en/transfers"

export const transfers: typeof english = {}
