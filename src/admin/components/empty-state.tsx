import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

type EmptyStateProps = { title: string; description?: string; action?: ReactNode }

/** A list with nothing in it, and why that is so. */
export function EmptyState({ title, description, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-y-3 px-6 py-12 text-center">
      <div className="flex max-w-md flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {title}
        </Text>
        {description && (
          <Text size="small" className="text-ui-fg-subtle">
            {description}
          </Text>
        )}
      </div>
      {action}
    </div>
  )
}
