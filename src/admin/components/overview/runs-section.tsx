import { Button, Checkbox, Label, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"
import type { RunType, Status } from "../../lib/answers"
import { useSettings } from "../../lib/api"
import { RunProgress } from "../runs/run-progress"
import { useStartRun } from "../runs/use-start-run"
import { Section } from "../section"

const LATEST = 3
const EXPORTS: RunType[] = ["products", "customers", "stock"]

/** Exports and imports: begun here, followed here, with what came of them. */
export function RunsSection({ status: { connection, runs } }: { status: Status }) {
  const { t } = useTranslation()
  const running = runs.filter(({ state }) => state === "running")
  const latest = runs.filter(({ state }) => state !== "running").slice(0, LATEST)
  return (
    <Section title={t("specter.overview.runs.title")} text={t("specter.overview.runs.text")}>
      {connection.on && <StartButtons running={running.map(({ type }) => type)} />}
      {running.map(({ id }) => (
        <div key={id} className="px-6 py-4">
          <RunProgress id={id} />
        </div>
      ))}
      {latest.map(({ id }) => (
        <div key={id} className="px-6 py-4">
          <RunProgress id={id} />
        </div>
      ))}
      {runs.length === 0 && (
        <div className="px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle">
            {t("specter.overview.runs.none")}
          </Text>
        </div>
      )}
    </Section>
  )
}

function StartButtons({ running }: { running: RunType[] }) {
  const { t } = useTranslation()
  const id = useId()
  const [all, setAll] = useState(false)
  const { start, asked } = useStartRun()
  const settings = useSettings()
  const isImportOff = settings.data?.settings.import_products === false
  const sites = Object.values(settings.data?.settings.stock_sites ?? {})
  const isBySites = sites.some((site) => site !== "*")
  const button = (type: RunType, disabled = false) => (
    <Button
      key={type}
      size="small"
      variant="secondary"
      disabled={disabled || running.includes(type)}
      isLoading={asked === type}
      onClick={() => void start({ type, all: EXPORTS.includes(type) ? all : undefined })}
    >
      {t(`specter.overview.runs.start.${type}`)}
    </Button>
  )
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <div className="flex flex-col gap-y-3">
        <div className="flex flex-wrap gap-2">
          {EXPORTS.map((type) => button(type, type === "stock" && isBySites))}
        </div>
        {isBySites && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("specter.overview.runs.by_sites")}
          </Text>
        )}
        <div className="flex items-center gap-x-2">
          <Checkbox id={id} checked={all} onCheckedChange={(checked) => setAll(checked === true)} />
          <Label htmlFor={id} size="small">
            {t("specter.overview.runs.all")}
          </Label>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {button("stock_update")}
        {button("article_import", isImportOff)}
        {isImportOff && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("specter.overview.runs.import_off")}
          </Text>
        )}
      </div>
    </div>
  )
}
