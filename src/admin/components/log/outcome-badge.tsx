import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { SPECTER_FAILURE_KINDS } from "../../../modules/specter/client/errors"

export const EXCHANGE_OUTCOMES = ["ok", ...SPECTER_FAILURE_KINDS] as const

/** How a call to Specter ended, in a word. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { t } = useTranslation()
  return (
    <StatusBadge color={outcome === "ok" ? "green" : "red"} className="text-nowrap">
      {t(`specter.log.outcome.${outcome}`, { defaultValue: outcome })}
    </StatusBadge>
  )
}
