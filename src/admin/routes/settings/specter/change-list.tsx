import { useTranslation } from "react-i18next"
import { useFormat } from "../../../lib/format"
import { languageOf } from "../../../lib/reason-text"
import { type Change, isPaymentCode } from "./setting-values"
import { thingsFor, useThings } from "./store-things"

/** What was changed, or is about to be: old → new, a line for each setting. */
export function ChangeList({ changes }: { changes: Change[] }) {
  return (
    <ul className="flex list-disc flex-col gap-y-0.5 pl-4">
      {changes.map((change) => (
        <ChangeLine key={change.field.key} {...change} />
      ))}
    </ul>
  )
}

function ChangeLine({ field, before, after }: Change) {
  const { t, i18n } = useTranslation()
  const { date } = useFormat()
  const { data: things = [] } = useThings(thingsFor(field), i18n.language)
  const language = languageOf(i18n.language)
  const nameOf = (id: string) => things.find((thing) => thing.id === id)?.name ?? id

  const inWords = (value: unknown): string => {
    if (value === null || value === undefined || value === "") {
      return t("specter.settings.empty")
    }
    if (typeof value === "boolean") {
      return t(`specter.common.${value ? "on" : "off"}`)
    }
    if (typeof value === "object") {
      const rows = Object.entries(value).map(([id, row]) => `${nameOf(id)}: ${codeInWords(row)}`)
      return rows.join(", ") || t("specter.settings.empty")
    }
    if (field.kind === "date") {
      return date(String(value))
    }
    return field.choices?.[String(value)]?.[language] ?? nameOf(String(value))
  }
  const codeInWords = (row: unknown): string =>
    isPaymentCode(row)
      ? [row.code, row.merchant_id, row.prepaid && t("specter.settings.prepaid")].filter(Boolean).join(" · ")
      : String(row)

  return (
    <li className="break-words">
      <span className="font-medium">{field.label[language]}</span>: {inWords(before)} → {inWords(after)}
    </li>
  )
}
