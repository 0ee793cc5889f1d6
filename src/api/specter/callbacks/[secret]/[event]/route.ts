import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../../modules/specter"
import type SpecterModuleService from "../../../../../modules/specter/service"
import { receiveCallback } from "../../../../../workflows/pull/receive-callback"
import { callbackParameters } from "../../../callback-parameters"

/**
 * What Specter calls. The secret in the address is the only proof of who calls; a wrong one learns no more than that
 * there is nothing here. Answers at once, as Specter wants it, and works afterwards.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const specter = req.scope.resolve<SpecterModuleService>(SPECTER_MODULE)
  const { secret, event } = req.params
  const isKnown =
    specter.isCallbackSecret(secret) && (await receiveCallback(req.scope, event, callbackParameters(req)))
  if (isKnown) {
    res.type("text/plain").send("1;Done")
  } else {
    res.status(404).type("text/plain").send("0;Not found")
  }
}

export const POST = GET
