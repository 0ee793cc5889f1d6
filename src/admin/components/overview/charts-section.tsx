import { useTranslation } from "react-i18next"
import type { DayStats } from "../../lib/answers"
import { useStats } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { EmptyState } from "../empty-state"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { Section } from "../section"
import { DayChart } from "./day-chart"

const OUTCOMES = [
  { key: "sent", colour: "text-ui-tag-green-icon" },
  { key: "skipped", colour: "text-ui-tag-neutral-icon" },
  { key: "rejected", colour: "text-ui-tag-orange-icon", hatched: true },
  { key: "failed", colour: "text-ui-tag-red-icon", hatched: true },
] as const

/** The last 30 days: what became of the transfers, and how soon an order was in Specter. */
export function ChartsSection() {
  const { t } = useTranslation()
  const { data: days, isError, error, refetch } = useStats()
  return (
    <Section title={t("specter.overview.charts.title")}>
      {isError ? (
        <LoadError error={error} onRetry={refetch} />
      ) : !days ? (
        <Loading rows={6} />
      ) : days.every((day) => OUTCOMES.every(({ key }) => day[key] === 0)) ? (
        <EmptyState title={t("specter.overview.charts.empty")} />
      ) : (
        <div className="divide-ui-border-base grid grid-cols-1 divide-y lg:grid-cols-2 lg:divide-x lg:divide-y-0">
          <OutcomeChart days={days} />
          <MedianChart days={days} />
        </div>
      )}
    </Section>
  )
}

function OutcomeChart({ days }: { days: DayStats[] }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const sum = (key: (typeof OUTCOMES)[number]["key"]) =>
    number(days.reduce((total, day) => total + day[key], 0))
  return (
    <DayChart
      title={t("specter.overview.charts.outcomes")}
      summary={t("specter.overview.charts.outcomes_summary", {
        sent: sum("sent"),
        rejected: sum("rejected"),
        failed: sum("failed"),
        skipped: sum("skipped"),
      })}
      dates={days.map(({ date }) => date)}
      write={number}
      series={OUTCOMES.map(({ key, ...look }) => ({
        ...look,
        name: t(`specter.common.state.${key}`),
        values: days.map((day) => day[key]),
      }))}
    />
  )
}

function MedianChart({ days }: { days: DayStats[] }) {
  const { t } = useTranslation()
  const { duration } = useFormat()
  const values = days.map(({ median_seconds }) => median_seconds)
  const known = values.filter((value): value is number => value !== null)
  if (!known.length) {
    return <EmptyState title={t("specter.overview.charts.median_none")} />
  }
  return (
    <DayChart
      title={t("specter.overview.charts.median")}
      summary={t("specter.overview.charts.median_summary", {
        least: duration(Math.min(...known)),
        most: duration(Math.max(...known)),
      })}
      dates={days.map(({ date }) => date)}
      write={duration}
      series={[{ name: t("specter.overview.charts.time"), colour: "text-ui-tag-blue-icon", values }]}
    />
  )
}
