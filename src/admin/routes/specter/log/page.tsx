import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo, useState } from "react"
import { useTranslation } from "react-i18next"
import { ExchangeDrawer } from "../../../components/log/exchange-drawer"
import { EXCHANGE_OUTCOMES, OutcomeBadge } from "../../../components/log/outcome-badge"
import { Incomplete } from "../../../components/incomplete"
import { FilterSelect } from "../../../components/table/filter-select"
import { OpenButton } from "../../../components/table/open-button"
import { SpecterTable } from "../../../components/table/specter-table"
import { useTableParams } from "../../../components/table/use-table-params"
import type { Exchange } from "../../../lib/answers"
import { useExchanges, useStatus } from "../../../lib/api"
import { useFormat } from "../../../lib/format"

const PAGE_SIZE = 20

const LogPage = () => {
  const { t } = useTranslation()
  const params = useTableParams({ pageSize: PAGE_SIZE, order: "-started_at" })
  const [opened, setOpened] = useState<Exchange>()
  const columns = useExchangeColumns(setOpened)
  const status = useStatus()
  const outcome = params.get("outcome")
  const transferId = params.get("transfer")
  const query = useExchanges({
    q: params.q || undefined,
    outcome,
    correlation_id: transferId,
    order: params.order?.replace(CALL, "action"),
    limit: params.limit,
    offset: params.offset,
  })

  return (
    <div className="flex flex-col gap-y-3">
      {status.data && <Incomplete connection={status.data.connection} />}
      <SpecterTable
        title={t("specter.log.title")}
        text={transferId ? t("specter.log.of_transfer") : t("specter.log.text")}
        columns={columns}
        rows={query.data?.exchanges}
        count={query.data?.count}
        getRowId={({ id }) => id}
        onOpen={setOpened}
        query={query}
        params={params}
        search={t("specter.log.search")}
        isFiltered={Boolean(params.q || outcome || transferId)}
        actions={
          transferId && (
            <Button size="small" variant="secondary" onClick={() => params.set({ transfer: undefined })}>
              {t("specter.log.clear")}
            </Button>
          )
        }
        filters={
          <FilterSelect
            label={t("specter.log.outcome_filter")}
            all={t("specter.log.all_outcomes")}
            value={outcome}
            onChange={(value) => params.set({ outcome: value })}
            options={EXCHANGE_OUTCOMES.map((value) => ({ value, label: t(`specter.log.outcome.${value}`) }))}
          />
        }
        empty={{ heading: t("specter.log.empty"), description: t("specter.log.empty_text") }}
        noMatch={{ heading: t("specter.log.no_match"), description: t("specter.log.no_match_text") }}
      />
      {opened && (
        <ExchangeDrawer
          exchange={opened}
          onClose={() => setOpened(undefined)}
          onShowTransfer={(id) => {
            setOpened(undefined)
            params.set({ transfer: id, q: undefined, outcome: undefined })
          }}
        />
      )}
    </div>
  )
}

const column = createDataTableColumnHelper<Exchange>()

// The table takes a column with the id "action" for that of a row's menu, and makes it as narrow.
const CALL = "call"

function useExchangeColumns(onOpen: (exchange: Exchange) => void) {
  const { t, i18n } = useTranslation()
  const { dateTime, shortDateTime, milliseconds } = useFormat()
  return useMemo(
    () => {
      const head = (name: string) => t(`specter.log.column.${name}`)
      return [
        column.accessor("action", {
          id: CALL,
          header: head("action"),
          enableSorting: true,
          cell: ({ row: { original } }) => (
            <OpenButton
              label={t("specter.log.open", { action: original.action, when: dateTime(original.started_at) })}
              onOpen={() => onOpen(original)}
            >
              {original.action}
            </OpenButton>
          ),
        }),
        column.accessor("outcome", {
          header: head("outcome"),
          enableSorting: true,
          cell: ({ getValue }) => <OutcomeBadge outcome={getValue()} />,
        }),
        column.accessor("answer", {
          header: head("answer"),
          maxSize: 320,
          cell: ({ getValue }) => getValue()?.slice(0, 120) ?? "–",
        }),
        column.accessor("duration_ms", {
          header: head("duration"),
          enableSorting: true,
          align: "right",
          cell: ({ getValue }) => milliseconds(getValue()),
        }),
        column.accessor("started_at", {
          header: head("started"),
          enableSorting: true,
          cell: ({ getValue }) => shortDateTime(getValue()),
        }),
      ]
    },
    // The words follow the language; `onOpen` sets a state and never changes.
    [i18n.language]
  )
}

export const config = defineRouteConfig({
  label: "specter.log.menu",
  translationNs: "translation",
  rank: 3,
})

export default LogPage
