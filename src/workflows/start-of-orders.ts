import type { Settings } from "../modules/specter/settings"
import { startOfSwedishDay } from "../swedish-day"

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Orders placed before this go to Specter with the button only. A date without a time is the day in Sweden. */
export function startOfOrders(settings: Settings & { installed_at: Date }): Date {
  const { transfer_orders_from_date: from, installed_at } = settings
  if (!from) {
    return installed_at
  }
  return DAY.test(from) ? startOfSwedishDay(from) : new Date(from)
}
