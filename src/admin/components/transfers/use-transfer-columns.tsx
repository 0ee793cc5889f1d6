import { Checkbox, createDataTableColumnHelper } from "@medusajs/ui"
import type { TFunction } from "i18next"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import type { Transfer } from "../../lib/answers"
import { useFormat } from "../../lib/format"
import { useReasonText } from "../../lib/reason-text"
import { labelOf } from "../../lib/subject-path"
import { StateBadge } from "../state-badge"
import { OpenButton } from "../table/open-button"

const column = createDataTableColumnHelper<Transfer>()

export function useTransferColumns(onOpen: (transfer: Transfer) => void) {
  const { t, i18n } = useTranslation()
  const { shortDateTime } = useFormat()
  const reasonText = useReasonText()
  return useMemo(
    () => {
      const head = (name: string) => t(`specter.transfers.column.${name}`)
      return [
        selectColumn(t),
        column.accessor("label", {
          header: head("label"),
          enableSorting: true,
          maxSize: 260,
          cell: ({ row: { original } }) => (
            <OpenButton
              label={t("specter.transfers.open", { label: labelOf(original) })}
              onOpen={() => onOpen(original)}
            >
              {labelOf(original)}
            </OpenButton>
          ),
        }),
        column.accessor("state", {
          header: head("state"),
          enableSorting: true,
          cell: ({ getValue }) => <StateBadge state={getValue()} />,
        }),
        column.accessor("reason", {
          header: head("reason"),
          maxSize: 260,
          cell: ({ getValue }) => {
            const reason = getValue()
            return reason ? reasonText(reason).text : "–"
          },
        }),
        column.accessor("kind", {
          header: head("kind"),
          enableSorting: true,
          cell: ({ getValue }) => t(`specter.common.kind.${getValue()}`),
        }),
        column.accessor("specter_number", {
          header: head("number"),
          enableSorting: true,
          cell: ({ getValue }) => <span className="block max-w-32 truncate">{getValue() ?? "–"}</span>,
        }),
        column.accessor("updated_at", {
          header: head("updated"),
          enableSorting: true,
          cell: ({ getValue }) => shortDateTime(getValue()),
        }),
      ]
    },
    // The words follow the language; `onOpen` sets a state and never changes.
    [i18n.language]
  )
}

// The table's own select column has checkboxes without names.
function selectColumn(t: TFunction) {
  return column.display({
    id: "select",
    header: ({ table }) => (
      <Checkbox
        aria-label={t("specter.transfers.select_all")}
        checked={table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()}
        onCheckedChange={(checked) => table.toggleAllPageRowsSelected(!!checked)}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        aria-label={t("specter.transfers.select", { label: labelOf(row.original) })}
        checked={row.getIsSelected()}
        disabled={!row.getCanSelect()}
        onClick={(event) => event.stopPropagation()}
        onCheckedChange={(checked) => row.toggleSelected(!!checked)}
      />
    ),
  })
}
