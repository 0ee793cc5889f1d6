import { Button, Heading } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { OrderPreview, ReasonAnswer } from "../../lib/answers"
import { useOrderPreview } from "../../lib/api"
import { DetailDrawer } from "../detail-drawer"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { ReasonNote } from "../reason-note"
import { PreviewFacts } from "./preview-facts"
import { PreviewRows } from "./preview-rows"

/** "Show what is sent": the order as Specter would get it, readable. */
export function PreviewButton({ orderId, isTransferred }: { orderId: string; isTransferred: boolean }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { data: preview, isError, error, refetch } = useOrderPreview(orderId, { enabled: isOpen })
  return (
    <>
      <Button size="small" variant="secondary" className="w-full" onClick={() => setOpen(true)}>
        {t("specter.order.preview.show")}
      </Button>
      <DetailDrawer
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t("specter.order.preview.title")}
        description={t(`specter.order.preview.${isTransferred ? "sent_text" : "text"}`)}
      >
        {isError ? (
          <LoadError error={error} onRetry={refetch} />
        ) : preview ? (
          <Preview preview={preview} />
        ) : (
          <Loading rows={8} />
        )}
      </DetailDrawer>
    </>
  )
}

function Preview({ preview: { customer, order, problems, notes } }: { preview: OrderPreview }) {
  const { t } = useTranslation()
  return (
    <>
      <Reasons title={t("specter.order.preview.problems")} reasons={problems} tone="error" />
      <Reasons title={t("specter.order.preview.notes")} reasons={notes} tone="warning" />
      {customer && <PreviewFacts title={t("specter.order.preview.customer")} message={customer} />}
      {order && <PreviewRows message={order} />}
      {order && <PreviewFacts title={t("specter.order.preview.order")} message={order} />}
    </>
  )
}

type ReasonsProps = { title: string; reasons: ReasonAnswer[]; tone: "error" | "warning" }

function Reasons({ title, reasons, tone }: ReasonsProps) {
  if (!reasons.length) {
    return null
  }
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{title}</Heading>
      {reasons.map((reason, index) => (
        <ReasonNote key={index} reason={reason} tone={tone} />
      ))}
    </section>
  )
}
