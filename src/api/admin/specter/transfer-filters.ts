import type { ListTransfers } from "./validators"

/** Finds a text anywhere in a column, whatever its case. */
export function likeFilter(text: string): { $ilike: string } {
  return { $ilike: `%${text.replace(/[\\%_]/g, "\\$&")}%` }
}

/** The ledger's filter for what a person asks for: `kind`, `state`, `parent_id`, `subject_id`, and `q` in any text. */
export function transferFilters({
  q,
  kind,
  state,
  parent_id,
  subject_id,
}: Pick<ListTransfers, "q" | "kind" | "state" | "parent_id" | "subject_id">) {
  const filters = { kind, state, parent_id, subject_id }
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
  if (!q) {
    return given
  }
  const like = likeFilter(q)
  return { ...given, $or: [{ label: like }, { subject_id: q }, { specter_number: q }, { words: like }] }
}
