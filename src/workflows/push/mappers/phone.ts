import { firstText, textOf } from "./text"

// 070, 072, 073, 076 and 079 are the Swedish mobile series.
const SWEDISH_MOBILE = /^(?:(?:\+|00)460?|0)7[02369]\d{7}$/

export function isSwedishMobile(phone: string): boolean {
  return SWEDISH_MOBILE.test(phone.replace(/[\s\-–./]/g, "").replace("(0)", "0"))
}

/**
 * The number to call, and the number for text messages: Specter notifies by `mobile` only, and shows `phone`, so a
 * mobile number is both.
 */
export function phonesOf(candidates: unknown[]): { phone?: string; mobile?: string } {
  const mobile = candidates.map(textOf).find((phone) => phone !== undefined && isSwedishMobile(phone))
  return { phone: firstText(...candidates), mobile }
}
