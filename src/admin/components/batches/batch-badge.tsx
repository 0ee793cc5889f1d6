import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { BatchState } from "../../lib/answers"

const COLOURS = {
  fetched: "blue",
  applied: "blue",
  acknowledged: "green",
  failed: "orange",
} as const satisfies Record<BatchState, string>

export function BatchBadge({ state }: { state: BatchState }) {
  const { t } = useTranslation()
  return (
    <StatusBadge color={COLOURS[state]} className="text-nowrap">
      {t(`specter.batches.state.${state}`)}
    </StatusBadge>
  )
}
