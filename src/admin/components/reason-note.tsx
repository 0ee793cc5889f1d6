import { useTranslation } from "react-i18next"
import type { ReasonAnswer } from "../lib/answers"
import { useReasonText } from "../lib/reason-text"
import { Note, type Tone } from "./note"

type ReasonNoteProps = { reason: ReasonAnswer; words?: string | null; tone?: Tone; className?: string }

/** What happened, Specter's own words, and what to do about it. */
export function ReasonNote({ reason, words, tone = "error", className }: ReasonNoteProps) {
  const { t } = useTranslation()
  const { text, todo } = useReasonText()(reason)
  return (
    <Note tone={tone} title={text} className={className}>
      {words && <p>{t("specter.common.specter_says", { words })}</p>}
      <p>{todo}</p>
    </Note>
  )
}
