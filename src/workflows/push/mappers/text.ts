/** Text that says something: trimmed, a number as its digits; undefined for all else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) {
    return String(value)
  }
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

/** The first of the values that says something. */
export function firstText(...values: unknown[]): string | undefined {
  return values.map(textOf).find((text) => text !== undefined)
}

/** The texts that say something, put together. */
export function joined(parts: unknown[], separator: string): string | undefined {
  return textOf(
    parts
      .map(textOf)
      .filter((part) => part !== undefined)
      .join(separator)
  )
}
