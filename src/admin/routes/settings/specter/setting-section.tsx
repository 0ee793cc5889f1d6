import { clx, Container, Heading, Text } from "@medusajs/ui"
import { Fragment } from "react"
import { useFormContext, useWatch } from "react-hook-form"
import { useTranslation } from "react-i18next"
import { Note } from "../../../components/note"
import type { SettingField, SettingGroup, SettingValues } from "../../../lib/answers"
import { languageOf } from "../../../lib/reason-text"
import { SettingRow } from "./setting-row"

type SettingSectionProps = { group: SettingGroup; fields: SettingField[] }

/**
 * A group of settings; those that need another one stand last, with a note while they have no effect. What needs one of
 * those in turn stands right under it.
 */
export function SettingSection({ group, fields }: SettingSectionProps) {
  const { t } = useTranslation()
  const own = fields.filter((field) => field.group === group)
  const masters = own.filter(({ key, needs }) => !needs && own.some((field) => field.needs === key))
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
        {masters.map((master) => (
          <Dependants key={master.key} master={master} own={own} />
        ))}
      </section>
    </Container>
  )
}

function Dependants({ master, own }: { master: SettingField; own: SettingField[] }) {
  const { t, i18n } = useTranslation()
  const isIdle = useIsOff(master)
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
      <Settings
        fields={own.filter(({ needs }) => needs === master.key)}
        own={own}
        idleNoteId={isIdle ? noteId : undefined}
      />
    </>
  )
}

function useIsOff({ key }: SettingField): boolean {
  const { control } = useFormContext<SettingValues>()
  return useWatch({ control, name: key }) !== true
}

type SettingsProps = {
  fields: SettingField[]
  /** The whole group: what of it needs one of the `fields` stands under that. */
  own?: SettingField[]
  idleNoteId?: string
}

/** First what is on or off, then what is filled in; mappings take the whole width. */
function Settings({ fields, own = [], idleNoteId }: SettingsProps) {
  const flags = fields.filter(({ kind }) => kind === "flag")
  const others = fields.filter(({ kind }) => kind !== "flag")
  return (
    <>
      {flags.length > 0 && (
        <div className="flex flex-col gap-y-5 px-6 py-4">
          {flags.map((field) => (
            <Fragment key={field.key}>
              <SettingRow field={field} idleNoteId={idleNoteId} />
              {own
                .filter(({ needs }) => needs === field.key)
                .map((dependant) => (
                  <Dependant key={dependant.key} field={dependant} master={field} idleNoteId={idleNoteId} />
                ))}
            </Fragment>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div className="grid grid-cols-1 gap-x-6 gap-y-5 px-6 py-4 md:grid-cols-2">
          {others.map((field) => (
            <div
              key={field.key}
              className={clx("row-span-2 grid min-w-0 grid-rows-subgrid gap-y-2", {
                "md:col-span-2": field.kind === "mapping",
              })}
            >
              <SettingRow field={field} idleNoteId={idleNoteId} />
            </div>
          ))}
        </div>
      )}
    </>
  )
}

type DependantProps = { field: SettingField; master: SettingField; idleNoteId?: string }

/** A setting right under the one that it needs, with a line on why it has no effect while that is off. */
function Dependant({ field, master, idleNoteId }: DependantProps) {
  const { t, i18n } = useTranslation()
  const isIdle = useIsOff(master)
  const noteId = `specter-${field.key}-needed`
  return (
    <div className="flex flex-col gap-y-2 pl-10">
      <SettingRow field={field} idleNoteId={idleNoteId ?? (isIdle ? noteId : undefined)} />
      {isIdle && !idleNoteId && (
        <Text id={noteId} size="small" className="text-ui-fg-subtle pl-10">
          {t("specter.settings.no_effect_here", { setting: master.label[languageOf(i18n.language)] })}
        </Text>
      )}
    </div>
  )
}
