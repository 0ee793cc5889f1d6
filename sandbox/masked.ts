/** A form's text with the key, and long secrets in the paths of addresses, made unreadable. */
export function maskedForm(encoded: string): string {
  return maskedAddress(encoded.replace(/(^|[?&])(key)=[^&]*/gi, "$1$2=***"))
}

/** A callback address is its own proof of who calls: whoever reads it could call the shop. */
export function maskedAddress(address: string): string {
  return address
    .replace(/(callbacks(?:\/|%2F))[A-Za-z0-9_-]+(?=\/|%2F)/gi, "$1***")
    .replace(/(\/|%2F)[A-Za-z0-9_-]{16,}(?=\/|%2F|\?|%3F|$)/gi, "$1***")
}

/** Fields with their secrets made unreadable. */
export function maskedFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name.toLowerCase() === "key") {
        return [name, "***"]
      }
      return [name, /^https?:\/\//.test(value) ? maskedAddress(value) : value]
    })
  )
}
