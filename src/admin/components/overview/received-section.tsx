import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { BatchKind, Status } from "../../lib/answers"
import { useSettings } from "../../lib/api"
import { shortBatchNo } from "../../lib/batch-number"
import { useFormat } from "../../lib/format"
import { BatchBadge } from "../batches/batch-badge"
import { Note } from "../note"
import { Section } from "../section"
import { TextLink } from "../text-link"

const KINDS: BatchKind[] = ["stock", "articles", "orders"]

/** When each kind of news last came from Specter, its latest batch, and what keeps it from coming. */
export function ReceivedSection({ status }: { status: Status }) {
  const { t } = useTranslation()
  return (
    <Section
      title={t("specter.overview.received.title")}
      text={t("specter.overview.received.text")}
      actions={
        <Button size="small" variant="secondary" asChild>
          <Link to="/specter/batches">{t("specter.overview.received.all")}</Link>
        </Button>
      }
    >
      {KINDS.map((kind) => (
        <Received key={kind} kind={kind} status={status} />
      ))}
    </Section>
  )
}

function Received({ kind, status }: { kind: BatchKind; status: Status }) {
  const { t } = useTranslation()
  const { relative } = useFormat()
  const isOff = useSettings().data?.settings.import_products === false && kind === "articles"
  const pull = status.pulls.find((candidate) => candidate.kind === kind)
  const batch = status.batches.find((candidate) => candidate.kind === kind)
  const when = pull?.last_pulled_at
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {t(`specter.overview.received.kind.${kind}`)}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {pull?.wanted && !pull.error && !isOff && `${t("specter.overview.received.wanted")} · `}
          {when
            ? t("specter.overview.received.last", { when: relative(when) })
            : t(`specter.overview.${isOff ? "runs.import_off" : "received.never"}`)}
        </Text>
      </div>
      {batch && (
        <div className="flex flex-wrap items-center gap-2">
          <TextLink to={`/specter/batches/${batch.id}`}>
            {t("specter.batches.column.number")} {shortBatchNo(batch.batch_no)}
          </TextLink>
          <BatchBadge state={batch.state} />
        </div>
      )}
      {pull?.error && (
        <Note tone="error">
          <p>{pull.error}</p>
          {pull.retry_at && <p>{t("specter.overview.received.retry", { when: relative(pull.retry_at) })}</p>}
        </Note>
      )}
    </div>
  )
}
