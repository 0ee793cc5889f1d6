import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type { Settings } from "../../modules/specter/settings"
import type { SettledRow } from "../../modules/specter-sync/service"
import { renderReason } from "../../reasons/render-reason"
import { shopLanguage } from "../../reasons/shop-language"

/** So many orders are named; of the others the notice tells the number. */
const MOST_NAMED = 10

const WORDS = {
  sv: {
    title: (count: number) =>
      count === 1
        ? "En order har inte överförts till Specter"
        : `${count} ordrar har inte överförts till Specter`,
    waiting: "Väntar fortfarande; nya försök görs.",
    off: "Väntar: Specter är inte klart att använda än.",
    more: (count: number) => `… och ${count} till. Se Specter i huvudmenyn.`,
  },
  en: {
    title: (count: number) =>
      count === 1
        ? "An order has not been transferred to Specter"
        : `${count} orders have not been transferred to Specter`,
    waiting: "Still waiting; it is tried again.",
    off: "Waiting: Specter is not set up yet.",
    more: (count: number) => `… and ${count} more. See Specter in the main menu.`,
  },
}

/** What the merchant is told of orders that stay untransferred: in the admin's feed, and by e-mail with an address. */
export function untransferredNotice(
  orders: SettledRow[],
  {
    isOn,
    country_code,
    notification_email,
  }: { isOn: boolean } & Pick<Settings, "country_code" | "notification_email">
): { feed: CreateNotificationDTO; email?: CreateNotificationDTO } {
  const language = shopLanguage({ country_code })
  const words = WORDS[language]
  const lines = orders.slice(0, MOST_NAMED).map((order) => {
    const waits = isOn ? words.waiting : words.off
    const why = order.reason ? renderReason(order.reason, language).text : waits
    return [`${order.label ?? order.subject_id}: ${why}`, order.words].filter(Boolean).join(" ")
  })
  const more = orders.length > MOST_NAMED ? [words.more(orders.length - MOST_NAMED)] : []
  const title = words.title(orders.length)
  const description = [...lines, ...more].join("\n")
  const shared = {
    trigger_type: "specter.orders.untransferred",
    resource_type: "order",
    resource_id: orders[0]?.subject_id,
  }
  const feed = { ...shared, to: "", channel: "feed", template: "admin-ui", data: { title, description } }
  return notification_email === ""
    ? { feed }
    : {
        feed,
        email: {
          ...shared,
          to: notification_email,
          channel: "email",
          template: "specter-orders-untransferred",
          content: { subject: title, text: description },
          data: { title, description, order_ids: orders.map(({ subject_id }) => subject_id) },
        },
      }
}
