import { useTranslation } from "react-i18next"
import type { OrderTransfer } from "../../lib/answers"
import { Note } from "../note"
import { ReasonNote } from "../reason-note"

/** What the merchant should know of the order in Specter: an older version, Klarna's invoice, remarks on what was sent. */
export function OrderRemarks({ order: { is_klarna, transfer, notes } }: { order: OrderTransfer }) {
  const { t } = useTranslation()
  const remarks = [...(transfer?.notes ?? []), ...(notes ?? [])]
  return (
    <>
      {is_klarna && <Note title={t("specter.order.klarna")}>{t("specter.order.klarna_text")}</Note>}
      {remarks.map((note, index) => (
        <ReasonNote key={index} reason={note} tone="warning" />
      ))}
    </>
  )
}
