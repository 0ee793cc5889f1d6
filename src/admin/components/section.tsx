import { Container, Heading, Text } from "@medusajs/ui"
import { useId, type ReactNode } from "react"

type SectionProps = {
  title: string
  text?: ReactNode
  badge?: ReactNode
  actions?: ReactNode
  level?: "h1" | "h2"
  children?: ReactNode
}

/** A box of a page with its title, in the dashboard's look, and a landmark that a screen reader can jump to. */
export function Section({ title, text, badge, actions, level = "h2", children }: SectionProps) {
  const id = useId()
  return (
    <Container className="divide-y p-0" role="region" aria-labelledby={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <div className="flex min-w-0 flex-col gap-y-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading level={level} id={id}>
              {title}
            </Heading>
            {badge}
          </div>
          {text && (
            <Text size="small" className="text-ui-fg-subtle">
              {text}
            </Text>
          )}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </Container>
  )
}
