import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"

// The dashboard's blue has too little contrast on white for small text.
/** A link within text or facts, known by its line. */
export function TextLink({
  to,
  children,
  className,
}: {
  to: string
  children: ReactNode
  className?: string
}) {
  return (
    <Link
      to={to}
      className={clx(
        "text-ui-fg-base txt-compact-small-plus focus-visible:shadow-borders-focus rounded-sm underline underline-offset-2 outline-none",
        className
      )}
    >
      {children}
    </Link>
  )
}
