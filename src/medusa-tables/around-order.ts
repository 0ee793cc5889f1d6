import type { MedusaContainer } from "@medusajs/framework/types"
import { rowsOf } from "./rows-of"
import { knowsTables } from "./schema-check"

/** What stands about an order in other modules than Medusa's order module. */
export type AroundOrder = {
  customer: CustomerOfOrder | null
  /** Of all its payment collections, as they were made. */
  payments: PaymentOfOrder[]
  /** The variants in its rows that the store still has. */
  variants: { id: string; sku: string | null }[]
  /** The ids of the stock locations that its goods are reserved at. */
  reserved_location_ids: string[]
}

type CustomerOfOrder = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
  company_name: string | null
  phone: string | null
  has_account: boolean
  metadata: Record<string, unknown> | null
}

type PaymentOfOrder = {
  id: string
  provider_id: string
  data: Record<string, unknown> | null
  created_at: string
  canceled_at: string | null
}

/** Whether the statements here hold for this store's tables. */
export function knowsOrderTables(container: MedusaContainer): Promise<boolean> {
  return knowsTables(container, [
    "order",
    "order_item",
    "order_line_item",
    "customer",
    "order_payment_collection",
    "payment_collection",
    "payment",
    "product_variant",
    "reservation_item",
  ])
}

const AROUND_ORDER = `
SELECT
  (SELECT jsonb_build_object('id', c.id, 'email', c.email, 'first_name', c.first_name, 'last_name', c.last_name,
     'company_name', c.company_name, 'phone', c.phone, 'has_account', c.has_account, 'metadata', c.metadata)
   FROM customer c WHERE c.id = o.customer_id AND c.deleted_at IS NULL) AS customer,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'provider_id', p.provider_id, 'data', p.data,
     'created_at', p.created_at, 'canceled_at', p.canceled_at) ORDER BY p.created_at, p.id), '[]')
   FROM order_payment_collection l
   JOIN payment_collection c ON c.id = l.payment_collection_id AND c.deleted_at IS NULL
   JOIN payment p ON p.payment_collection_id = c.id AND p.deleted_at IS NULL
   WHERE l.order_id = o.id AND l.deleted_at IS NULL) AS payments,
  (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', v.id, 'sku', v.sku)), '[]')
   FROM order_item i
   JOIN order_line_item r ON r.id = i.item_id AND r.deleted_at IS NULL
   JOIN product_variant v ON v.id = r.variant_id AND v.deleted_at IS NULL
   WHERE i.order_id = o.id AND i.version = o.version AND i.deleted_at IS NULL) AS variants,
  (SELECT coalesce(jsonb_agg(DISTINCT s.location_id), '[]')
   FROM order_item i
   JOIN reservation_item s ON s.line_item_id = i.item_id AND s.deleted_at IS NULL
   WHERE i.order_id = o.id AND i.version = o.version AND i.deleted_at IS NULL) AS reserved_location_ids
FROM "order" o
WHERE o.id = :order_id AND o.deleted_at IS NULL`

/** Undefined when the store has no order with this id. */
export async function readAroundOrder(
  container: MedusaContainer,
  orderId: string
): Promise<AroundOrder | undefined> {
  const [around] = await rowsOf<AroundOrder>(container, AROUND_ORDER, { order_id: orderId })
  return around
}

/** What changes with every change of an order. */
export type OrderState = { status: string; version: number; updated_at: string | Date }

const ORDER_STATE = `SELECT status, version, updated_at FROM "order" WHERE id = :order_id AND deleted_at IS NULL`

/** Undefined when the store has no order with this id. */
export async function readOrderState(
  container: MedusaContainer,
  orderId: string
): Promise<OrderState | undefined> {
  const [state] = await rowsOf<OrderState>(container, ORDER_STATE, { order_id: orderId })
  return state
}
