import { EllipsisHorizontal } from "@medusajs/icons"
import { Button, DropdownMenu, IconButton } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useStatus } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { Confirm } from "../confirm"
import { Incomplete } from "../incomplete"
import { LoadError } from "../load-error"
import { RunProgress } from "../runs/run-progress"
import { useStartRun } from "../runs/use-start-run"
import { Section } from "../section"

/** "Update stock" on the product list, all of it behind it, with its progress and outcome. */
export function StockPanel() {
  const { t } = useTranslation()
  const { relative } = useFormat()
  const { data: status, isError, error, refetch } = useStatus()
  const { start, runId, asked } = useStartRun()
  const underWay = status?.runs.find(({ type, state }) => type === "stock_update" && state === "running")
  const pulledAt = status?.pulls.find(({ kind }) => kind === "stock")?.last_pulled_at
  const shownRun = underWay?.id ?? runId
  const last = pulledAt
    ? t("specter.product.list.last", { when: relative(pulledAt) })
    : t("specter.product.list.never")
  return (
    <Section
      title={t("specter.product.list.title")}
      text={status && last}
      actions={
        status?.connection.on && (
          <UpdateButtons
            isBusy={asked !== undefined || underWay !== undefined}
            onUpdate={(all) => void start({ type: "stock_update", all })}
          />
        )
      }
    >
      {isError && <LoadError error={error} onRetry={refetch} />}
      {status && status.connection.problems.length > 0 && (
        <div className="px-6 py-4">
          <Incomplete connection={status.connection} />
        </div>
      )}
      {shownRun && (
        <div className="px-6 py-4">
          <RunProgress id={shownRun} />
        </div>
      )}
    </Section>
  )
}

function UpdateButtons({ isBusy, onUpdate }: { isBusy: boolean; onUpdate: (all: boolean) => void }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="small" variant="secondary" isLoading={isBusy} onClick={() => onUpdate(false)}>
        {t("specter.product.list.update")}
      </Button>
      <DropdownMenu>
        <DropdownMenu.Trigger asChild disabled={isBusy}>
          <IconButton size="small" variant="transparent" aria-label={t("specter.product.list.more")}>
            <EllipsisHorizontal />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content>
          <DropdownMenu.Item onSelect={() => setAsking(true)}>
            {t("specter.product.list.full")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <Confirm
        open={isAsking}
        title={t("specter.product.list.full_title")}
        description={t("specter.product.list.full_text")}
        action={t("specter.product.list.full")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          onUpdate(true)
        }}
      />
    </>
  )
}
