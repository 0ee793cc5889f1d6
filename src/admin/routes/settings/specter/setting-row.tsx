import { Controller, useFormContext } from "react-hook-form"
import { useTranslation } from "react-i18next"
import type { SettingField, SettingValues } from "../../../lib/answers"
import { languageOf } from "../../../lib/reason-text"
import { FieldFrame } from "./field-frame"
import { SettingControl } from "./setting-control"

type SettingRowProps = {
  field: SettingField
  /** The note that says why it has no effect now; it cannot be changed then. */
  idleNoteId?: string
}

/** One setting of the form. */
export function SettingRow({ field, idleNoteId }: SettingRowProps) {
  const { i18n } = useTranslation()
  const { control } = useFormContext<SettingValues>()
  const language = languageOf(i18n.language)
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
          idleNoteId={idleNoteId}
          warning={!idleNoteId && field.warning?.on === value ? field.warning?.[language] : undefined}
          error={error?.message}
          errorRow={error?.type}
        >
          {(ids) => (
            <SettingControl
              field={field}
              ids={ids}
              value={value}
              disabled={idleNoteId !== undefined}
              onChange={onChange}
            />
          )}
        </FieldFrame>
      )}
    />
  )
}
