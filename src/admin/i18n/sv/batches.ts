import type { batches as english } from "../en/batches"

export const batches: typeof english = {}
