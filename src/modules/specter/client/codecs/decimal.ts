/** Almost every number is one of these. */
const PLAIN = /^(0|[1-9]\d{0,14})$/

/**
 * Reads a decimal number of Specter's, with a comma or a point and with spaces between thousands, as
 * a decimal string with a point: `1 234,50` is `1234.50`. Undefined when it is none.
 */
export function parseDecimal(text: string): string | undefined {
  if (PLAIN.test(text)) {
    return text
  }
  const compact = text.trim().replace(/(?<=\d)[\s\u00a0](?=\d{3}(?!\d))/g, "")
  const match = /^([+-]?)(\d{0,20})(?:[.,](\d{0,20}))?$/.exec(compact)
  if (!match || !(match[2] || match[3])) {
    return undefined
  }
  const whole = match[2].replace(/^0+(?=\d)/, "") || "0"
  const fraction = match[3] ? `.${match[3]}` : ""
  const isZero = !/[1-9]/.test(whole + fraction)
  return `${match[1] === "-" && !isZero ? "-" : ""}${whole}${fraction}`
}

/** Rounds a decimal string half away from zero to exactly `places` decimals: `0.25`, 3 is `0.250`. */
export function toFixedPlaces(value: string, places: number): string {
  const [whole, fraction = ""] = value.replace("-", "").split(".")
  const kept = fraction.slice(0, places).padEnd(places, "0")
  const units = BigInt(whole + kept) + (fraction.charAt(places) >= "5" ? 1n : 0n)
  const digits = units.toString().padStart(places + 1, "0")
  const sign = value.startsWith("-") && units > 0n ? "-" : ""
  const point = digits.length - places
  return `${sign}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ""}`
}
