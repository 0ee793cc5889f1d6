import { clx, Skeleton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** Holds the place of what is being loaded. */
export function Loading({ rows = 3, className }: { rows?: number; className?: string }) {
  const { t } = useTranslation()
  return (
    <div role="status" className={clx("flex flex-col gap-y-3 px-6 py-4", className)}>
      <span className="sr-only">{t("specter.common.loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className="h-5 w-full rounded-md" />
      ))}
    </div>
  )
}
