import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Transfer } from "../../lib/answers"
import { ReasonNote } from "../reason-note"
import { StateBadge } from "../state-badge"
import { Decide } from "../transfers/decide"
import { isForDecision, NEEDS_YOU } from "../transfers/states"

/** The deliveries, the invoice and the removal that belong to an order. */
export function OrderRelated({ related, canDecide }: { related: Transfer[]; canDecide: boolean }) {
  const { t } = useTranslation()
  if (!related.length) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Heading level="h3">{t("specter.order.related")}</Heading>
      <ul className="flex flex-col gap-y-3">
        {related.map((transfer) => (
          <li key={transfer.id} className="flex flex-col gap-y-2">
            <div className="txt-compact-small flex flex-wrap items-center justify-between gap-2">
              <span className="text-ui-fg-base">
                {t(`specter.common.kind.${transfer.kind}`)}{" "}
                <span className="text-ui-fg-subtle">{transfer.specter_number}</span>
              </span>
              <StateBadge state={transfer.state} />
            </div>
            {transfer.reason && (
              <ReasonNote
                reason={transfer.reason}
                words={transfer.words}
                tone={NEEDS_YOU.includes(transfer.state) ? "error" : "info"}
              />
            )}
            {canDecide && isForDecision(transfer) && <Decide transfer={transfer} />}
          </li>
        ))}
      </ul>
    </div>
  )
}
