import { Hint, Label } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Note } from "../../../components/note"

/** What ties a control to its words for a screen reader. */
export type FieldIds = { id: string; labelId: string; describedBy: string; invalid: boolean }

type FieldFrameProps = {
  name: string
  label: string
  help: string
  /** Why it has no effect now. */
  idle?: string
  warning?: string
  error?: string
  /** A switch stands beside its words, everything else below them. */
  beside?: boolean
  children: (ids: FieldIds) => ReactNode
}

/** A setting's label, sentence, warning and error around its control. */
export function FieldFrame({
  name,
  label,
  help,
  idle,
  warning,
  error,
  beside = false,
  children,
}: FieldFrameProps) {
  const id = `specter-${name}`
  const parts = { help: true, idle, warning, error }
  const describedBy = Object.entries(parts)
    .filter(([, isThere]) => isThere)
    .map(([part]) => `${id}-${part}`)
    .join(" ")
  const control = children({ id, labelId: `${id}-label`, describedBy, invalid: error !== undefined })
  const words = (
    <div className="flex min-w-0 flex-col gap-y-0.5">
      <Label id={`${id}-label`} htmlFor={id} size="small" weight="plus" className="hyphens-auto break-words">
        {label}
      </Label>
      <Hint id={`${id}-help`}>{help}</Hint>
      {idle && (
        <Hint id={`${id}-idle`} className="italic">
          {idle}
        </Hint>
      )}
    </div>
  )
  return (
    <div data-setting={name} className="flex min-w-0 flex-col gap-y-2">
      {beside ? (
        <div className="flex items-start gap-x-3">
          <div className="pt-0.5">{control}</div>
          {words}
        </div>
      ) : (
        <>
          {words}
          {control}
        </>
      )}
      {warning && (
        <Note id={`${id}-warning`} tone="warning">
          {warning}
        </Note>
      )}
      {error && (
        <Hint id={`${id}-error`} variant="error" role="alert">
          {error}
        </Hint>
      )}
    </div>
  )
}
