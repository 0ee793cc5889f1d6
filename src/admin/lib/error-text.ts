import { FetchError } from "@medusajs/js-sdk"

/** What the store answered, for a toast or a load error; undefined when it did not answer at all. */
export function errorText(error: unknown): string | undefined {
  return error instanceof FetchError ? error.message : undefined
}
