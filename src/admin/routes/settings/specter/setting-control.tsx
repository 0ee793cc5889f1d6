import { DatePicker, Input, Select, Switch } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { LoadError } from "../../../components/load-error"
import { Loading } from "../../../components/loading"
import type { SettingField } from "../../../lib/answers"
import { languageOf } from "../../../lib/reason-text"
import type { FieldIds } from "./field-frame"
import { MappingField } from "./mapping-field"
import { thingsFor, useThings } from "./store-things"
import { ThingSelect } from "./thing-select"

type SettingControlProps = {
  field: SettingField
  ids: FieldIds
  value: unknown
  disabled: boolean
  onChange: (value: unknown) => void
}

/** The control that fits a setting's kind. */
export function SettingControl({ field, ids, value, disabled, onChange }: SettingControlProps) {
  const { i18n } = useTranslation()
  const { data: things, isError, error, refetch } = useThings(thingsFor(field), i18n.language)
  const loadError = isError && !things && <LoadError error={error} onRetry={refetch} className="p-0" />
  const aria = {
    id: ids.id,
    disabled,
    "aria-describedby": ids.describedBy,
    "aria-invalid": ids.invalid,
  }
  switch (field.kind) {
    case "flag":
      return <Switch {...aria} size="small" checked={value === true} onCheckedChange={onChange} />
    case "choice":
      return (
        <Select value={String(value)} disabled={disabled} onValueChange={onChange}>
          <Select.Trigger {...aria} aria-labelledby={`${ids.labelId} ${ids.id}`}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {Object.entries(field.choices ?? {}).map(([name, words]) => (
              <Select.Item key={name} value={name}>
                {words[languageOf(i18n.language)]}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )
    case "number":
      return (
        <Input
          {...aria}
          type="number"
          inputMode="numeric"
          min={field.min}
          max={field.max}
          value={typeof value === "number" && Number.isFinite(value) ? value : ""}
          onChange={({ target }) => onChange(target.value === "" ? null : target.valueAsNumber)}
        />
      )
    case "date":
      return (
        <DatePicker
          aria-labelledby={ids.labelId}
          aria-describedby={ids.describedBy}
          // The library's colour for an empty date is too faint on a dark page.
          className="[&_[data-placeholder]]:!text-ui-fg-subtle"
          isInvalid={ids.invalid}
          isDisabled={disabled}
          value={asDate(value)}
          onChange={(day) => onChange(day ? asDay(day) : null)}
        />
      )
    case "mapping":
      return things ? (
        <MappingField
          ids={ids}
          things={things}
          value={value as Record<string, string>}
          ofPayments={field.maps === "payment_provider"}
          onChange={onChange}
        />
      ) : (
        loadError || <Loading rows={2} className="p-0" />
      )
    case "store_id":
    case "text":
      return thingsFor(field) ? (
        <>
          <ThingSelect
            ids={ids}
            things={things}
            value={value as string | null}
            optional={field.kind === "store_id"}
            disabled={disabled}
            onChange={onChange}
          />
          {loadError}
        </>
      ) : (
        <Input
          {...aria}
          aria-required={field.required}
          value={String(value ?? "")}
          onChange={({ target }) => onChange(target.value)}
        />
      )
  }
}

/** A day without a time is that day here, not midnight in Greenwich. */
function asDate(value: unknown): Date | null {
  if (typeof value !== "string" || value === "") {
    return null
  }
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value)
}

const asDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part, index) => String(part).padStart(index ? 2 : 4, "0"))
    .join("-")
