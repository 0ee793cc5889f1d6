import { STAPLES } from "../demo/data/products/staples"
import type { Store } from "./store"

/** Specter counts what the store has: a new article's stock, none, would come back and empty the shop. */
export function countStock({ sandbox, shop }: Store): void {
  for (const sku of Object.keys(shop.variants)) {
    const product = STAPLES.find((staple) => sku.startsWith(staple.sku))
    sandbox.setStock(
      sku,
      product!.stock.reduce((sum, pieces) => sum + pieces, 0)
    )
  }
}
