import { XMark } from "@medusajs/icons"
import { Drawer, Heading, IconButton } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

type DetailDrawerProps = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

// `Drawer.Header` brings a closing button without a name, which a screen reader reads as "button".
/** Details beside the list or panel they belong to. Escape closes it and gives the focus back. */
export function DetailDrawer({ open, onClose, title, description, footer, children }: DetailDrawerProps) {
  const { t } = useTranslation()
  return (
    <Drawer open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content {...(description ? {} : { "aria-describedby": undefined })}>
        <div className="border-ui-border-base flex items-start justify-between gap-x-4 border-b px-6 py-4">
          <div className="flex min-w-0 flex-col gap-y-1">
            <Drawer.Title asChild>
              <Heading level="h2" className="break-words">
                {title}
              </Heading>
            </Drawer.Title>
            {description && (
              <Drawer.Description className="txt-small text-ui-fg-subtle">{description}</Drawer.Description>
            )}
          </div>
          <Drawer.Close asChild>
            <IconButton
              size="small"
              type="button"
              variant="transparent"
              aria-label={t("specter.common.close")}
            >
              <XMark />
            </IconButton>
          </Drawer.Close>
        </div>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">{children}</Drawer.Body>
        {footer && <Drawer.Footer>{footer}</Drawer.Footer>}
      </Drawer.Content>
    </Drawer>
  )
}
