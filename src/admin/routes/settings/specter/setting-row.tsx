import { Controller, useFormContext, useWatch } from "react-hook-form"
import { useTranslation } from "react-i18next"
import type { SettingField, SettingValues } from "../../../lib/answers"
import { languageOf } from "../../../lib/reason-text"
import { FieldFrame } from "./field-frame"
import { SettingControl } from "./setting-control"

type SettingRowProps = { field: SettingField; fields: SettingField[] }

/** One setting of the form. While the one it needs is off it cannot be changed, and says why. */
export function SettingRow({ field, fields }: SettingRowProps) {
  const { t, i18n } = useTranslation()
  const { control } = useFormContext<SettingValues>()
  const language = languageOf(i18n.language)
  const needed = fields.find(({ key }) => key === field.needs)
  const values = useWatch({ control })
  const isIdle = needed !== undefined && values[needed.key] !== true
  return (
    <Controller
      control={control}
      name={field.key}
      render={({ field: { value, onChange }, fieldState: { error } }) => (
        <FieldFrame
          name={field.key}
          beside={field.kind === "flag"}
          label={field.label[language]}
          help={field.help[language]}
          idle={isIdle ? t("specter.settings.no_effect", { setting: needed.label[language] }) : undefined}
          warning={!isIdle && field.warning?.on === value ? field.warning?.[language] : undefined}
          error={error?.message}
        >
          {(ids) => (
            <SettingControl field={field} ids={ids} value={value} disabled={isIdle} onChange={onChange} />
          )}
        </FieldFrame>
      )}
    />
  )
}
