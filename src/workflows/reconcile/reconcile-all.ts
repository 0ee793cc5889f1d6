import type { MedusaContainer } from "@medusajs/framework/types"
import { drain } from "../push/drain"
import { runExport } from "../runs/run-export"
import { startRunWorkflow } from "../runs/start-run"
import { reconcileDeletions } from "./reconcile-deletions"
import { reconcileOrders } from "./reconcile-orders"

/** Sends whatever differs from what Specter has, deletions included. */
export async function reconcileAll(container: MedusaContainer): Promise<void> {
  await reconcileOrders(container, { all: true })
  await reconcileDeletions(container)
  for (const type of ["products", "customers"] as const) {
    const { result } = await startRunWorkflow(container).run({ input: { type, forced: false } })
    await runExport(container, result.id)
  }
  await drain(container)
}
