type Value = string | number | boolean | null | undefined

/**
 * A line for people, with fields for machines behind it (`key=value`, known as logfmt): Medusa's logger takes text
 * alone. Fields without a value are left out.
 */
export function logLine(words: string, fields: Record<string, Value>): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([key, value]) => `${key}=${quoted(String(value))}`)
  return [words, ...pairs].join(" ")
}

function quoted(value: string): string {
  return /[\s"=]/.test(value) ? JSON.stringify(value) : value
}
