import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../../../modules/specter"
import type SpecterModuleService from "../../../../../../modules/specter/service"
import { logFailure } from "../../../../../../workflows/log-failure"
import { drain } from "../../../../../../workflows/push/drain"
import { transferOrderWorkflow } from "../../../../../../workflows/push/transfer-order"
import { orderAnswer, orderOrNotFound } from "../../../order-answer"
import type { TransferOrder } from "../../../validators"

/** "Transfer order": does it now and answers with the outcome. An order that Specter has is left as it is. */
export async function POST(req: AuthenticatedMedusaRequest<TransferOrder>, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const order = await orderOrNotFound(req.scope, req.params.id)
  await transferOrderWorkflow(req.scope).run({ input: { order_id: order.id, ...req.validatedBody } })
  // Orders that came meanwhile stood back, and its success may have ended a pause.
  void drain(req.scope).catch(logFailure(req.scope, "sending"))
  res.json({ order: await orderAnswer(req.scope, order) })
}
