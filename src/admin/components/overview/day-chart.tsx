import { clx } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import { useFormat } from "../../lib/format"

export type Series = { name: string; colour: string; hatched?: boolean; values: (number | null)[] }

type DayChartProps = {
  title: string
  /** What the chart shows, for who cannot see it. */
  summary: string
  /** `2026-01-31`, oldest first. */
  dates: string[]
  series: Series[]
  /** Writes a value: "12", "4 s". */
  write: (value: number) => string
}

const BAR = 10
const GAP = 4
const HEIGHT = 100

/** A bar a day, its series on top of each other. Stretches with its place, and stands as a table below. */
export function DayChart({ title, summary, dates, series, write }: DayChartProps) {
  const { day } = useFormat()
  const id = useId()
  const totals = dates.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const most = Math.max(...totals)
  return (
    <figure className="m-0 flex flex-col gap-y-3 px-6 py-4" aria-labelledby={id}>
      <figcaption id={id} className="txt-compact-small-plus text-ui-fg-base">
        {title}
      </figcaption>
      {series.length > 1 && <Legend series={series} />}
      <div className="flex flex-col gap-y-1">
        <span aria-hidden className="txt-compact-xsmall text-ui-fg-subtle">
          {write(most)}
        </span>
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${dates.length * (BAR + GAP)} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="border-ui-border-strong h-32 w-full border-b"
        >
          <Hatching id={id} />
          {dates.map((date, index) => (
            <Bar key={date} {...{ date, index, series, most, write }} hatching={`url(#${id}-hatch)`} />
          ))}
        </svg>
        <div aria-hidden className="txt-compact-xsmall text-ui-fg-subtle flex justify-between">
          <span>{day(dates[0])}</span>
          <span>{day(dates[dates.length - 1])}</span>
        </div>
      </div>
      <AsTable {...{ title, dates, series, write }} />
    </figure>
  )
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-hatch`} width={4} height={4} patternUnits="userSpaceOnUse">
        <path d="M0 4 L4 0" className="stroke-ui-bg-base" strokeWidth={1.2} />
      </pattern>
    </defs>
  )
}

type BarProps = {
  date: string
  index: number
  series: Series[]
  most: number
  write: (value: number) => string
  hatching: string
}

function Bar({ date, index, series, most, write, hatching }: BarProps) {
  const { day } = useFormat()
  const said = series.filter(({ values }) => values[index])
  const x = index * (BAR + GAP) + GAP / 2
  let top = HEIGHT
  return (
    <g>
      {/* The whole height of the day shows its figures, not only its bar. */}
      <rect x={x - GAP / 2} y={0} width={BAR + GAP} height={HEIGHT} fill="transparent" />
      {said.map(({ name, colour, hatched, values }) => {
        const height = ((values[index] ?? 0) / most) * HEIGHT
        top -= height
        const shape = { x, y: top, width: BAR, height }
        return (
          <g key={name} className={colour}>
            <rect {...shape} fill="currentColor" />
            {hatched && <rect {...shape} fill={hatching} />}
          </g>
        )
      })}
      <title>
        {[day(date), ...said.map(({ name, values }) => `${name}: ${write(values[index]!)}`)].join("\n")}
      </title>
    </g>
  )
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {series.map(({ name, colour, hatched }) => (
        <li key={name} className="txt-compact-xsmall text-ui-fg-subtle flex items-center gap-x-1.5">
          <svg aria-hidden width={10} height={10} className={clx(colour, "rounded-sm")}>
            <rect width={10} height={10} fill="currentColor" />
            {hatched && (
              <path d="M0 10 L10 0 M-5 5 L5 -5 M5 15 L15 5" className="stroke-ui-bg-base" strokeWidth={2} />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function AsTable({ title, dates, series, write }: Omit<DayChartProps, "summary">) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const cell = "py-1 pr-4 text-left tabular-nums"
  return (
    <details>
      <summary className="txt-compact-small text-ui-fg-subtle cursor-pointer">
        {t("specter.overview.charts.table")}
      </summary>
      <div className="max-h-60 overflow-auto pt-2" tabIndex={0} role="region" aria-label={title}>
        <table className="txt-compact-small w-full">
          <thead className="text-ui-fg-subtle">
            <tr>
              <th className={cell}>{t("specter.overview.charts.day")}</th>
              {series.map(({ name }) => (
                <th key={name} className={cell}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dates.map((date, index) => (
              <tr key={date}>
                <th scope="row" className={clx(cell, "font-normal")}>
                  {day(date)}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className={cell}>
                    {values[index] === null ? "–" : write(values[index])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
