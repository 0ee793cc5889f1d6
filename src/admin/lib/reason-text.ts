import { useTranslation } from "react-i18next"
import { reasonsEn } from "../../reasons/en"
import type { Reason } from "../../reasons/reason"
import { renderReason } from "../../reasons/render-reason"
import type { ReasonAnswer } from "./answers"

export type Language = "en" | "sv"

/** The plugin speaks Swedish and English; whoever reads another language gets English. */
export const languageOf = (language: string): Language => (language.startsWith("sv") ? "sv" : "en")

/** What happened and what to do about it. A reason that this bundle is too old to know keeps the server's words. */
export function reasonText(reason: ReasonAnswer, language: Language): { text: string; todo: string } {
  return reason.code in reasonsEn
    ? renderReason(reason as Reason, language)
    : { text: reason.text, todo: reason.todo }
}

/** `reasonText` in the user's language. */
export function useReasonText() {
  const { i18n } = useTranslation()
  return (reason: ReasonAnswer) => reasonText(reason, languageOf(i18n.language))
}
