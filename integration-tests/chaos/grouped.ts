/** The values by a key of theirs, in the order in which the keys were met. */
export function grouped<T>(all: Iterable<T>, keyOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one) ?? ""
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}
