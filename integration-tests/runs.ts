import { eventually } from "./eventually"
import { answered } from "./products"
import type { Store } from "./store"

/** Begins an export as the admin does. Gives back the run's id. */
export async function startExport(
  store: Store,
  body: { type: "products" | "customers" | "stock"; all?: boolean }
): Promise<string> {
  const { status, data } = await store.admin.post("/admin/specter/exports", body)
  return answered(status, data).run.id
}

/** The run as the admin shows it. */
export async function runShown(store: Store, id: string): Promise<any> {
  const { status, data } = await store.admin.get(`/admin/specter/runs/${id}`)
  return answered(status, data).run
}

/** The run as the admin shows it once it is over. */
export async function runEnded(store: Store, id: string): Promise<any> {
  return await eventually(async () => {
    const run = await runShown(store, id)
    return run.state === "done" && run
  }, 30)
}
