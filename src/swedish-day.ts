const SWEDISH_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" })

const HOUR_MS = 3_600_000
const AHEAD_OF_UTC_HOURS = [2, 1]

/** The day in Sweden at that time, YYYY-MM-DD. */
export function swedishDay(at: Date): string {
  return SWEDISH_DAY.format(at)
}

/** When a day in Sweden, YYYY-MM-DD, begins. */
export function startOfSwedishDay(day: string): Date {
  const starts = AHEAD_OF_UTC_HOURS.map((hours) => new Date(Date.parse(`${day}T00:00:00Z`) - hours * HOUR_MS))
  return starts.find((start) => swedishDay(start) === day) ?? new Date(day)
}
