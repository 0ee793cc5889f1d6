import { MedusaError } from "@medusajs/framework/utils"

const LONGEST = 300

/** What an error says, for the merchant's eyes. A workflow's error can be a plain object. */
export function failureWords(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return String(message ?? error).slice(0, LONGEST)
}

/**
 * Whether Medusa itself says what is wrong, so that the same will fail again. Anything else says nothing of what was to be
 * done: the database broke off, most likely. A workflow hands errors on as plain objects.
 */
export function isMedusasWord(error: unknown): boolean {
  const { type } = (error ?? {}) as { type?: unknown }
  return MedusaError.isMedusaError(error ?? {}) && type !== MedusaError.Types.DB_ERROR
}

/**
 * As `failureWords`, for what is noted and not tried again.
 * @throws the error itself where it is no word of Medusa's: then all of it is done again.
 */
export function lastingFailure(error: unknown): string {
  if (!isMedusasWord(error)) {
    throw error
  }
  return failureWords(error)
}
