import type { OrderMessage, OrderRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Mapped, Reason } from "../../../reasons/reason"
import { shownAmount, toMoneyText } from "./amount"
import { externalOrderNo } from "./external-order-no"
import { languageOf } from "./language"
import { oldestFirst } from "./list-of"
import type { MedusaOrder } from "./medusa-order"
import type { OrderLine } from "./order-line"
import { orderLines } from "./order-lines"
import { orderRemarks } from "./order-remarks"
import { paymentOf } from "./payment"
import { type RowPrice, settlePrices } from "./row-prices"
import { ROW_WORDS } from "./row-words"
import { stockSiteOf } from "./stock-site"
import { firstText, textOf } from "./text"

export type { MedusaOrder } from "./medusa-order"

export type OrderContext = {
  settings: Settings
  /** Specter's number of the order's customer. */
  customerId: string
  /** Where the store has reserved or fulfilled the order's goods. */
  stockLocationIds?: string[]
}

function toRow(line: OrderLine, { priceExclVat, vatPercent }: RowPrice): OrderRow {
  const { articleNo, name, comment } = line
  return {
    articleNo,
    name,
    ...(comment === undefined ? {} : { comment }),
    priceExclVat: toMoneyText(priceExclVat),
    quantity: line.quantity.toFixed(),
    vatPercent,
  }
}

function rowProblems(lines: OrderLine[]): Reason[] {
  return lines
    .filter(({ articleNo }) => articleNo === "")
    .map(({ name, kind }) => ({
      code: kind === "item" ? "order_row_without_article" : "order_row_article_not_chosen",
      data: { row: name },
    }))
}

function vatNotes(lines: OrderLine[], prices: RowPrice[]): Reason[] {
  return lines.flatMap(({ name, vatRate }, index) => {
    const sent = prices[index].vatPercent
    const data = { row: name, percent: vatRate.toFixed(), sent: String(sent) }
    return vatRate.isEqualTo(sent) ? [] : [{ code: "vat_percent_rounded" as const, data }]
  })
}

function mapRows(
  order: MedusaOrder,
  settings: Settings,
  language: OrderMessage["language"]
): Mapped<OrderRow[]> {
  const lines = orderLines(order, settings, ROW_WORDS[language])
  const [first, ...others] =
    lines.length === 0 ? [{ code: "order_without_rows" } as const] : rowProblems(lines)
  if (first) {
    return { problems: [first, ...others], notes: [] }
  }
  const settled = settlePrices(lines, shownAmount(order.total))
  if (!settled.prices) {
    return { problems: [{ code: "order_total_mismatch", data: settled.mismatch }], notes: [] }
  }
  const { prices } = settled
  const rows = lines.map((line, index) => toRow(line, prices[index]))
  return { message: rows, problems: [], notes: vatNotes(lines, prices) }
}

function deliveryMethodOf({ shipping_methods }: MedusaOrder, settings: Settings): string | undefined {
  const [method] = oldestFirst(shipping_methods)
  const code = new Map(Object.entries(settings.carrier_codes)).get(method?.shipping_option_id ?? "")
  return firstText(code, method?.name)
}

function webshopIdOf({ sales_channel_id }: MedusaOrder, settings: Settings): string | undefined {
  return new Map(Object.entries(settings.webshop_ids)).get(sales_channel_id ?? "")
}

/**
 * The order as Specter gets it. Σ quantity × priceExclVat × (1 + vatPercent / 100) of its rows, rounded to the öre, is
 * `order.total` rounded to the öre. The order must have been read with `ORDER_FIELDS`.
 */
export function toSpecterOrder(order: MedusaOrder, context: OrderContext): Mapped<OrderMessage> {
  const { settings, customerId, stockLocationIds = [] } = context
  const { billing_address, shipping_address } = order
  const country = firstText(
    billing_address?.country_code,
    shipping_address?.country_code,
    settings.country_code
  )
  const language = languageOf(country ?? "se")
  const rows = mapRows(order, settings, language)
  const { payment, notes } = paymentOf(order, settings)
  if (!rows.message) {
    return { problems: rows.problems, notes: rows.notes }
  }
  const message: OrderMessage = {
    customerId,
    externalOrderNo: externalOrderNo(order, settings),
    currency: (textOf(order.currency_code) ?? settings.currency_code).toUpperCase(),
    language,
    stockSiteId: stockSiteOf(stockLocationIds, settings),
    payment,
    ...orderRemarks(order),
    sendOrderMail: settings.send_order_confirmation,
    sendOrderMailToUser: settings.send_order_mail_to_user,
    deliveryMethod: deliveryMethodOf(order, settings),
    webshopId: webshopIdOf(order, settings),
    rows: rows.message,
  }
  return { message, problems: [], notes: [...rows.notes, ...notes] }
}
