import type { ReasonAnswer } from "../lib/answers"
import { useReasonText, useWordsText } from "../lib/reason-text"
import { Note, type Tone } from "./note"

type ReasonNoteProps = { reason: ReasonAnswer; words?: string | null; tone?: Tone; className?: string }

/** What happened, Specter's own words, and what to do about it. */
export function ReasonNote({ reason, words, tone = "error", className }: ReasonNoteProps) {
  const wordsText = useWordsText()
  const { text, todo } = useReasonText()(reason)
  return (
    <Note tone={tone} title={text} className={className}>
      {words && <p>{wordsText(reason.code, words)}</p>}
      <p>{todo}</p>
    </Note>
  )
}
