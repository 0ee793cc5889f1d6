import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { withArrayTexts } from "../array-text"

/** The rows that a statement of this folder gives; its bindings are named. */
export async function rowsOf<Row>(
  container: MedusaContainer,
  statement: string,
  bindings: Record<string, unknown>
): Promise<Row[]> {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: Row[] }>(statement, withArrayTexts(bindings) as never)
  return rows
}
