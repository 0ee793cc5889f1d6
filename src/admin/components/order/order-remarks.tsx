import { useTranslation } from "react-i18next"
import type { OrderTransfer } from "../../lib/answers"
import { Note } from "../note"
import { ReasonNote } from "../reason-note"

/** What the merchant should know of the order in Specter: an older version, Klarna's invoice, remarks on what was sent. */
export function OrderRemarks({ order: { outdated, is_klarna, transfer, notes } }: { order: OrderTransfer }) {
  const { t } = useTranslation()
  const remarks = [...(transfer?.notes ?? []), ...(notes ?? [])]
  const isSaidAlready = remarks.some(({ code }) => code === "older_version_in_specter")
  return (
    <>
      {outdated && !isSaidAlready && (
        <Note tone="warning" title={t("specter.order.outdated")}>
          {t("specter.order.outdated_text")}
        </Note>
      )}
      {is_klarna && <Note title={t("specter.order.klarna")}>{t("specter.order.klarna_text")}</Note>}
      {remarks.map((note, index) => (
        <ReasonNote key={index} reason={note} tone="warning" />
      ))}
    </>
  )
}
