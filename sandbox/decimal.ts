/** An exact decimal number: units / 10^scale. */
export type Decimal = { units: bigint; scale: number }

export const zero: Decimal = { units: 0n, scale: 0 }

/** Reads a number with a decimal comma or point; undefined when the text is not one. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:[.,](\d*))?$/.exec(text.trim())
  const whole = match?.[2] ?? ""
  const fraction = match?.[3] ?? ""
  if (!match || whole + fraction === "") {
    return undefined
  }
  const units = BigInt(whole + fraction)
  return { units: match[1] === "-" ? -units : units, scale: fraction.length }
}

/** Reads a number the caller knows to be one. */
export function decimal(value: string | number): Decimal {
  const parsed = parseDecimal(String(value))
  if (!parsed) {
    throw new RangeError(`"${value}" is not a decimal number`)
  }
  return parsed
}

const scaledTo = (value: Decimal, scale: number) => value.units * 10n ** BigInt(scale - value.scale)

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: scaledTo(a, scale) + scaledTo(b, scale), scale }
}

export const negated = (value: Decimal): Decimal => ({ units: -value.units, scale: value.scale })

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, negated(b))

export const times = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
})

/** A hundredth, so that percents stay exact. */
export const percent = (value: Decimal): Decimal => ({ units: value.units, scale: value.scale + 2 })

/** Rounded to that many decimals, halves away from zero. */
export function rounded(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) {
    return { units: scaledTo(value, scale), scale }
  }
  const divisor = 10n ** BigInt(value.scale - scale)
  const rest = value.units % divisor
  const quotient = value.units / divisor
  const size = rest < 0n ? -rest : rest
  const step = value.units < 0n ? -1n : 1n
  return { units: size * 2n >= divisor ? quotient + step : quotient, scale }
}

/** With a point and exactly as many decimals as its scale. */
export function toText(value: Decimal): string {
  const sign = value.units < 0n ? "-" : ""
  const digits = (value.units < 0n ? -value.units : value.units).toString().padStart(value.scale + 1, "0")
  const whole = digits.slice(0, digits.length - value.scale)
  return value.scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - value.scale)}`
}

/** With a point and no decimals that say nothing: 7, 0.5. */
export function toShortText(value: Decimal): string {
  const text = toText(value)
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text
}

export const withComma = (text: string) => text.replace(".", ",")
