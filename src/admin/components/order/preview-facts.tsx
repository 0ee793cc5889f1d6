import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Fact, Facts } from "../facts"

/** In the order they are shown. `customerId` is left out: the customer goes first and Specter gives it its number. */
const FIELDS = [
  "form",
  "companyName",
  "firstName",
  "lastName",
  "attention",
  "contactPerson",
  "orgNo",
  "vatNo",
  "email",
  "phone",
  "mobile",
  "homepage",
  "invoiceAddress",
  "deliveryAddress",
  "customerGroupId",
  "externalOrderNo",
  "currency",
  "language",
  "paymentCode",
  "paymentReference",
  "prepaid",
  "deliveryMethod",
  "deliveryDate",
  "preparedShipmentId",
  "stockSiteId",
  "webshopId",
  "customerReference",
  "internalComment",
  "publishedComment",
  "notifyMobile",
  "sendOrderMail",
  "sendOrderMailToUser",
  "ignoreOrgNoControl",
  "ignoreEmailControl",
]

type Message = Record<string, unknown>

/** The parts of a message that are not rows: one line each, what is empty left out. */
export function PreviewFacts({ title, message }: { title: string; message: Message }) {
  const { t } = useTranslation()
  const flat = withPayment(message)
  const write = useWords()
  return (
    <section className="flex flex-col gap-y-1">
      <Heading level="h3">{title}</Heading>
      <Facts>
        {FIELDS.map((field) => ({ field, words: write(field, flat[field]) }))
          .filter(({ words }) => words)
          .map(({ field, words }) => (
            <Fact key={field} inset={false} name={t(`specter.order.preview.field.${field}`)}>
              <span className="whitespace-pre-line">{words}</span>
            </Fact>
          ))}
      </Facts>
    </section>
  )
}

function withPayment(message: Message): Message {
  const { code, reference, prepaid } = (message.payment ?? {}) as Message
  return { ...message, paymentCode: code, paymentReference: reference, prepaid }
}

function useWords() {
  const { t } = useTranslation()
  return (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === "") {
      return ""
    }
    if (typeof value === "boolean") {
      return t(`specter.common.${value ? "yes" : "no"}`)
    }
    if (field === "form") {
      return t(`specter.order.preview.form.${String(value)}`)
    }
    return typeof value === "object" ? addressWords(value as Record<string, string>) : String(value)
  }
}

function addressWords({
  company,
  attention,
  line1,
  line2,
  postalCode,
  city,
  region,
  countryCode,
}: Record<string, string>) {
  const place = [postalCode, city].filter(Boolean).join(" ")
  return [company, attention, line1, line2, place, region, countryCode?.toUpperCase()]
    .filter(Boolean)
    .join("\n")
}
