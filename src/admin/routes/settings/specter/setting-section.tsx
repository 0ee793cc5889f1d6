import { clx, Container, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { SettingField, SettingGroup } from "../../../lib/answers"
import { SettingRow } from "./setting-row"

type SettingSectionProps = { group: SettingGroup; fields: SettingField[] }

/** A group of settings: first what is on or off, then what is filled in; mappings take the whole width. */
export function SettingSection({ group, fields }: SettingSectionProps) {
  const { t } = useTranslation()
  const own = fields.filter((field) => field.group === group)
  const flags = own.filter(({ kind }) => kind === "flag")
  const others = own.filter(({ kind }) => kind !== "flag")
  return (
    <Container className="divide-y p-0">
      <section aria-labelledby={`specter-group-${group}`} className="divide-y">
        <div className="px-6 py-4">
          <Heading level="h2" id={`specter-group-${group}`}>
            {t(`specter.settings.group.${group}.title`)}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`specter.settings.group.${group}.text`)}
          </Text>
        </div>
        {flags.length > 0 && (
          <div className="flex flex-col gap-y-5 px-6 py-4">
            {flags.map((field) => (
              <SettingRow key={field.key} field={field} fields={fields} />
            ))}
          </div>
        )}
        {others.length > 0 && (
          <div className="grid grid-cols-1 items-end gap-x-6 gap-y-5 px-6 py-4 md:grid-cols-2">
            {others.map((field) => (
              <div key={field.key} className={clx("min-w-0", { "md:col-span-2": field.kind === "mapping" })}>
                <SettingRow field={field} fields={fields} />
              </div>
            ))}
          </div>
        )}
      </section>
    </Container>
  )
}
