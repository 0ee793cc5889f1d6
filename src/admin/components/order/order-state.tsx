import { useTranslation } from "react-i18next"
import type { OrderTransfer } from "../../lib/answers"
import { useFormat } from "../../lib/format"
import { Note } from "../note"
import { ReasonNote } from "../reason-note"

type OrderStateProps = {
  order: OrderTransfer
  isPaused: boolean
  /** "Transfer order" stands below. */
  hasButton: boolean
}

/** Why an order is not in Specter (yet), and what to do about it. Nothing once it is there. */
export function OrderState({ order, isPaused, hasButton }: OrderStateProps) {
  const { t } = useTranslation()
  const { relative } = useFormat()
  const { transferred, state, reason, words, transfer } = order
  if (transferred) {
    return null
  }
  if (reason) {
    const isHarmless = state === "skipped" || state === "waiting" || state === "sending"
    return <ReasonNote reason={reason} words={words} tone={isHarmless ? "info" : "error"} />
  }
  if (state === "waiting") {
    return <Note title={t("specter.order.waiting")}>{waitingText()}</Note>
  }
  if (state === "sending") {
    return <Note title={t("specter.order.sending")}>{t("specter.order.sending_text")}</Note>
  }
  return <Note title={t("specter.order.none")}>{hasButton && t("specter.order.none_text")}</Note>

  function waitingText() {
    if (isPaused) {
      return t("specter.order.waiting_paused")
    }
    const due = transfer?.due_at
    return due && new Date(due).getTime() > Date.now()
      ? t("specter.order.waiting_text", { when: relative(due) })
      : t("specter.order.waiting_now")
  }
}
