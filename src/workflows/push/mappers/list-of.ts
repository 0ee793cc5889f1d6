/** The entries of a list that Medusa may leave out, without the gaps that a broken link leaves. */
export function listOf<T>(list: readonly (T | null | undefined)[] | null | undefined): T[] {
  return (list ?? []).filter((entry): entry is T => entry != null)
}
