import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { logFailure } from "../workflows/log-failure"
import { askAndDrain } from "../workflows/push/ask-and-drain"

/**
 * For the routes that delete a customer's address: nothing else knows whose it was, since Medusa deletes the row and its
 * event names only the address.
 */
export function sendCustomerAfterwards(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) {
  const named = req.params.id
  res.once("finish", () => {
    const { auth_context } = req as MedusaRequest & { auth_context?: { actor_id: string } }
    const id = named ?? auth_context?.actor_id
    if (id && res.statusCode < 300) {
      void askAndDrain(req.scope, "customer", [{ id }]).catch(logFailure(req.scope, "sending a customer"))
    }
  })
  next()
}
