import { z } from "@medusajs/framework/zod"
import type { WireNames } from "../wire-names"
import { checked, Form, type Encoded } from "./form"
import { day, decimal } from "./parts"

/** A delivery made in the store, of an order that Specter has. */
const deliverySchema = z.object({
  /** Specter's number of the order. */
  orderId: z.string(),
  deliveryDate: day,
  rows: z.array(z.object({ articleNo: z.string(), quantity: decimal })).min(1, "a delivery must have a row"),
})

export type DeliveryMessage = z.infer<typeof deliverySchema>

/** Throws a `SpecterError` of kind `invalid`. */
export function encodeDelivery(input: DeliveryMessage, names: WireNames): Encoded {
  const action = names["actions.submitDelivery"]
  const message = checked(deliverySchema, input, action)
  const form = new Form()
  const orderId = form.identifier(names["fields.delivery.orderId"], "orderId", message.orderId)
  form.plain(names["fields.delivery.date"], message.deliveryDate)
  form.flag(names["fields.delivery.byArticleNo"], true)
  message.rows.forEach((row, index) => {
    const rowForm = new Form(`_${index + 1}`, `rows.${index}.`)
    rowForm.identifier(names["fields.delivery.row.articleNo"], "articleNo", row.articleNo)
    rowForm.plain(names["fields.delivery.row.quantity"], row.quantity)
    form.append(rowForm)
  })
  form.refuseProblems(action)
  return { query: [], body: form.pairs, keyValue: orderId, notes: form.notes }
}
