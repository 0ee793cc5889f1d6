import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * A callback's parameters by their names in lower case. They stand in the address, where the store's own registration put
 * their placeholders; a body is not looked at.
 */
export function callbackParameters(req: MedusaRequest): Map<string, string> {
  const queryAt = req.originalUrl.indexOf("?")
  const query = queryAt < 0 ? "" : req.originalUrl.slice(queryAt + 1)
  return new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value.trim()]))
}
