import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/** PostgreSQL's text holds every character but this one, and fails at it with words of its own. */
const NUL = /%00|\\u0000/

export function refuseNul(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  if (NUL.test(req.originalUrl) || NUL.test(JSON.stringify(req.body ?? null))) {
    const words = "The request holds a NUL character, which the store's database cannot keep: leave it out"
    throw new MedusaError(MedusaError.Types.INVALID_DATA, words)
  }
  next()
}
