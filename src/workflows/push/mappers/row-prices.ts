import { type Amount, ORE, roundHalfUp, sumOf, toMoneyText, withPercent, ZERO } from "./amount"
import type { OrderLine } from "./order-line"

/** A row's price without VAT for one unit, and the VAT percent that goes with it. */
export type RowPrice = { priceExclVat: Amount; vatPercent: number }

/** In the order of the lines; or both figures, when the rows cannot come to the total. */
export type SettledPrices =
  | { prices: RowPrice[]; mismatch?: undefined }
  | { prices?: undefined; mismatch: { total: string; rows: string } }

const MOST_DECIMALS = 10

// The rows may miss the total by less than half an öre; a little is kept back for Specter's own computing, and what is
// between the two is for the rounding of the prices, so that they need few decimals.
const LARGEST_GAP = 0.004
const LARGEST_MISS = 0.0048

// Rounding the total moves it by half an öre at most; more is not a matter of rounding.
const MISMATCH = 0.01

/** What a row comes to in Specter, VAT included. */
function amountInSpecter(line: OrderLine, { priceExclVat, vatPercent }: RowPrice): Amount {
  return line.quantity
    .times(priceExclVat)
    .times(100 + vatPercent)
    .shiftedBy(-2)
}

/** The price with the fewest decimals that brings the row within `slack` of its target. */
function priceOf(line: OrderLine, slack: Amount): RowPrice {
  const vatPercent = roundHalfUp(line.vatRate, 0)
  const factor = line.quantity.times(withPercent(vatPercent))
  const exact = line.target.dividedBy(factor)
  let decimals = ORE
  let priceExclVat = roundHalfUp(exact, decimals)
  while (
    decimals < MOST_DECIMALS &&
    factor.times(priceExclVat).minus(line.target).abs().isGreaterThan(slack)
  ) {
    decimals += 1
    priceExclVat = roundHalfUp(exact, decimals)
  }
  return { priceExclVat, vatPercent: vatPercent.toNumber() }
}

/** The lines with `gap` on the largest of them, where it shows least. */
function withGap(lines: OrderLine[], gap: Amount): OrderLine[] {
  const largest = lines.reduce((a, b) => (b.target.abs().isGreaterThan(a.target.abs()) ? b : a))
  return lines.map((line) => (line === largest ? { ...line, target: line.target.plus(gap) } : line))
}

const figure = (amount: Amount): string =>
  amount.isFinite() ? toMoneyText(roundHalfUp(amount, ORE + 1)) : "–"

/**
 * Prices the rows so that Σ quantity × price × (1 + VAT percent / 100), rounded to the öre, is the order's total rounded
 * to the öre. Mismatch when the lines do not come to the total at all, or no price can bring them there.
 */
export function settlePrices(lines: OrderLine[], orderTotal: Amount): SettledPrices {
  const total = roundHalfUp(orderTotal, ORE)
  const sum = sumOf(lines.map(({ target }) => target))
  const gap = total.minus(sum)
  if (!gap.abs().isLessThan(MISMATCH)) {
    return { mismatch: { total: figure(total), rows: figure(sum) } }
  }
  const isClosed = gap.abs().isGreaterThan(LARGEST_GAP)
  const settled = isClosed ? withGap(lines, gap) : lines
  const open = isClosed ? ZERO : gap.abs()
  const slack = open.negated().plus(LARGEST_MISS).dividedBy(lines.length)
  const prices = settled.map((line) => priceOf(line, slack))
  const reached = sumOf(settled.map((line, index) => amountInSpecter(line, prices[index])))
  const isReached = roundHalfUp(reached, ORE).isEqualTo(total)
  return isReached ? { prices } : { mismatch: { total: figure(total), rows: figure(reached) } }
}
