import { Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { FieldIds } from "./field-frame"
import type { Thing } from "./store-things"

/** Radix refuses an item with an empty value. */
const NOTHING = "-"

type ThingSelectProps = {
  ids: FieldIds
  things: Thing[]
  value: string | null
  /** Whether "nothing" can be chosen. */
  optional?: boolean
  disabled?: boolean
  onChange: (value: string | null) => void
}

/** Chooses one thing of the store's. What is chosen stays visible when the store has lost it. */
export function ThingSelect({ ids, things, value, optional, disabled, onChange }: ThingSelectProps) {
  const { t } = useTranslation()
  const isLost = Boolean(value) && !things.some(({ id }) => id === value)
  return (
    <Select
      value={value || NOTHING}
      disabled={disabled}
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
        {isLost && <Select.Item value={value!}>{t("specter.settings.lost", { id: value })}</Select.Item>}
        {things.map(({ id, name }) => (
          <Select.Item key={id} value={id}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
