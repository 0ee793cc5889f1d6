const LONGEST = 300

/** What an error says, for the merchant's eyes. A workflow's error can be a plain object. */
export function failureWords(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return String(message ?? error).slice(0, LONGEST)
}
