const LONGEST = 300

/** What an error says, for the merchant's eyes. A workflow's error can be a plain object. */
export function failureWords(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return String(message ?? error).slice(0, LONGEST)
}

/** PostgreSQL's own words and the driver's, of a server that is away, and the classes of such errors. */
const AWAY =
  /connection terminated|terminating connection|the database system is|timeout acquiring a connection/i
const AWAY_CODE = /^(08|57P)/

/**
 * As `failureWords`, for what is noted and not tried again.
 * @throws the error itself when the database broke off: that says nothing of what was to be done, which is done again.
 */
export function lastingFailure(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  const { message } = (error ?? {}) as { message?: unknown }
  if (AWAY.test(String(message ?? error)) || AWAY_CODE.test(String(code))) {
    throw error
  }
  return failureWords(error)
}
