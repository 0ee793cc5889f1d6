import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Note } from "../../../components/note"
import { ChangeList } from "./change-list"
import type { Change } from "./setting-values"

type SaveBarProps = {
  changes: Change[]
  /** What the last save changed. */
  saved: Change[]
  /** What the store said that belongs to no field. */
  error?: string
  isSaving: boolean
  onDiscard: () => void
  onDismiss: () => void
}

/** Stays at the window's lower edge while there is something to save, and then says what was saved. */
export function SaveBar({ changes, saved, error, isSaving, onDiscard, onDismiss }: SaveBarProps) {
  const { t } = useTranslation()
  const isOpen = changes.length > 0 || saved.length > 0 || error !== undefined
  return (
    <div className="sticky bottom-3 z-10" role="status">
      {isOpen && (
        <div className="bg-ui-bg-base shadow-elevation-flyout flex flex-col gap-y-3 rounded-lg px-6 py-4">
          {error && (
            <Note tone="error" title={t("specter.settings.not_saved")}>
              {error}
            </Note>
          )}
          {changes.length > 0 ? (
            <div className="flex flex-wrap items-center justify-between gap-3">
              <Text size="small" leading="compact" weight="plus">
                {t("specter.settings.changes", { count: changes.length })}
              </Text>
              <div className="flex gap-x-2">
                <Button
                  type="button"
                  size="small"
                  variant="secondary"
                  disabled={isSaving}
                  onClick={onDiscard}
                >
                  {t("specter.settings.discard")}
                </Button>
                <Button type="submit" size="small" isLoading={isSaving}>
                  {t("specter.common.save")}
                </Button>
              </div>
            </div>
          ) : (
            saved.length > 0 && (
              <div className="flex items-start justify-between gap-x-3">
                <Note tone="success" title={t("specter.settings.saved")} className="min-w-0 flex-1">
                  <ChangeList changes={saved} />
                </Note>
                <Button type="button" size="small" variant="secondary" onClick={onDismiss}>
                  {t("specter.common.close")}
                </Button>
              </div>
            )
          )}
        </div>
      )}
    </div>
  )
}
