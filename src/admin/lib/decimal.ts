/** An exact decimal: `units` of `10 ** -places`. */
type Decimal = { units: bigint; places: number }

function parse(text: string): Decimal {
  const [whole, fraction = ""] = text.split(".")
  return { units: BigInt(whole + fraction), places: fraction.length }
}

function write({ units, places }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0")
  const point = digits.length - places
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${places ? `.${digits.slice(point)}` : ""}`
}

/** The product of decimal strings such as `-12.50`, exact. */
export function times(...factors: string[]): string {
  const product = factors
    .map(parse)
    .reduce((one, other) => ({ units: one.units * other.units, places: one.places + other.places }), {
      units: 1n,
      places: 0,
    })
  return write(product)
}

/** The sum of decimal strings, exact. */
export function plus(...terms: string[]): string {
  const decimals = terms.map(parse)
  const places = Math.max(0, ...decimals.map((decimal) => decimal.places))
  const units = decimals.reduce(
    (sum, decimal) => sum + decimal.units * 10n ** BigInt(places - decimal.places),
    0n
  )
  return write({ units, places })
}
