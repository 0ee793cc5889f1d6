import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"

export type Tone = "info" | "warning" | "error" | "success"

const BARS: Record<Tone, string> = {
  info: "bg-ui-tag-neutral-icon",
  warning: "bg-ui-tag-orange-icon",
  error: "bg-ui-tag-red-icon",
  success: "bg-ui-tag-green-icon",
}

type NoteProps = { tone?: Tone; title?: ReactNode; children?: ReactNode; className?: string; id?: string }

/** A remark beside what it is about; its colour is a bar, so that the text keeps its contrast. */
export function Note({ tone = "info", title, children, className, id }: NoteProps) {
  return (
    <div
      id={id}
      className={clx(
        "bg-ui-bg-component border-ui-border-base txt-small text-ui-fg-subtle flex gap-x-3 rounded-lg border p-3",
        className
      )}
    >
      <span aria-hidden className={clx("w-1 shrink-0 self-stretch rounded-full", BARS[tone])} />
      <div className="flex min-w-0 flex-col gap-y-1 break-words">
        {title && <div className="text-ui-fg-base font-medium">{title}</div>}
        {children}
      </div>
    </div>
  )
}
