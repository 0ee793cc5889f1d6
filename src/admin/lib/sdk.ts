import Medusa from "@medusajs/js-sdk"

// The dashboard's bundler fills these in; elsewhere they do not exist.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

const given = <T>(read: () => T | undefined): T | undefined => {
  try {
    return read() || undefined
  } catch (error) {
    if (error instanceof ReferenceError) {
      return undefined
    }
    throw error
  }
}

/** Speaks with the store as the user who is logged in to the dashboard. */
export const sdk = new Medusa({
  baseUrl: given(() => __BACKEND_URL__) ?? "/",
  auth: {
    type: given(() => __AUTH_TYPE__) ?? "session",
    jwtTokenStorageKey: given(() => __JWT_TOKEN_STORAGE_KEY__),
  },
})
