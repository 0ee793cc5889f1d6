import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Medusa's request log prints the address as it came: the callbacks' secret must not be in it. */
export function hideSecret(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  req.originalUrl = req.originalUrl.replace(/(\/specter\/callbacks\/)[^/?]*/i, "$1***")
  next()
}
