import type { Store } from "./store"
import { answered } from "./products"

/** Changes the merchant's settings as the admin does. */
export async function choose(store: Store, settings: Record<string, unknown>): Promise<void> {
  const { status, data } = await store.admin.post("/admin/specter/settings", settings)
  answered(status, data)
}
