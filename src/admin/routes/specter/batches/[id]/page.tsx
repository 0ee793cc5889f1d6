import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { BatchBadge } from "../../../../components/batches/batch-badge"
import { BatchRemarks } from "../../../../components/batches/batch-remarks"
import { Fact, Facts } from "../../../../components/facts"
import { LoadError } from "../../../../components/load-error"
import { Loading } from "../../../../components/loading"
import { Note } from "../../../../components/note"
import { Section } from "../../../../components/section"
import type { Batch, BatchState } from "../../../../lib/answers"
import { useBatch } from "../../../../lib/api"
import { shortBatchNo } from "../../../../lib/batch-number"
import { useFormat } from "../../../../lib/format"

const BatchPage = () => {
  const { t } = useTranslation()
  const { id } = useParams()
  const query = useBatch(id!)
  if (query.isError) {
    return (
      <Section title={t("specter.batches.title")} level="h1">
        <LoadError error={query.error} onRetry={query.refetch} />
      </Section>
    )
  }
  if (!query.data) {
    return (
      <Section title={t("specter.batches.title")} level="h1">
        <Loading rows={6} />
      </Section>
    )
  }
  const { data: batch } = query
  return (
    <div className="flex flex-col gap-y-3">
      <Section
        level="h1"
        title={t("specter.batches.batch", {
          kind: t(`specter.overview.received.kind.${batch.kind}`),
          number: shortBatchNo(batch.batch_no),
        })}
        badge={<BatchBadge state={batch.state} />}
      >
        {batch.error && <BatchError state={batch.state} error={batch.error} />}
        <BatchFacts batch={batch} />
      </Section>
      {isApplied(batch) && <BatchRemarks kind={batch.kind} remarks={batch.remarks} />}
    </div>
  )
}

/** Its rows have been gone through: until then there is nothing to say of them. */
const isApplied = ({ state }: Batch) => state === "applied" || state === "acknowledged"

/** What keeps a batch from its end; of one that is done, Specter's remark when it was told so. */
function BatchError({ state, error }: { state: BatchState; error: string }) {
  const { t } = useTranslation()
  const isDone = state === "acknowledged"
  return (
    <div className="px-6 py-4">
      <Note
        tone={isDone ? "info" : "error"}
        title={t(`specter.batches.${isDone ? "acknowledged_words" : "error"}`)}
      >
        {error}
      </Note>
    </div>
  )
}

function BatchFacts({ batch }: { batch: Batch }) {
  const { t } = useTranslation()
  const { number, dateTime, duration } = useFormat()
  const name = (key: string) => t(`specter.batches.column.${key}`)
  return (
    <div className="divide-ui-border-base grid grid-cols-1 divide-y divide-dashed md:grid-cols-2 md:divide-x md:divide-y-0">
      <Facts>
        <Fact name={name("rows")}>{number(batch.rows)}</Fact>
        <Fact name={name("changed")}>{number(batch.changed)}</Fact>
        <Fact name={t("specter.batches.unchanged")}>{number(batch.unchanged)}</Fact>
        <Fact name={name("unmatched")}>{number(batch.unmatched)}</Fact>
        <Fact name={name("problems")}>{number(batch.problems)}</Fact>
      </Facts>
      <Facts>
        <Fact name={name("created")}>{dateTime(batch.created_at)}</Fact>
        <Fact name={t("specter.batches.applied")}>{dateTime(batch.applied_at)}</Fact>
        <Fact name={t("specter.batches.duration")}>
          {duration(batch.duration_ms === null ? null : batch.duration_ms / 1000)}
        </Fact>
        <Fact name={t("specter.batches.acknowledged")}>{dateTime(batch.acknowledged_at)}</Fact>
        <Fact name={name("number")}>{batch.batch_no}</Fact>
      </Facts>
    </div>
  )
}

export default BatchPage
