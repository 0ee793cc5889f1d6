import { clx, Container, Heading, Text } from "@medusajs/ui"
import { useFormContext, useWatch } from "react-hook-form"
import { useTranslation } from "react-i18next"
import { Note } from "../../../components/note"
import type { SettingField, SettingGroup, SettingValues } from "../../../lib/answers"
import { languageOf } from "../../../lib/reason-text"
import { SettingRow } from "./setting-row"

type SettingSectionProps = { group: SettingGroup; fields: SettingField[] }

/** A group of settings; those that need another one stand last, with a note while they have no effect. */
export function SettingSection({ group, fields }: SettingSectionProps) {
  const { t } = useTranslation()
  const own = fields.filter((field) => field.group === group)
  const needed = fields.filter(({ key }) => own.some(({ needs }) => needs === key))
  return (
    <Container className="p-0">
      <section aria-labelledby={`specter-group-${group}`} className="divide-y">
        <div className="px-6 py-4">
          <Heading level="h2" id={`specter-group-${group}`}>
            {t(`specter.settings.group.${group}.title`)}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`specter.settings.group.${group}.text`)}
          </Text>
        </div>
        <Settings fields={own.filter(({ needs }) => !needs)} />
        {needed.map((master) => (
          <Dependants
            key={master.key}
            master={master}
            fields={own.filter(({ needs }) => needs === master.key)}
          />
        ))}
      </section>
    </Container>
  )
}

function Dependants({ master, fields }: { master: SettingField; fields: SettingField[] }) {
  const { t, i18n } = useTranslation()
  const { control } = useFormContext<SettingValues>()
  const isIdle = useWatch({ control, name: master.key }) !== true
  const noteId = `specter-${master.key}-needed`
  return (
    <>
      {isIdle && (
        <div className="px-6 py-4">
          <Note id={noteId}>
            {t("specter.settings.no_effect", { setting: master.label[languageOf(i18n.language)] })}
          </Note>
        </div>
      )}
      <Settings fields={fields} idleNoteId={isIdle ? noteId : undefined} />
    </>
  )
}

/** First what is on or off, then what is filled in; mappings take the whole width. */
function Settings({ fields, idleNoteId }: { fields: SettingField[]; idleNoteId?: string }) {
  const flags = fields.filter(({ kind }) => kind === "flag")
  const others = fields.filter(({ kind }) => kind !== "flag")
  return (
    <>
      {flags.length > 0 && (
        <div className="flex flex-col gap-y-5 px-6 py-4">
          {flags.map((field) => (
            <SettingRow key={field.key} field={field} idleNoteId={idleNoteId} />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div className="grid grid-cols-1 items-end gap-x-6 gap-y-5 px-6 py-4 md:grid-cols-2">
          {others.map((field) => (
            <div key={field.key} className={clx("min-w-0", { "md:col-span-2": field.kind === "mapping" })}>
              <SettingRow field={field} idleNoteId={idleNoteId} />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
