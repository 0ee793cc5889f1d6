import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { TransferKind } from "../../modules/specter-sync/states"
import type { MedusaVariant } from "./mappers/article"
import { articleLabel } from "./mappers/article-label"
import { customerLabel } from "./mappers/customer-label"
import type { MedusaCustomer } from "./mappers/medusa-order"

type Row = { kind: string; subject_id: string; parent_id?: string | null; label: string | null }

/** By kind, what of the store its label tells of. */
const SUBJECTS: Partial<Record<TransferKind, { entity: string; fields: string[] }>> = {
  order: { entity: "order", fields: ["id", "display_id"] },
  article: { entity: "product_variant", fields: ["id", "sku", "title", "product.title"] },
  customer: { entity: "customer", fields: ["id", "first_name", "last_name", "company_name", "email"] },
}

/** The rows with what the merchant calls their subjects, also where none was ever tried: the ledger has no label of it yet. */
export async function withLabels<R extends Row>(container: MedusaContainer, rows: R[]): Promise<R[]> {
  const labels = new Map<string, string>()
  for (const [kind, { entity, fields }] of Object.entries(SUBJECTS)) {
    const ids = rows.flatMap((row) => (row.kind === kind && row.label === null ? row.subject_id : []))
    const { data } = ids.length
      ? await container
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity, fields, filters: { id: ids } })
      : { data: [] }
    data.forEach((subject) => labels.set(subject.id, labelOf(kind, subject)))
  }
  return rows.map((row) => ({ ...row, label: row.label ?? labels.get(row.subject_id) ?? null }))
}

function labelOf(kind: string, subject: Record<string, unknown>): string {
  switch (kind) {
    case "order":
      return `#${subject.display_id}`
    case "article":
      return articleLabel(subject as MedusaVariant)
    default:
      return customerLabel(subject as MedusaCustomer)
  }
}
