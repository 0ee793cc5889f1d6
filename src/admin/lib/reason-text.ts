import { useTranslation } from "react-i18next"
import { reasonsEn } from "../../reasons/en"
import type { Reason, ReasonCode } from "../../reasons/reason"
import { renderReason } from "../../reasons/render-reason"
import type { ReasonAnswer } from "./answers"
import { providerName } from "./provider-name"

export type Language = "en" | "sv"

/** The plugin speaks Swedish and English; whoever reads another language gets English. */
export const languageOf = (language: string): Language => (language.startsWith("sv") ? "sv" : "en")

/** What happened and what to do about it. A reason that this bundle is too old to know keeps the server's words. */
export function reasonText(reason: ReasonAnswer, language: Language): { text: string; todo: string } {
  return reason.code in reasonsEn
    ? renderReason(inMerchantsWords(reason as Reason), language)
    : { text: reason.text, todo: reason.todo }
}

/** A payment provider by the name that the settings and the dashboard give it, not by its id. */
function inMerchantsWords({ code, data }: Reason): Reason {
  return { code, data: data?.provider ? { ...data, provider: providerName(data.provider) } : data }
}

/** With these no word of Specter's came: what stands in the place of its words is what the store saw. */
const WITHOUT_ANSWER: readonly string[] = [
  "specter_not_received",
  "specter_unknown_outcome",
  "order_unconfirmed",
  "delivery_unconfirmed",
  "invoice_unconfirmed",
  "attempts_spent",
  "unexpected_error",
  "invalid_message",
] satisfies ReasonCode[]

/** The reason that stands for a pause's cause. */
export const CAUSES = { account: "specter_account", outage: "specter_not_received" } as const

/** Specter's own words in quotes; or, when it gave no answer, the technical fact. */
export function useWordsText() {
  const { t } = useTranslation()
  return (code: string, words: string) =>
    t(`specter.common.${WITHOUT_ANSWER.includes(code) ? "technical" : "specter_says"}`, { words })
}

/** `reasonText` in the user's language. */
export function useReasonText() {
  const { i18n } = useTranslation()
  return (reason: ReasonAnswer) => reasonText(reason, languageOf(i18n.language))
}
