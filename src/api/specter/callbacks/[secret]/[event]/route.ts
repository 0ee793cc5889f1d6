import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receiveCallback } from "../../../../../workflows/pull/receive-callback"
import { callbackParameters } from "../../../callback-parameters"
import { refuseCallback } from "../../../refuse-callback"

/**
 * What Specter calls; `askForSecret` has let it through. Answers at once, as Specter wants it, and works afterwards.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  if (await receiveCallback(req.scope, req.params.event, callbackParameters(req))) {
    res.type("text/plain").send("1;Done")
  } else {
    refuseCallback(res)
  }
}

export const POST = GET
