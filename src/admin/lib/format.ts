import { useMemo } from "react"
import { useTranslation } from "react-i18next"

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type When = string | Date | null | undefined

/** Numbers, dates, money and durations as the user's language writes them. What is missing is a dash. */
export function formats(language: string) {
  // The dashboard writes `ptBR`, Intl wants `pt-BR`.
  const locale = language.replace(/([a-z])([A-Z])/g, "$1-$2")
  const whole = new Intl.NumberFormat(locale)
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium" })
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })
  const clock = { hour: "2-digit", minute: "2-digit" } as const
  const ofThisYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...clock })
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })
  const unit = (value: number, name: "second" | "minute" | "hour" | "day") =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: name === "second" && value < 10 ? 1 : 0,
    }).format(value)
  const at = (format: Intl.DateTimeFormat, when: When) => (when ? format.format(new Date(when)) : "–")

  return {
    locale,
    number: (value: number | string | null | undefined) =>
      value === null || value === undefined || value === "" ? "–" : whole.format(Number(value)),
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share),
    date: (when: When) => at(dates, when),
    dateTime: (when: When) => at(moments, when),
    /** "31 jan. 14:05", for a table: the year only when it is not this one. */
    shortDateTime: (when: When, now: Date = new Date()) =>
      at(when && new Date(when).getFullYear() === now.getFullYear() ? ofThisYear : moments, when),
    /** "31 jan", for the axis of a chart; `2026-01-31` is a day, not a moment. */
    day: (when: string) =>
      days.format(new Date(/^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T12:00:00` : when)),
    money: (amount: number | string, currency: string) =>
      new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() }).format(
        Number(amount)
      ),
    milliseconds: (value: number) =>
      new Intl.NumberFormat(locale, { style: "unit", unit: "millisecond", unitDisplay: "short" }).format(
        value
      ),
    /** "4 s", "2 min 5 s", "3 h 20 min", "2 days" */
    duration(seconds: number | null | undefined): string {
      if (seconds === null || seconds === undefined) {
        return "–"
      }
      const parts = (first: string, rest: number, second: string) => (rest > 0 ? `${first} ${second}` : first)
      if (seconds < MINUTE) {
        return unit(seconds, "second")
      }
      if (seconds < HOUR) {
        const rest = Math.floor(seconds % MINUTE)
        return parts(unit(Math.floor(seconds / MINUTE), "minute"), rest, unit(rest, "second"))
      }
      if (seconds < DAY) {
        const rest = Math.floor((seconds % HOUR) / MINUTE)
        return parts(unit(Math.floor(seconds / HOUR), "hour"), rest, unit(rest, "minute"))
      }
      return unit(Math.round(seconds / DAY), "day")
    },
    /** "3 minutes ago", "in 2 hours" */
    relative(when: When, now: Date = new Date()): string {
      if (!when) {
        return "–"
      }
      const seconds = (new Date(when).getTime() - now.getTime()) / 1000
      const size = Math.abs(seconds)
      if (size < MINUTE) {
        return ago.format(Math.round(seconds), "second")
      }
      if (size < HOUR) {
        return ago.format(Math.round(seconds / MINUTE), "minute")
      }
      return size < DAY
        ? ago.format(Math.round(seconds / HOUR), "hour")
        : ago.format(Math.round(seconds / DAY), "day")
    },
  }
}

/** `formats` in the language the user has chosen in the dashboard. */
export function useFormat() {
  const { i18n } = useTranslation()
  return useMemo(() => formats(i18n.language), [i18n.language])
}
