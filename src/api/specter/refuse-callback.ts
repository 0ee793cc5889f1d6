import type { MedusaResponse } from "@medusajs/framework/http"

/** Whoever calls learns no more than that there is nothing here. */
export function refuseCallback(res: MedusaResponse): void {
  res.status(404).type("text/plain").send("0;Not found")
}
