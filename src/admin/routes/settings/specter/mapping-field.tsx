import { Checkbox, Input, Label, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { FieldIds } from "./field-frame"
import type { PaymentCode } from "./setting-values"
import type { Thing } from "./store-things"

type Codes<Value> = Record<string, Value>
type MappingFieldProps = {
  ids: FieldIds
  things: Thing[]
  value: Codes<string> | Codes<PaymentCode>
  ofPayments: boolean
  onChange: (value: Codes<string> | Codes<PaymentCode>) => void
}

/** A row for each thing of the store's, with Specter's code for it. An empty code takes the row out. */
export function MappingField({ ids, things, value, ofPayments, onChange }: MappingFieldProps) {
  const { t } = useTranslation()
  const known = new Set(things.map(({ id }) => id))
  const lost = Object.keys(value)
    .filter((id) => !known.has(id))
    .map((id) => ({ id, name: t("specter.settings.lost", { id }) }))
  const rows = [...things, ...lost]
  if (!rows.length) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("specter.settings.nothing_to_map")}
      </Text>
    )
  }
  return (
    <div
      role="group"
      id={ids.id}
      aria-labelledby={ids.labelId}
      aria-describedby={ids.describedBy}
      className="border-ui-border-base bg-ui-bg-component divide-y rounded-lg border"
    >
      {rows.map((thing) =>
        ofPayments ? (
          <PaymentRow
            key={thing.id}
            thing={thing}
            ids={ids}
            value={(value as Codes<PaymentCode>)[thing.id]}
            onChange={(row) => onChange({ ...(value as Codes<PaymentCode>), [thing.id]: row })}
          />
        ) : (
          <Row key={thing.id}>
            <RowName id={`${ids.id}-${thing.id}`} name={thing.name} />
            <CodeInput
              id={`${ids.id}-${thing.id}`}
              invalid={ids.invalidRow === thing.id}
              describedBy={ids.describedBy}
              value={(value as Codes<string>)[thing.id] ?? ""}
              onChange={(code) => onChange({ ...(value as Codes<string>), [thing.id]: code })}
            />
          </Row>
        )
      )}
    </div>
  )
}

type PaymentRowProps = {
  thing: Thing
  ids: FieldIds
  value?: PaymentCode
  onChange: (value: PaymentCode) => void
}

function PaymentRow({ thing, ids, value = { code: "" }, onChange }: PaymentRowProps) {
  const { t } = useTranslation()
  const id = `${ids.id}-${thing.id}`
  return (
    <Row>
      <RowName id={id} name={thing.name} />
      <CodeInput
        id={id}
        invalid={ids.invalidRow === thing.id}
        describedBy={ids.describedBy}
        value={value.code}
        onChange={(code) => onChange({ ...value, code })}
      />
      <Input
        size="small"
        aria-label={`${thing.name}: ${t("specter.settings.merchant_id")}`}
        placeholder={t("specter.settings.merchant_id")}
        value={value.merchant_id ?? ""}
        disabled={!value.code.trim()}
        onChange={({ target }) => onChange({ ...value, merchant_id: target.value })}
      />
      <div className="flex items-center gap-x-2">
        <Checkbox
          id={`${id}-prepaid`}
          aria-label={`${thing.name}: ${t("specter.settings.prepaid")}`}
          checked={value.prepaid ?? false}
          disabled={!value.code.trim()}
          onCheckedChange={(checked) => onChange({ ...value, prepaid: checked === true })}
        />
        <Label htmlFor={`${id}-prepaid`} size="small">
          {t("specter.settings.prepaid")}
        </Label>
      </div>
    </Row>
  )
}

function Row({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-1 items-center gap-x-3 gap-y-2 px-3 py-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none">
      {children}
    </div>
  )
}

function RowName({ id, name }: { id: string; name: string }) {
  return (
    <Label htmlFor={id} size="small" className="text-ui-fg-subtle min-w-0 break-words">
      {name}
    </Label>
  )
}

type CodeInputProps = {
  id: string
  invalid: boolean
  describedBy: string
  value: string
  onChange: (value: string) => void
}

function CodeInput({ id, invalid, describedBy, value, onChange }: CodeInputProps) {
  const { t } = useTranslation()
  return (
    <Input
      id={id}
      size="small"
      aria-invalid={invalid}
      aria-describedby={invalid ? describedBy : undefined}
      placeholder={t("specter.settings.no_code")}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
