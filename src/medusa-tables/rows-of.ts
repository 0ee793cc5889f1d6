import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The rows that a statement of this folder gives, in a transaction if there is one; its bindings are named. */
export async function rowsOf<Row>(
  container: MedusaContainer,
  statement: string,
  bindings: Record<string, unknown>,
  transaction?: Knex.Transaction
): Promise<Row[]> {
  const connection = transaction ?? container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: Row[] }>(statement, bindings as never)
  return rows
}
