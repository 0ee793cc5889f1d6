import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * As PostgreSQL does by itself a while after thousands of rows were written: what one contender leaves behind is not for the
 * next to clear away.
 */
export async function tidy(container: MedusaContainer): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw("VACUUM ANALYZE")
}
