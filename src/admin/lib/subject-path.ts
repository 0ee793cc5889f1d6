import type { Transfer } from "./answers"

/** The dashboard's page of what a transfer is about; undefined when the store has none (any more). */
export function subjectPath({
  kind,
  subject_id,
  parent_id,
}: Pick<Transfer, "kind" | "subject_id" | "parent_id">) {
  switch (kind) {
    case "article":
      return parent_id ? `/products/${parent_id}` : undefined
    case "customer":
      return `/customers/${subject_id}`
    case "order":
    case "order_removal":
    case "invoice":
      return `/orders/${subject_id}`
    case "delivery":
      return parent_id ? `/orders/${parent_id}` : undefined
    case "article_removal":
      return undefined
  }
}

/** What the merchant calls it. */
export const labelOf = ({ label, specter_number, subject_id }: Transfer) =>
  label ?? specter_number ?? subject_id
