import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { refuseCallback } from "./refuse-callback"

/**
 * The secret in a callback's address is the only proof of who calls. It is asked for before Medusa looks for a route among
 * its hundreds, so that a guess costs the shop little.
 */
export function askForSecret(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) {
  const [secret] = req.params[0].split("/")
  // Medusa's request log prints the address as it came: the secret must not be in it.
  req.originalUrl = req.originalUrl.replace(/(\/specter\/callbacks\/)[^/?]*/i, "$1***")
  if (req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).isCallbackSecret(secret)) {
    next()
  } else {
    refuseCallback(res)
  }
}
