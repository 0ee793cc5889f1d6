import {
  Container,
  DataTable,
  type DataTableEmptyStateContent,
  type DataTableRow,
  type DataTableRowSelectionState,
  Heading,
  Input,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { useId, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { LoadError } from "../load-error"
import type { TableParams } from "./use-table-params"

type Loaded = { isLoading: boolean; isError: boolean; error: unknown; refetch: () => unknown }

type SpecterTableProps<Row> = {
  title: string
  text: string
  columns: Parameters<typeof useDataTable<Row>>[0]["columns"]
  rows: Row[] | undefined
  count: number | undefined
  getRowId: (row: Row) => string
  onOpen: (row: Row) => void
  query: Loaded
  params: TableParams
  /** Names the search field; without it there is none. */
  search?: string
  filters?: ReactNode
  isFiltered: boolean
  /** Beside the title. */
  actions?: ReactNode
  /** Under the toolbar: what is done with the chosen rows. */
  bar?: ReactNode
  selection?: {
    state: DataTableRowSelectionState
    onRowSelectionChange: (state: DataTableRowSelectionState) => void
    enableRowSelection?: (row: DataTableRow<Row>) => boolean
  }
  empty: DataTableEmptyStateContent
  noMatch: DataTableEmptyStateContent
}

/** A table that is searched, filtered, sorted and paged on the server. */
export function SpecterTable<Row>(props: SpecterTableProps<Row>) {
  const { t } = useTranslation()
  const { title, text, query, params, search, filters, actions, bar, empty, noMatch, isFiltered } = props
  const titleId = useId()
  const instance = useDataTable<Row>({
    columns: props.columns,
    data: props.rows ?? [],
    rowCount: props.count ?? 0,
    getRowId: props.getRowId,
    isLoading: query.isLoading,
    onRowClick: (_, row) => props.onOpen(row),
    autoResetPageIndex: false,
    pagination: params.table.pagination,
    sorting: params.table.sorting,
    ...(search ? { search: params.table.search } : {}),
    ...(props.selection ? { rowSelection: props.selection } : {}),
  })
  const emptyState = isFiltered ? noMatch : empty

  return (
    <Container className="p-0" role="region" aria-labelledby={titleId}>
      <DataTable instance={instance}>
        <DataTable.Toolbar className="flex flex-col items-stretch gap-4">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <div>
              <Heading level="h1" id={titleId}>
                {title}
              </Heading>
              <Text size="small" className="text-ui-fg-subtle">
                {text}
              </Text>
            </div>
            {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
          </div>
          <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap sm:items-center">
            {filters}
            {search && (
              <div className="sm:ml-auto sm:w-64">
                {/* The table's own search field has an icon without a name. */}
                <Input
                  size="small"
                  role="searchbox"
                  placeholder={search}
                  aria-label={search}
                  value={instance.getSearch()}
                  onChange={(event) => instance.onSearchChange(event.target.value)}
                />
              </div>
            )}
          </div>
        </DataTable.Toolbar>
        {bar}
        {query.isError ? (
          <LoadError error={query.error} onRetry={query.refetch} />
        ) : (
          <>
            <DataTable.Table emptyState={{ empty: emptyState, filtered: emptyState }} />
            <DataTable.Pagination
              translations={{
                of: t("general.of"),
                results: t("general.results"),
                pages: t("general.pages"),
                prev: t("general.prev"),
                next: t("general.next"),
              }}
            />
          </>
        )}
      </DataTable>
    </Container>
  )
}
