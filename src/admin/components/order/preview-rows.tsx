import { Heading, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { plus, times } from "../../lib/decimal"
import { useFormat } from "../../lib/format"
import { Fact, Facts } from "../facts"

type Row = {
  articleNo: string
  name: string
  comment?: string
  priceExclVat: string
  quantity: string
  vatPercent: number | string
  discountPercent?: string
}

const PERCENT = "0.01"

/** One row's sum without VAT. */
function sumOf({ priceExclVat, quantity, discountPercent = "0" }: Row): string {
  return times(priceExclVat, quantity, plus("100", times("-1", discountPercent)), PERCENT)
}

const vatOf = (row: Row) => times(sumOf(row), String(row.vatPercent), PERCENT)

/** The order's rows as Specter would get them, and what they come to. */
export function PreviewRows({ message }: { message: Record<string, unknown> }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const money = useMoney(String(message.currency))
  const rows = message.rows as Row[]
  const words = (key: string) => t(`specter.order.preview.${key}`)
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{words("rows")}</Heading>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={words("rows")}>
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell className="pl-0">{words("article")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{words("quantity")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{words("price")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">{words("vat")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {rows.map((row, index) => (
              <Table.Row key={index}>
                <Table.Cell className="min-w-40 whitespace-normal py-2 pl-0">
                  <span className="txt-compact-small-plus text-ui-fg-base block">{row.articleNo}</span>
                  {row.name}
                  {row.comment && <span className="text-ui-fg-subtle block">{row.comment}</span>}
                </Table.Cell>
                <Table.Cell className="text-right tabular-nums">{number(row.quantity)}</Table.Cell>
                <Table.Cell className="text-right tabular-nums">
                  {money(row.priceExclVat)}
                  {row.discountPercent && (
                    <span className="text-ui-fg-subtle block">
                      {words("discount")} {number(row.discountPercent)} %
                    </span>
                  )}
                </Table.Cell>
                <Table.Cell className="text-right tabular-nums">{number(row.vatPercent)} %</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      <Sums rows={rows} money={money} />
    </section>
  )
}

function Sums({ rows, money }: { rows: Row[]; money: (amount: string) => string }) {
  const { t } = useTranslation()
  const sum = plus(...rows.map(sumOf))
  const vat = plus(...rows.map(vatOf))
  return (
    <Facts>
      <Fact inset={false} name={t("specter.order.preview.total")}>
        {money(sum)}
      </Fact>
      <Fact inset={false} name={t("specter.order.preview.vat_total")}>
        {money(vat)}
      </Fact>
      <Fact inset={false} name={t("specter.order.preview.total_incl")}>
        {money(plus(sum, vat))}
      </Fact>
    </Facts>
  )
}

function useMoney(currency: string) {
  const { money } = useFormat()
  return (amount: string) => money(amount, currency)
}
