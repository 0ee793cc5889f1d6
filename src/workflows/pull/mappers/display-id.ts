/** The number that customers see, of the shop's number in Specter: the other way round from `externalOrderNo`. */
export function displayIdOf(externalOrderNo: string, prefix: string): number | undefined {
  const digits = externalOrderNo.startsWith(prefix) ? externalOrderNo.slice(prefix.length) : ""
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined
}
