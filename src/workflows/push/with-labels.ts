import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { TransferKind } from "../../modules/specter-sync/states"
import type { MedusaVariant } from "./mappers/article"
import { articleLabel } from "./mappers/article-label"
import { customerLabel } from "./mappers/customer-label"
import type { MedusaCustomer } from "./mappers/medusa-order"

type Row = { kind: string; subject_id: string; label: string | null }
type Subject = { entity: string; fields: string[]; label: (subject: Record<string, unknown>) => string }

/** By kind, what the merchant calls its subject, and by which fields. */
const SUBJECTS: Partial<Record<TransferKind, Subject>> = {
  order: { entity: "order", fields: ["id", "display_id"], label: ({ display_id }) => `#${display_id}` },
  article: {
    entity: "product_variant",
    fields: ["id", "sku", "title", "product.title"],
    label: (variant) => articleLabel(variant as MedusaVariant),
  },
  customer: {
    entity: "customer",
    fields: ["id", "first_name", "last_name", "company_name", "email"],
    label: (customer) => customerLabel(customer as MedusaCustomer),
  },
}

/** The rows with what the merchant calls their subjects, also where none was ever tried: the ledger has no label of it yet. */
export async function withLabels<R extends Row>(container: MedusaContainer, rows: R[]): Promise<R[]> {
  const labels = new Map<string, string>()
  for (const [kind, { entity, fields, label }] of Object.entries(SUBJECTS)) {
    const ids = rows.flatMap((row) => (row.kind === kind && row.label === null ? row.subject_id : []))
    const { data } = ids.length
      ? await container
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity, fields, filters: { id: ids } })
      : { data: [] }
    data.forEach((subject) => labels.set(subject.id, label(subject)))
  }
  return rows.map((row) => ({ ...row, label: row.label ?? labels.get(row.subject_id) ?? null }))
}
