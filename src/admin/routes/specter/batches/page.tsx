import { defineRouteConfig } from "@medusajs/admin-sdk"
import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { BatchBadge } from "../../../components/batches/batch-badge"
import { Incomplete } from "../../../components/incomplete"
import { FilterSelect } from "../../../components/table/filter-select"
import { OpenButton } from "../../../components/table/open-button"
import { SpecterTable } from "../../../components/table/specter-table"
import { useTableParams } from "../../../components/table/use-table-params"
import type { Batch, BatchKind, BatchState } from "../../../lib/answers"
import { useBatches, useStatus } from "../../../lib/api"
import { shortBatchNo } from "../../../lib/batch-number"
import { useFormat } from "../../../lib/format"

const PAGE_SIZE = 20
const KINDS: BatchKind[] = ["stock", "articles", "orders"]
const STATES: BatchState[] = ["fetched", "applied", "acknowledged", "failed"]

const BatchesPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const params = useTableParams({ pageSize: PAGE_SIZE, order: "-created_at" })
  const open = ({ id }: Batch) => navigate(`/specter/batches/${id}`)
  const columns = useBatchColumns(open)
  const status = useStatus()
  const kind = params.get("kind") as BatchKind | undefined
  const state = params.get("state") as BatchState | undefined
  const query = useBatches({ kind, state, order: params.order, limit: params.limit, offset: params.offset })

  return (
    <div className="flex flex-col gap-y-3">
      {status.data && <Incomplete connection={status.data.connection} />}
      <SpecterTable
        title={t("specter.batches.title")}
        text={t("specter.batches.text")}
        columns={columns}
        rows={query.data?.batches}
        count={query.data?.count}
        getRowId={({ id }) => id}
        onOpen={open}
        query={query}
        params={params}
        isFiltered={Boolean(kind || state)}
        filters={
          <>
            <FilterSelect
              label={t("specter.batches.kind")}
              all={t("specter.batches.all_kinds")}
              value={kind}
              onChange={(value) => params.set({ kind: value })}
              options={KINDS.map((value) => ({ value, label: t(`specter.overview.received.kind.${value}`) }))}
            />
            <FilterSelect
              label={t("specter.batches.state_filter")}
              all={t("specter.batches.all_states")}
              value={state}
              onChange={(value) => params.set({ state: value })}
              options={STATES.map((value) => ({ value, label: t(`specter.batches.state.${value}`) }))}
            />
          </>
        }
        empty={{ heading: t("specter.batches.empty"), description: t("specter.batches.empty_text") }}
        noMatch={{ heading: t("specter.batches.no_match"), description: t("specter.batches.no_match_text") }}
      />
    </div>
  )
}

const column = createDataTableColumnHelper<Batch>()

function useBatchColumns(onOpen: (batch: Batch) => void) {
  const { t, i18n } = useTranslation()
  const { number, shortDateTime } = useFormat()
  return useMemo(
    () => {
      const head = (name: string) => t(`specter.batches.column.${name}`)
      const figure = (name: "rows" | "changed" | "unmatched" | "problems") =>
        column.accessor(name, {
          header: head(name),
          enableSorting: true,
          align: "right",
          cell: ({ getValue }) => number(getValue()),
        })
      return [
        column.accessor("batch_no", {
          header: head("number"),
          cell: ({ row: { original } }) => (
            <OpenButton
              label={t("specter.batches.open", { number: shortBatchNo(original.batch_no) })}
              onOpen={() => onOpen(original)}
            >
              {shortBatchNo(original.batch_no)}
            </OpenButton>
          ),
        }),
        column.accessor("kind", {
          header: head("kind"),
          enableSorting: true,
          cell: ({ getValue }) => t(`specter.overview.received.kind.${getValue()}`),
        }),
        column.accessor("state", {
          header: head("state"),
          enableSorting: true,
          cell: ({ getValue }) => <BatchBadge state={getValue()} />,
        }),
        figure("rows"),
        figure("changed"),
        figure("unmatched"),
        figure("problems"),
        column.accessor("created_at", {
          header: head("created"),
          enableSorting: true,
          cell: ({ getValue }) => shortDateTime(getValue()),
        }),
      ]
    },
    // The words follow the language; `onOpen` leads to the same page whenever it was made.
    [i18n.language]
  )
}

export const config = defineRouteConfig({
  label: "specter.batches.menu",
  translationNs: "translation",
  rank: 2,
})

export default BatchesPage
