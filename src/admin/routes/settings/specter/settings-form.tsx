import { toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { FormProvider, useForm, useWatch } from "react-hook-form"
import { useTranslation } from "react-i18next"
import { Confirm } from "../../../components/confirm"
import type { SettingField, SettingGroup, SettingValues } from "../../../lib/answers"
import { useUpdateSettings } from "../../../lib/api"
import { errorText } from "../../../lib/error-text"
import { languageOf } from "../../../lib/reason-text"
import { type FieldError, fieldErrors } from "./field-errors"
import { SaveBar } from "./save-bar"
import { SettingSection } from "./setting-section"
import { type Change, changesIn, formValues, riskyOf } from "./setting-values"
import { UnsavedGuard } from "./unsaved-guard"

const GROUPS: SettingGroup[] = [
  "orders",
  "import",
  "deletion",
  "customers",
  "payments",
  "articles",
  "stock",
  "advanced",
]

/** A reset would else keep what the merchant has typed, as a refetch must. */
const TAKE_ALL = { keepDirtyValues: false }

type SettingsFormProps = { settings: SettingValues; fields: SettingField[] }

/** Every setting of the catalogue. Only what was changed is sent, after the risky ones were confirmed. */
export function SettingsForm({ settings, fields }: SettingsFormProps) {
  const { t, i18n } = useTranslation()
  const update = useUpdateSettings()
  const form = useForm<SettingValues>({
    values: formValues(settings, fields),
    resetOptions: { keepDirtyValues: true },
  })
  const changes = changesIn(fields, settings, { ...settings, ...useWatch({ control: form.control }) })
  const [confirming, setConfirming] = useState<Change[]>([])
  const [saved, setSaved] = useState<Change[]>([])
  const [error, setError] = useState<string>()
  useEffect(() => {
    if (changes.length > 0) {
      setSaved([])
    }
  }, [changes.length])

  const save = async () => {
    setConfirming([])
    setError(undefined)
    try {
      await update.mutateAsync(Object.fromEntries(changes.map(({ field, after }) => [field.key, after])))
      form.reset(form.getValues(), TAKE_ALL)
      setSaved(changes)
      toast.success(t("specter.settings.saved_count", { count: changes.length }))
    } catch (failure) {
      showRefusal(failure)
    }
  }

  const showRefusal = (failure: unknown) => {
    const words = errorText(failure)
    const { errors, rest } = fieldErrors(words ?? t("specter.common.no_answer"), fields)
    for (const error of errors) {
      form.setError(error.key, { type: error.row, message: inWords(error) })
    }
    if (errors.length) {
      const [{ key, row }] = errors
      document.querySelector(`[data-setting="${key}"]`)?.scrollIntoView({ block: "center" })
      document.getElementById(["specter", key, row].filter(Boolean).join("-"))?.focus()
    }
    setError(rest)
    toast.error(t("specter.settings.not_saved"))
  }

  const inWords = ({ key, error, limit, words }: FieldError) => {
    const hint = fields.find((field) => field.key === key)?.hint?.[languageOf(i18n.language)]
    if (error === "pattern" && hint) {
      return hint
    }
    return error === "pattern" || error === "other" ? words : t(`specter.settings.error.${error}`, { limit })
  }

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const risky = riskyOf(changes)
    form.clearErrors()
    if (risky.length) {
      setConfirming(risky)
    } else if (changes.length) {
      void save()
    }
  }

  const discard = () => {
    form.reset(formValues(settings, fields), TAKE_ALL)
    setError(undefined)
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        // What gets the focus stops above the bar.
        className="flex flex-col gap-y-3 [&_[data-setting]_*]:scroll-mb-24"
        aria-label={t("specter.settings.form")}
        onSubmit={submit}
      >
        {GROUPS.map((group) => (
          <SettingSection key={group} group={group} fields={fields} />
        ))}
        <SaveBar
          changes={changes}
          saved={saved}
          error={error}
          isSaving={update.isPending}
          onDiscard={discard}
          onDismiss={() => setSaved([])}
        />
      </form>
      <Confirm
        open={confirming.length > 0}
        title={t("specter.settings.confirm.title")}
        description={<Warnings risky={confirming} language={languageOf(i18n.language)} />}
        action={t("specter.settings.confirm.action")}
        danger
        onConfirm={() => void save()}
        onCancel={() => setConfirming([])}
      />
      <UnsavedGuard when={changes.length > 0 && !update.isPending} />
    </FormProvider>
  )
}

function Warnings({ risky, language }: { risky: Change[]; language: "en" | "sv" }) {
  return risky.map(({ field }) => (
    <span key={field.key} className="mb-2 block">
      <span className="text-ui-fg-base block font-medium">{field.label[language]}</span>
      {field.warning?.[language]}
    </span>
  ))
}
