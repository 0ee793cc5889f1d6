import { Answer, success } from "../answers"
import { deliveryProblem, makeDelivery } from "../books/deliveries"
import { checkDate, codes, mandatory, mandatoryDecimal, refuse } from "../refusals"
import { Action, ActionCall } from "./action"
import { orderOf } from "./order-of"

function run({ books, fields }: ActionCall): Answer {
  const order = orderOf(books, fields)
  checkDate(fields, "deliveryDate")
  const count = fields.lastRow()
  if (count > 0 && !fields.flag("useArticleNoRowMapping")) {
    refuse(codes.field, "Fältet useArticleNoRowMapping saknas")
  }
  const rows = Array.from({ length: count }, (_, index) => ({
    articleNo: mandatory(fields, `articleNo_${index + 1}`),
    noOfItems: mandatoryDecimal(fields, `noOfItems_${index + 1}`),
  }))
  const change = { deliveryDate: fields.find("deliveryDate"), rows: count > 0 ? rows : undefined }
  const problem = deliveryProblem(order, change.rows)
  if (problem) {
    refuse(codes.cannotBeDone, problem)
  }
  return success(makeDelivery(books, order, change).deliveryId, "Leveransen är skapad")
}

export const submitDelivery: Action = {
  name: "newDeliverySubmit",
  endpoint: "putInfo.asp",
  keyIn: "body",
  keyParts: (fields) => [fields.text("orderId")],
  fieldNames: ["orderId", "deliveryDate", "useArticleNoRowMapping"],
  rowFieldNames: ["articleNo", "noOfItems"],
  run,
}
