import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { OrderTransfer } from "../../lib/answers"
import { fetchOrderInvoice } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { useFailureText } from "../../lib/use-failure-text"
import { Fact, Facts } from "../facts"

/** Of Specter's delivery statuses the only one whose meaning is known. */
const DELIVERED = "D"

/** What Specter tells of an order that it has. */
export function OrderFacts({ order }: { order: OrderTransfer }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const { specter_order_number, external_order_no, specter_status, tracking_numbers } = order
  return (
    <Facts>
      <Fact name={t("specter.order.number")}>
        {specter_order_number ?? t("specter.order.number_unknown")}
      </Fact>
      <Fact name={t("specter.order.external_number")}>{external_order_no}</Fact>
      {specter_status.name && <Fact name={t("specter.order.status")}>{specter_status.name}</Fact>}
      {specter_status.delivery && (
        <Fact name={t("specter.order.delivery")}>
          {specter_status.delivery === DELIVERED
            ? t("specter.order.delivered")
            : t("specter.order.not_delivered", { code: specter_status.delivery })}
        </Fact>
      )}
      {tracking_numbers.length > 0 && (
        <Fact name={t("specter.order.tracking")}>
          <ul>
            {tracking_numbers.map((number) => (
              <li key={number}>{number}</li>
            ))}
          </ul>
        </Fact>
      )}
      {order.invoice && (
        <Fact name={t("specter.order.invoice")}>
          <InvoiceLink orderId={order.order_id} number={order.invoice.number} />
        </Fact>
      )}
      {order.transfer?.sent_at && (
        <Fact name={t("specter.order.sent_at")}>{dateTime(order.transfer.sent_at)}</Fact>
      )}
    </Facts>
  )
}

const OPEN_MS = 60_000

function InvoiceLink({ orderId, number }: { orderId: string; number: string | null }) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const [isLoading, setLoading] = useState(false)
  const open = async () => {
    // Opened before the answer comes: afterwards the browser takes it for a pop-up and stops it.
    const tab = window.open("", "_blank")
    setLoading(true)
    try {
      const url = URL.createObjectURL(await fetchOrderInvoice(orderId))
      if (tab) {
        tab.location.href = url
      }
      setTimeout(() => URL.revokeObjectURL(url), OPEN_MS)
    } catch (error) {
      tab?.close()
      toast.error(t("specter.common.went_wrong"), { description: failureText(error) })
    } finally {
      setLoading(false)
    }
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      {number}
      <Button
        size="small"
        variant="secondary"
        isLoading={isLoading}
        aria-label={t("specter.order.open_invoice_this", { number: number ?? "" })}
        onClick={() => void open()}
      >
        {t("specter.order.open_invoice")}
      </Button>
    </span>
  )
}
