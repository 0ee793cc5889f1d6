import { MathBN } from "@medusajs/framework/utils"
import type { OrderItem, OrderRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import { articleKey } from "../../../modules/specter-sync/article-key"
import {
  type Amount,
  ORE,
  roundHalfUp,
  sumOf,
  toMoneyText,
  withPercent,
  ZERO,
} from "../../push/mappers/amount"
import type { GoodsRow, StoreRows } from "./store-rows"

/** An article whose goods are not the same in the store's order and in Specter's. */
export type ArticleDifference = {
  articleNo: string
  /** None for an article that the store's order lacks. */
  ours: GoodsRow[]
  /** How many Specter has. */
  quantity: Amount
  /** Specter's price without VAT; missing when it tells none, or several. */
  price?: string
  /** Rows of one article with prices of their own cannot be told apart. */
  isMixed: boolean
  /** `TRÖJA-S 2 → 1` */
  words: string
}

export type RowComparison = {
  goods: ArticleDifference[]
  /** In words: what differs in freight, discounts, credits and VAT, which the store cannot take over. */
  others: string[]
  /** Specter has no goods left at all. */
  isEmptied: boolean
}

/** Whether Specter's rows are the store's. */
export const isSameRows = ({ goods, others }: RowComparison): boolean =>
  goods.length === 0 && others.length === 0

type ReadItem = { articleNo: string; quantity: Amount; price?: string; vatPercent?: string }

const SMALLEST_DIFFERENCE = 0.01

/** What the item's unit price would be at this price of Specter's. */
export function unitPriceAt(row: Pick<GoodsRow, "isTaxInclusive" | "vatRate">, price: string): Amount {
  const exact = MathBN.convert(price)
  return row.isTaxInclusive ? roundHalfUp(exact.times(withPercent(row.vatRate)), ORE) : exact
}

// The store's price can have more decimals than Specter keeps, and Specter's than the store's.
function isSamePrice(row: GoodsRow, price: string | undefined): boolean {
  return (
    price === undefined ||
    roundHalfUp(MathBN.convert(price), ORE).isEqualTo(roundHalfUp(MathBN.convert(row.priceExclVat), ORE)) ||
    unitPriceAt(row, price).isEqualTo(row.unitPrice)
  )
}

const quantityOf = (row: OrderRow): Amount => MathBN.convert(row.quantity)

const byPriceAndQuantity = (a: [Amount, Amount], b: [Amount, Amount]) =>
  a[0].comparedTo(b[0]) || a[1].comparedTo(b[1]) || 0

/** Row for row the same, in any order. */
function isEcho(ours: GoodsRow[], theirs: ReadItem[]): boolean {
  if (ours.length !== theirs.length) {
    return false
  }
  const sent = ours
    .map((row) => ({ row, key: [MathBN.convert(row.priceExclVat), quantityOf(row)] as [Amount, Amount] }))
    .sort((a, b) => byPriceAndQuantity(a.key, b.key))
  const told = theirs
    .map((item) => ({ item, key: [MathBN.convert(item.price ?? 0), item.quantity] as [Amount, Amount] }))
    .sort((a, b) => byPriceAndQuantity(a.key, b.key))
  return sent.every(
    ({ row }, index) =>
      quantityOf(row).isEqualTo(told[index].item.quantity) && isSamePrice(row, told[index].item.price)
  )
}

function differenceOf(ours: GoodsRow[], theirs: ReadItem[]): ArticleDifference | undefined {
  if (isEcho(ours, theirs)) {
    return undefined
  }
  const articleNo = ours[0]?.articleNo ?? theirs[0].articleNo
  const before = sumOf(ours.map(quantityOf))
  const quantity = sumOf(theirs.map((item) => item.quantity))
  const prices = [...new Set(theirs.map(({ price }) => price))]
  const price = prices.length === 1 ? prices[0] : undefined
  const isSame = ours.every((row) => isSamePrice(row, price))
  const ourPrices = new Set(ours.map(({ priceExclVat }) => priceExclVat))
  const isMixed = prices.length > 1 || (ourPrices.size > 1 && theirs.length > 0)
  if (quantity.isEqualTo(before) && isSame && !isMixed) {
    return undefined
  }
  const words = [
    ...(quantity.isEqualTo(before) ? [] : [`${articleNo} ${before.toFixed()} → ${quantity.toFixed()}`]),
    ...(isSame || ours.length === 0 || price === undefined
      ? []
      : [`${articleNo} à ${ours[0].priceExclVat} → ${toMoneyText(MathBN.convert(price))}`]),
  ]
  return { articleNo, ours, quantity, price, isMixed, words: words.join(", ") || articleNo }
}

function groupedBy<T>(list: T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const key = keyOf(entry)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}

function vatWords(ours: GoodsRow[], theirs: ReadItem[]): string[] {
  const told = theirs.find(({ vatPercent }) => vatPercent !== undefined)?.vatPercent
  const [row] = ours
  return row && told !== undefined && !MathBN.convert(told).isEqualTo(row.vatPercent)
    ? [`${row.articleNo} ${row.vatPercent} % → ${MathBN.convert(told).toFixed()} %`]
    : []
}

function amountWords(articleNo: string, ours: OrderRow[], theirs: ReadItem[]): string[] {
  if (theirs.some(({ price }) => price === undefined)) {
    return []
  }
  const before = sumOf(ours.map((row) => quantityOf(row).times(row.priceExclVat)))
  const after = sumOf(theirs.map(({ quantity, price }) => quantity.times(price ?? 0)))
  const isSame = after.minus(before).abs().isLessThan(SMALLEST_DIFFERENCE)
  const shown = (amount: Amount) => toMoneyText(roundHalfUp(amount, ORE))
  return isSame ? [] : [`${articleNo} ${shown(before)} → ${shown(after)}`]
}

/** Undefined when Specter does not say of how many each row is. */
function readItems(items: OrderItem[]): ReadItem[] | undefined {
  const read = items.flatMap(({ articleNo, noOfItems, priceExclVat, vatPercent }) =>
    noOfItems === undefined || articleNo === ""
      ? []
      : [{ articleNo, quantity: MathBN.convert(noOfItems), price: priceExclVat, vatPercent }]
  )
  return read.length === items.length ? read.filter(({ quantity }) => !quantity.isZero()) : undefined
}

const SERVICES = ["freight_article_no", "discount_article_no", "credit_article_no"] as const

type ServiceNumbers = Pick<Settings, (typeof SERVICES)[number]>

/**
 * How Specter's rows differ from what the store would send now, mapped by the settings that the order was sent with.
 * Undefined when Specter's cannot be compared.
 */
export function compareRows(
  { goods, services }: StoreRows,
  items: OrderItem[],
  asSent: ServiceNumbers,
  today: ServiceNumbers
): RowComparison | undefined {
  const theirs = readItems(items)
  if (!theirs) {
    return undefined
  }
  const ourGoods = groupedBy(goods, ({ articleNo }) => articleKey(articleNo))
  const ourServices = groupedBy(services, ({ articleNo }) => articleKey(articleNo))
  const serviceKeys = new Set([
    ...ourServices.keys(),
    ...SERVICES.map((service) => articleKey(asSent[service])),
  ])
  const isService = (key: string) => serviceKeys.has(key) && !ourGoods.has(key)
  // The merchant may have put the number of today in Specter's order too.
  const before = new Map(SERVICES.map((service) => [articleKey(today[service]), articleKey(asSent[service])]))
  const toldKey = (key: string) =>
    ourGoods.has(key) || serviceKeys.has(key) ? key : (before.get(key) ?? key)
  const told = groupedBy(theirs, ({ articleNo }) => toldKey(articleKey(articleNo)))
  const goodsKeys = new Set([...ourGoods.keys(), ...[...told.keys()].filter((key) => !isService(key))])
  const usedServices = [...new Set([...ourServices.keys(), ...told.keys()])].filter(isService)
  return {
    goods: [...goodsKeys].flatMap((key) => differenceOf(ourGoods.get(key) ?? [], told.get(key) ?? []) ?? []),
    others: [
      ...[...goodsKeys].flatMap((key) => vatWords(ourGoods.get(key) ?? [], told.get(key) ?? [])),
      ...usedServices.flatMap((key) => {
        const [row] = [...(ourServices.get(key) ?? []), ...(told.get(key) ?? [])]
        return amountWords(row.articleNo, ourServices.get(key) ?? [], told.get(key) ?? [])
      }),
    ],
    isEmptied: ![...goodsKeys].some((key) =>
      sumOf((told.get(key) ?? []).map((item) => item.quantity)).isGreaterThan(ZERO)
    ),
  }
}
