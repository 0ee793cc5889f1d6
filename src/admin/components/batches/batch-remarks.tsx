import { Button, Table, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { BatchKind, BatchRemark } from "../../lib/answers"
import { useCreateProduct } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { useReasonText } from "../../lib/reason-text"
import { useFailureText } from "../../lib/use-failure-text"
import { EmptyState } from "../empty-state"
import { Section } from "../section"
import { TextLink } from "../text-link"

const SHOWN = 50
const OUTCOMES = ["unmatched", "problem", "noted"] as const

/** The rows of a batch that the merchant should know of, those without a match first. */
export function BatchRemarks({ kind, remarks }: { kind: BatchKind; remarks: BatchRemark[] }) {
  const { t } = useTranslation()
  if (!remarks.length) {
    return (
      <Section title={t("specter.batches.remarks")}>
        <EmptyState
          title={t("specter.batches.remarks_empty")}
          description={t("specter.batches.remarks_empty_text")}
        />
      </Section>
    )
  }
  return OUTCOMES.map((outcome) => {
    const rows = remarks.filter((remark) => remark.outcome === outcome)
    return rows.length ? <Rows key={outcome} kind={kind} outcome={outcome} rows={rows} /> : null
  })
}

type RowsProps = { kind: BatchKind; outcome: BatchRemark["outcome"]; rows: BatchRemark[] }

function Rows({ kind, outcome, rows }: RowsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [shown, setShown] = useState(SHOWN)
  const canCreate = outcome === "unmatched" && kind !== "orders"
  const titles = { unmatched: "unmatched_title", problem: "problems_title", noted: "noted_title" } as const
  const title = outcome === "unmatched" && !canCreate ? "remarks" : titles[outcome]
  return (
    <Section
      title={`${t(`specter.batches.${title}`)} (${number(rows.length)})`}
      text={canCreate ? t("specter.batches.unmatched_text") : undefined}
    >
      <div className="overflow-x-auto">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>
                {t(`specter.batches.${kind === "orders" ? "column.number" : "article"}`)}
              </Table.HeaderCell>
              <Table.HeaderCell>{t("specter.batches.reason")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {rows.slice(0, shown).map((remark, index) => (
              <RemarkRow key={index} remark={remark} canCreate={canCreate} />
            ))}
          </Table.Body>
        </Table>
      </div>
      {rows.length > shown && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="transparent" onClick={() => setShown(shown + SHOWN)}>
            {t("specter.batches.show_more", { count: Math.min(SHOWN, rows.length - shown) })}
          </Button>
        </div>
      )}
    </Section>
  )
}

function RemarkRow({ remark: { subject, reason }, canCreate }: { remark: BatchRemark; canCreate: boolean }) {
  const { text, todo } = useReasonText()(reason)
  return (
    <Table.Row>
      <Table.Cell className="txt-compact-small-plus whitespace-nowrap">{subject}</Table.Cell>
      <Table.Cell className="whitespace-normal py-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-48 flex-1">
            <p className="text-ui-fg-base">{text}</p>
            <p className="text-ui-fg-subtle">{todo}</p>
          </div>
          {canCreate && <CreateProduct articleNo={subject} />}
        </div>
      </Table.Cell>
    </Table.Row>
  )
}

function CreateProduct({ articleNo }: { articleNo: string }) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const { mutate, data, isPending } = useCreateProduct()
  const create = () =>
    mutate(
      { article_no: articleNo },
      {
        onSuccess: () => toast.success(t("specter.batches.created", { article: articleNo })),
        onError: (error) => toast.error(t("specter.common.went_wrong"), { description: failureText(error) }),
      }
    )
  if (data) {
    return <TextLink to={`/products/${data.product_id}`}>{t("specter.batches.open_product")}</TextLink>
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={isPending}
      aria-label={t("specter.batches.create_this", { article: articleNo })}
      onClick={create}
    >
      {t("specter.batches.create")}
    </Button>
  )
}
