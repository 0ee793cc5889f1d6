import { Button, clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { errorText } from "../lib/error-text"
import { Note } from "./note"

type LoadErrorProps = { error: unknown; onRetry: () => unknown; className?: string }

/** In the place of what could not be loaded. */
export function LoadError({ error, onRetry, className }: LoadErrorProps) {
  const { t } = useTranslation()
  return (
    <div role="alert" className={clx("flex flex-col items-start gap-y-3 px-6 py-4", className)}>
      <Note tone="error" title={t("specter.common.load_error.title")} className="w-full">
        {errorText(error) ?? t("specter.common.no_answer")}
      </Note>
      <Button size="small" variant="secondary" onClick={() => void onRetry()}>
        {t("specter.common.retry")}
      </Button>
    </div>
  )
}
