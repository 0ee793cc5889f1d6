import type { Applier } from "./applier"

export const applyArticles: Applier = async () => {
  throw new Error("being written")
}
