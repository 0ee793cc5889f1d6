/** What an order's number can be by its number in Specter: with today's prefix, or with any that has no digit at its end. */
export function displayIdsOf(externalOrderNo: string, prefix: string): number[] {
  const today = externalOrderNo.startsWith(prefix) ? externalOrderNo.slice(prefix.length) : ""
  const [any] = /\d*$/.exec(externalOrderNo) ?? []
  const ids = [today, any ?? ""].filter((digits) => /^[1-9]\d{0,8}$/.test(digits))
  return [...new Set(ids.map(Number))]
}
