import type { OrderMessage } from "../../../modules/specter/client"
import type { MedusaOrder } from "./medusa-order"
import { phonesOf } from "./phone"
import { firstText, textOf } from "./text"

type Remarks = Pick<
  OrderMessage,
  "internalComment" | "publishedComment" | "customerReference" | "deliveryDate" | "notifyMobile"
>

/** A mobile number, or `true` for the one in the order's addresses. */
function notifyMobile({
  metadata,
  shipping_address,
  billing_address,
  customer,
}: MedusaOrder): string | undefined {
  const asked = metadata?.notify_mobile
  if (asked === true || asked === "true") {
    return phonesOf([shipping_address?.phone, billing_address?.phone, customer?.phone]).mobile
  }
  const given = textOf(asked)
  return given !== undefined && /\d{5}/.test(given.replace(/\D/g, "")) ? given : undefined
}

/**
 * What the order says in words, from the metadata that storefronts set: `internal_comment` for the merchant, `comment`,
 * `customer_note` or `note` for the packing slip, `customer_reference` or `reference` (else the store's order number),
 * `delivery_date` (YYYY-MM-DD) and `notify_mobile`.
 */
export function orderRemarks(order: MedusaOrder): Remarks {
  const metadata = order.metadata ?? {}
  return {
    internalComment: textOf(metadata.internal_comment),
    publishedComment: firstText(metadata.comment, metadata.customer_note, metadata.note),
    customerReference: firstText(
      metadata.customer_reference,
      metadata.reference,
      order.custom_display_id,
      order.display_id
    ),
    deliveryDate: /^\d{4}-\d{2}-\d{2}/.exec(textOf(metadata.delivery_date) ?? "")?.[0],
    notifyMobile: notifyMobile(order),
  }
}
