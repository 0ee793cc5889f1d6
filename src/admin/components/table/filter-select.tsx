import { Select } from "@medusajs/ui"

const ALL = "all"

type FilterSelectProps = {
  label: string
  /** What stands there when nothing is chosen. */
  all: string
  options: { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** One filter of a table. The table's own filter menu has no names for a screen reader. */
export function FilterSelect({ label, all, options, value, onChange }: FilterSelectProps) {
  return (
    <Select
      size="small"
      value={value ?? ALL}
      onValueChange={(chosen) => onChange(chosen === ALL ? undefined : chosen)}
    >
      <Select.Trigger aria-label={label} className="w-full gap-x-2 sm:w-auto sm:min-w-36">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{all}</Select.Item>
        {options.map((option) => (
          <Select.Item key={option.value} value={option.value}>
            {option.label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
