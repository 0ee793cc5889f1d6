import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"

/** Names and values, as the dashboard's own sections show them. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={clx("divide-ui-border-base divide-y divide-dashed", className)}>{children}</dl>
}

type FactProps = { name: string; children: ReactNode; inset?: boolean }

/** One of them. `inset` false where the place around it has its own margins. */
export function Fact({ name, children, inset = true }: FactProps) {
  return (
    <div className={clx("grid grid-cols-2 items-start gap-x-4 py-3", { "px-6": inset })}>
      <dt className="txt-compact-small-plus text-ui-fg-subtle break-words">{name}</dt>
      <dd className="txt-compact-small text-ui-fg-base m-0 min-w-0 break-words">{children}</dd>
    </div>
  )
}
