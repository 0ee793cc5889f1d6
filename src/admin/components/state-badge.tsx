import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { TransferState } from "../lib/answers"

const COLOURS = {
  waiting: "blue",
  sending: "purple",
  sent: "green",
  rejected: "red",
  unconfirmed: "orange",
  failed: "red",
  skipped: "grey",
} as const satisfies Record<TransferState, string>

/** A transfer's state in a word; `null` is what was never asked for. */
export function StateBadge({ state }: { state: TransferState | null }) {
  const { t } = useTranslation()
  return (
    <StatusBadge color={state ? COLOURS[state] : "grey"} className="text-nowrap">
      {t(`specter.common.state.${state ?? "none"}`)}
    </StatusBadge>
  )
}
