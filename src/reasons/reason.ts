import type { reasonsEn } from "./en"

/** The key of a reason; its words stand in `en.ts` and `sv.ts`. */
export type ReasonCode = keyof typeof reasonsEn

export type ReasonTexts = Record<ReasonCode, { text: string; todo: string }>

/** A reason as it is stored: its key and what fills the placeholders of its text. Never holds a secret. */
export type Reason = { code: ReasonCode; data?: Record<string, string> }

/**
 * What a mapper gives back. It never throws: with a message there are no problems, with problems there is no message.
 * Notes are remarks that do not keep the message from being sent.
 */
export type Mapped<T> =
  | { message: T; problems: []; notes: Reason[] }
  | { message?: undefined; problems: [Reason, ...Reason[]]; notes: Reason[] }
