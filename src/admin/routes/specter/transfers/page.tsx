import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, type DataTableRowSelectionState, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Confirm } from "../../../components/confirm"
import { Incomplete } from "../../../components/incomplete"
import { SpecterTable } from "../../../components/table/specter-table"
import { useTableParams } from "../../../components/table/use-table-params"
import { RETRIABLE, STATE_FILTERS } from "../../../components/transfers/states"
import { TransferDrawer } from "../../../components/transfers/transfer-drawer"
import { TransferFilters } from "../../../components/transfers/transfer-filters"
import { useRetry } from "../../../components/transfers/use-retry"
import { useTransferColumns } from "../../../components/transfers/use-transfer-columns"
import type { Transfer, TransferKind } from "../../../lib/answers"
import { useStatus, useTransfers } from "../../../lib/api"

const PAGE_SIZE = 20

const TransfersPage = () => {
  const { t } = useTranslation()
  const params = useTableParams({ pageSize: PAGE_SIZE, order: "-updated_at" })
  const [selection, setSelection] = useState<DataTableRowSelectionState>({})
  const [opened, setOpened] = useState<Transfer>()
  const columns = useTransferColumns(setOpened)
  const status = useStatus()

  const state = params.get("state")
  const filter = {
    ...(params.get("kind") ? { kind: params.get("kind") as TransferKind } : {}),
    ...(state && STATE_FILTERS[state] ? { state: STATE_FILTERS[state] } : {}),
    ...(params.q ? { q: params.q } : {}),
  }
  const query = useTransfers({ ...filter, order: params.order, limit: params.limit, offset: params.offset })
  const { transfers, count } = query.data ?? {}
  const connection = status.data?.connection

  return (
    <div className="flex flex-col gap-y-3">
      {connection && <Incomplete connection={connection} />}
      <SpecterTable
        title={t("specter.transfers.title")}
        text={t("specter.transfers.text")}
        columns={columns}
        rows={transfers}
        count={count}
        getRowId={({ id }) => id}
        onOpen={setOpened}
        query={query}
        params={params}
        search={t("specter.transfers.search")}
        filters={<TransferFilters params={params} />}
        isFiltered={Object.keys(filter).length > 0}
        actions={connection?.on && <RetryMatching filter={filter} />}
        bar={<SelectionBar selection={selection} onDone={() => setSelection({})} />}
        selection={{
          state: selection,
          onRowSelectionChange: setSelection,
          enableRowSelection: (row) => connection?.on === true && RETRIABLE.includes(row.original.state),
        }}
        empty={{ heading: t("specter.transfers.empty"), description: t("specter.transfers.empty_text") }}
        noMatch={{
          heading: t("specter.transfers.no_match"),
          description: t("specter.transfers.no_match_text"),
        }}
      />
      {opened && (
        <TransferDrawer
          transfer={opened}
          canSend={connection?.on ?? false}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}

type SelectionBarProps = { selection: DataTableRowSelectionState; onDone: () => void }

function SelectionBar({ selection, onDone }: SelectionBarProps) {
  const { t } = useTranslation()
  const { retry, isPending } = useRetry()
  const ids = Object.keys(selection).filter((id) => selection[id])
  return (
    <div role="status" aria-live="polite">
      {ids.length > 0 && (
        <div className="bg-ui-bg-subtle flex flex-wrap items-center gap-3 border-t px-6 py-3">
          <Text size="small" weight="plus">
            {t("specter.transfers.selected", { count: ids.length })}
          </Text>
          <Button
            size="small"
            isLoading={isPending}
            onClick={() => {
              retry({ ids })
              onDone()
            }}
          >
            {t("specter.transfers.transfer")}
          </Button>
          <Button size="small" variant="transparent" onClick={onDone}>
            {t("specter.common.cancel")}
          </Button>
        </div>
      )}
    </div>
  )
}

type Filter = { kind?: TransferKind; state?: Transfer["state"][]; q?: string }

function RetryMatching({ filter }: { filter: Filter }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const { retry, isPending } = useRetry()
  const state = RETRIABLE.filter((retriable) => filter.state?.includes(retriable) ?? true)
  const wish = { ...filter, state }
  const { data } = useTransfers({ ...filter, state: state.length ? state : RETRIABLE, limit: 1 })
  const isAny = state.length > 0 && data !== undefined && data.count > 0
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        disabled={!isAny}
        isLoading={isPending}
        onClick={() => setAsking(true)}
      >
        {t("specter.transfers.transfer_matching")}
      </Button>
      <Confirm
        open={isAsking}
        title={t("specter.transfers.matching_title")}
        description={t("specter.transfers.matching_text")}
        action={t("specter.transfers.transfer")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          retry(wish)
        }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "specter.transfers.menu",
  translationNs: "translation",
  rank: 1,
})

export default TransfersPage
