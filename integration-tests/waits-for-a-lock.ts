import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eventually } from "./eventually"

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`

/** Until a statement of this store waits for a row that another has. */
export async function untilSomeoneWaits(container: MedusaContainer): Promise<void> {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await eventually(async () => (await connection.raw<{ rows: object[] }>(WAITING)).rows.length > 0)
}
