import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { FieldIds } from "./field-frame"
import type { Thing } from "./store-things"

/** Radix refuses an item with an empty value. */
const NOTHING = "-"

type ThingSelectProps = {
  ids: FieldIds
  /** Nothing until they are loaded. */
  things: Thing[] | undefined
  value: string | null
  /** Whether "nothing" can be chosen. */
  optional?: boolean
  disabled?: boolean
  onChange: (value: string | null) => void
}

/** Chooses one thing of the store's. What is chosen stays visible while it loads, and when the store has lost it. */
export function ThingSelect({ ids, things, value, optional, disabled, onChange }: ThingSelectProps) {
  const { t } = useTranslation()
  const isUnknown = Boolean(value) && !things?.some(({ id }) => id === value)
  return (
    <Select
      value={value || NOTHING}
      disabled={disabled || !things}
      onValueChange={(chosen) => onChange(chosen === NOTHING ? null : chosen)}
    >
      <Select.Trigger
        id={ids.id}
        aria-labelledby={`${ids.labelId} ${ids.id}`}
        aria-describedby={ids.describedBy}
        aria-invalid={ids.invalid}
      >
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {optional && <Select.Item value={NOTHING}>{t("specter.settings.not_chosen")}</Select.Item>}
        {isUnknown && (
          <Select.Item value={value!}>
            {things ? t("specter.settings.lost", { id: value }) : value}
          </Select.Item>
        )}
        {things?.map(({ id, name }) => (
          <Select.Item key={id} value={id}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
