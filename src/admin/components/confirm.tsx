import { Prompt } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

type ConfirmProps = {
  open: boolean
  title: string
  description: ReactNode
  /** What the button does, in a verb. */
  action: string
  danger?: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before something that is hard to undo. Escape and "Cancel" do the same. */
export function Confirm({ open, title, description, action, danger, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation()
  return (
    // Not `onOpenChange`: the action would cancel what it has just confirmed.
    <Prompt open={open} variant={danger ? "danger" : "confirmation"}>
      <Prompt.Content onEscapeKeyDown={onCancel}>
        <Prompt.Header>
          <Prompt.Title>{title}</Prompt.Title>
          <Prompt.Description>{description}</Prompt.Description>
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel type="button" onClick={onCancel}>
            {t("specter.common.cancel")}
          </Prompt.Cancel>
          <Prompt.Action type="button" onClick={onConfirm}>
            {action}
          </Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
