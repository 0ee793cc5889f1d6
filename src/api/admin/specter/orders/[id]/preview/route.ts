import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../../../modules/specter"
import type SpecterModuleService from "../../../../../../modules/specter/service"
import { toSpecterOrderCustomer } from "../../../../../../workflows/push/mappers/order-customer"
import { toSpecterOrder } from "../../../../../../workflows/push/mappers/order"
import { orderOrNotFound } from "../../../order-answer"
import { reasonAnswer } from "../../../transfer-answer"

/** What would be sent for this order if it were transferred now. Sends nothing. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const settings = await req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const order = await orderOrNotFound(req.scope, req.params.id)
  const customer = toSpecterOrderCustomer(order, settings)
  const mapped = toSpecterOrder(order, {
    settings,
    customerId: "",
    stockLocationIds: order.reserved_location_ids,
  })
  res.json({
    preview: {
      customer: customer.message ?? null,
      order: mapped.message ?? null,
      problems: [...customer.problems, ...mapped.problems].map(reasonAnswer),
      notes: [...customer.notes, ...mapped.notes].map(reasonAnswer),
    },
  })
}
