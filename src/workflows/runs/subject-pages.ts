import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Subject } from "../../modules/specter-sync/service"
import type { TransferKind } from "../../modules/specter-sync/states"

export type ExportType = "products" | "customers" | "stock"

type Source = {
  kind: TransferKind
  entity: "product_variant" | "customer"
  filters: Record<string, unknown>
  parent?: string
}

export const EXPORTS: Record<ExportType, Source> = {
  products: { kind: "article", entity: "product_variant", filters: {}, parent: "product_id" },
  stock: {
    kind: "article",
    entity: "product_variant",
    filters: { manage_inventory: true },
    parent: "product_id",
  },
  customers: { kind: "customer", entity: "customer", filters: { has_account: true } },
}

/** Two calls' worth, one for each of the drain's lanes with articles: the first need not wait for more to be asked for. */
const FIRST_PAGE_SIZE = 200

const PAGE_SIZE = 500

/**
 * The next page of what an export is about, behind `cursor` in the order of ids, and how many there are from there on. The
 * last page is one that is not full.
 */
export async function subjectPage(
  container: MedusaContainer,
  type: ExportType,
  cursor: string | null
): Promise<{ subjects: Subject[]; total: number; isLast: boolean }> {
  const { entity, filters, parent } = EXPORTS[type]
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const take = cursor ? PAGE_SIZE : FIRST_PAGE_SIZE
  const { data, metadata } = await query.graph({
    entity,
    fields: parent ? ["id", parent] : ["id"],
    filters: cursor ? { ...filters, id: { $gt: cursor } } : filters,
    pagination: { take, skip: 0, order: { id: "ASC" } },
  })
  const rows = data as unknown as Record<string, string | undefined>[]
  return {
    subjects: rows.map((row) => ({ id: row.id as string, parent_id: parent ? row[parent] : undefined })),
    total: metadata?.count ?? rows.length,
    isLast: rows.length < take,
  }
}
