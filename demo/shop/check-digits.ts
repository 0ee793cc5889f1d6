/** A valid EAN-13 in GS1 Sweden's range (735) for a running number below a billion. */
export function ean13(runningNumber: number): string {
  const digits = `735${String(runningNumber).padStart(9, "0")}`
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}
