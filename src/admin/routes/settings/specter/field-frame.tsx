import { Hint, Label } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Note } from "../../../components/note"

/** What ties a control to its words for a screen reader. */
export type FieldIds = {
  id: string
  labelId: string
  describedBy: string
  invalid: boolean
  /** Of a mapping: the row that is wrong. */
  invalidRow?: string
}

type FieldFrameProps = {
  name: string
  label: string
  help: string
  /** The note that says why it has no effect now. */
  idleNoteId?: string
  warning?: string
  error?: string
  errorRow?: string
  /** A switch stands beside its words, everything else below them. */
  beside?: boolean
  children: (ids: FieldIds) => ReactNode
}

/** A setting's label, sentence, warning and error around its control. */
export function FieldFrame({
  name,
  label,
  help,
  idleNoteId,
  warning,
  error,
  errorRow,
  beside,
  children,
}: FieldFrameProps) {
  const id = `specter-${name}`
  const ids = { help: `${id}-help`, warning: warning && `${id}-warning`, error: error && `${id}-error` }
  const describedBy = [...Object.values(ids), idleNoteId].filter(Boolean).join(" ")
  const control = children({
    id,
    labelId: `${id}-label`,
    describedBy,
    invalid: error !== undefined,
    invalidRow: errorRow,
  })
  const words = (
    <>
      <Label id={`${id}-label`} htmlFor={id} size="small" weight="plus" className="hyphens-auto break-words">
        {label}
      </Label>
      <Hint id={ids.help}>{help}</Hint>
    </>
  )
  const remarks = (
    <>
      {warning && (
        <Note id={ids.warning} tone="warning" className="mt-1">
          {warning}
        </Note>
      )}
      {error && (
        <Hint id={ids.error} variant="error" role="alert">
          {error}
        </Hint>
      )}
    </>
  )
  if (beside) {
    return (
      <div data-setting={name} className="flex items-start gap-x-3">
        <div className="pt-0.5">{control}</div>
        <div className="flex min-w-0 flex-1 flex-col items-start gap-y-0.5">
          {words}
          {remarks}
        </div>
      </div>
    )
  }
  return (
    <div data-setting={name} className="row-span-2 grid min-w-0 grid-rows-subgrid gap-y-2">
      <div className="flex min-w-0 flex-col gap-y-0.5">{words}</div>
      <div className="flex min-w-0 flex-col gap-y-2">
        {control}
        {remarks}
      </div>
    </div>
  )
}
