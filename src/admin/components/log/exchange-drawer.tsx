import { Button, Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Exchange } from "../../lib/answers"
import { useFormat } from "../../lib/format"
import { DetailDrawer } from "../detail-drawer"
import { Fact, Facts } from "../facts"
import { OutcomeBadge } from "./outcome-badge"

type ExchangeDrawerProps = {
  exchange: Exchange
  onClose: () => void
  onShowTransfer: (transferId: string) => void
}

/** One call to Specter, word for word but for its secrets. */
export function ExchangeDrawer({ exchange, onClose, onShowTransfer }: ExchangeDrawerProps) {
  const { t } = useTranslation()
  const { number, dateTime, milliseconds } = useFormat()
  const { action, outcome, status, started_at, duration_ms, request, answer, correlation_id } = exchange
  return (
    <DetailDrawer open onClose={onClose} title={action} description={dateTime(started_at)}>
      <OutcomeBadge outcome={outcome} />
      <Facts>
        <Fact inset={false} name={t("specter.log.details.status")}>
          {number(status)}
        </Fact>
        <Fact inset={false} name={t("specter.log.column.duration")}>
          {milliseconds(duration_ms)}
        </Fact>
        {correlation_id && (
          <Fact inset={false} name={t("specter.log.details.transfer")}>
            <Button size="small" variant="secondary" onClick={() => onShowTransfer(correlation_id)}>
              {t("specter.log.details.show_transfer")}
            </Button>
          </Fact>
        )}
      </Facts>
      <Words title={t("specter.log.details.request")} text={request} />
      <Words title={t("specter.log.details.answer")} text={answer ?? t("specter.log.details.no_answer")} />
    </DetailDrawer>
  )
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{title}</Heading>
      <pre
        tabIndex={0}
        aria-label={title}
        className="bg-ui-bg-component border-ui-border-base text-ui-fg-base txt-small max-h-80 overflow-auto whitespace-pre-wrap break-all rounded-lg border p-3 font-mono"
      >
        {text}
      </pre>
    </section>
  )
}
