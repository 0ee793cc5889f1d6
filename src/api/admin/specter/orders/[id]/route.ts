import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { orderAnswer, orderOrNotFound } from "../../order-answer"

/** This order's transfer: its state, Specter's number, the reason if it failed, the invoice. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const order = await orderOrNotFound(req.scope, req.params.id)
  res.json({ order: await orderAnswer(req.scope, order) })
}
