import { useTranslation } from "react-i18next"
import type { Connection, OptionProblem } from "../lib/answers"
import { Note } from "./note"

/** Says which options keep the plugin off, or make it work less well, and where to set them; else nothing. */
export function Incomplete({ connection, className }: { connection: Connection; className?: string }) {
  const { t } = useTranslation()
  const { problems, warnings } = connection
  if (!problems.length && !warnings.length) {
    return null
  }
  return (
    <Note
      tone={problems.length ? "error" : "warning"}
      title={t(`specter.common.incomplete.${problems.length ? "title" : "warning_title"}`)}
      className={className}
    >
      {problems.length > 0 && <p>{t("specter.common.incomplete.text")}</p>}
      <ul className="flex list-disc flex-col gap-y-1 pl-4">
        {[...problems, ...warnings].map((problem) => (
          <li key={problem.option}>
            <OptionName option={problem.option} /> <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
      <p>{t("specter.common.incomplete.where")}</p>
    </Note>
  )
}

function OptionName({ option }: { option: string }) {
  const { t, i18n } = useTranslation()
  const key = `specter.common.option.${option}`
  return (
    <>
      <code className="txt-compact-small text-ui-fg-base font-mono">{option}</code>
      {i18n.exists(key) && ` (${t(key)})`}
    </>
  )
}

// The server's words are English; those that every merchant may meet have words of their own.
function ProblemText({ problem: { option, problem } }: { problem: OptionProblem }) {
  const { t } = useTranslation()
  if (option === "capture_when_invoiced") {
    return <>{t("specter.common.incomplete.capture_without_callbacks")}</>
  }
  if (problem.startsWith("is no option")) {
    return <>{t("specter.common.incomplete.unknown")}</>
  }
  if (!problem.startsWith("is missing")) {
    return <>{problem}</>
  }
  const isForCallbacks = option === "publicUrl" || option === "callbackSecret"
  return <>{t(`specter.common.incomplete.${isForCallbacks ? "without_callbacks" : "missing"}`)}</>
}
