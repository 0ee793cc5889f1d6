import { reasonsEn } from "./en"
import type { Reason, ReasonTexts } from "./reason"
import { reasonsSv } from "./sv"

const TEXTS: Record<"en" | "sv", ReasonTexts> = { en: reasonsEn, sv: reasonsSv }

/** The reason in words, its placeholders filled in: what happened (`text`) and what to do about it (`todo`). */
export function renderReason(reason: Reason, language: "en" | "sv" = "en"): { text: string; todo: string } {
  const { text, todo } = TEXTS[language][reason.code]
  const fill = (template: string) =>
    template.replace(/\{\{(\w+)\}\}/g, (_, name) => reason.data?.[name] ?? "–")
  return { text: fill(text), todo: fill(todo) }
}
