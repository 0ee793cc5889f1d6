/** The entries of a list that Medusa may leave out, without the gaps that a broken link leaves. */
export function listOf<T>(list: readonly (T | null | undefined)[] | null | undefined): T[] {
  return (list ?? []).filter((entry): entry is T => entry != null)
}

/** The same, oldest first: Medusa's ids begin with the time, and it gives the parts of an order in any order. */
export function oldestFirst<T extends { id?: string | null }>(
  list: readonly (T | null | undefined)[] | null | undefined
): T[] {
  const idOf = ({ id }: T) => id ?? ""
  return listOf(list).sort((a, b) => Number(idOf(a) > idOf(b)) - Number(idOf(a) < idOf(b)))
}
