import { useTranslation } from "react-i18next"
import { TRANSFER_KINDS } from "../../../modules/specter-sync/states"
import { FilterSelect } from "../table/filter-select"
import type { TableParams } from "../table/use-table-params"
import { STATE_FILTERS } from "./states"

/** The list's two choices: what sort of thing, and what has become of it. */
export function TransferFilters({ params }: { params: TableParams }) {
  const { t } = useTranslation()
  return (
    <>
      <FilterSelect
        label={t("specter.transfers.kind")}
        all={t("specter.transfers.all_kinds")}
        value={params.get("kind")}
        onChange={(kind) => params.set({ kind })}
        options={TRANSFER_KINDS.map((kind) => ({ value: kind, label: t(`specter.common.kind.${kind}`) }))}
      />
      <FilterSelect
        label={t("specter.transfers.state")}
        all={t("specter.transfers.all_states")}
        value={params.get("state")}
        onChange={(state) => params.set({ state })}
        options={Object.keys(STATE_FILTERS).map((state) => ({
          value: state,
          label:
            state === "needs_you" ? t("specter.transfers.needs_you") : t(`specter.common.state.${state}`),
        }))}
      />
    </>
  )
}
