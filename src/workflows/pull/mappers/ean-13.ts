/** Whether it is 13 digits whose last one checks the others, as on every European product. */
export function isEan13(barcode: string): boolean {
  if (!/^\d{13}$/.test(barcode)) {
    return false
  }
  const sum = [...barcode].reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0)
  return sum % 10 === 0
}
