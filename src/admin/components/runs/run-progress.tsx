import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Run, RunState } from "../../lib/answers"
import { useRun } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { labelOf } from "../../lib/subject-path"
import { LoadError } from "../load-error"
import { Note } from "../note"
import { ProgressBar } from "../progress-bar"
import { ReasonNote } from "../reason-note"
import { TextLink } from "../text-link"

const COLOURS = { running: "blue", done: "green", failed: "red" } as const satisfies Record<RunState, string>

const PROBLEMS_SHOWN = 5

/** How far an export or import has come, what is left, and what went wrong. Follows it until it is over. */
export function RunProgress({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: run, isError, error, refetch } = useRun(id)
  if (isError) {
    return <LoadError error={error} onRetry={refetch} />
  }
  if (!run) {
    return null
  }
  return (
    <div className="flex flex-col gap-y-3">
      {run.state === "running" ? <Running run={run} /> : <Finished run={run} />}
      <span role="status" className="sr-only">
        {t(`specter.overview.runs.type.${run.type}`)}: {t(`specter.overview.runs.state.${run.state}`)}
      </span>
      {run.error && <Note tone="error">{run.error}</Note>}
      <Problems run={run} />
    </div>
  )
}

function Running({ run: { type, done, total, outcome } }: { run: Run }) {
  const { t } = useTranslation()
  const words = useOutcomeWords(outcome)
  const label = t(`specter.overview.runs.type.${type}`)
  if (total === 0) {
    return (
      <Text size="small" leading="compact">
        {label}: {t("specter.overview.runs.planning")}
      </Text>
    )
  }
  return (
    <div className="flex flex-col gap-y-1">
      <ProgressBar label={label} done={done} total={total} />
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {[t("specter.overview.runs.left", { count: total - done }), ...words].join(" · ")}
      </Text>
    </div>
  )
}

function Finished({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { relative, duration } = useFormat()
  const words = useOutcomeWords(run.outcome)
  const took = run.finished_at
    ? (new Date(run.finished_at).getTime() - new Date(run.created_at).getTime()) / 1000
    : null
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {t(`specter.overview.runs.type.${run.type}`)}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {words.join(" · ") || (run.state === "done" && t("specter.overview.runs.nothing"))}
        </Text>
      </div>
      <div className="flex flex-col items-start gap-y-1 sm:items-end">
        <StatusBadge color={COLOURS[run.state]}>{t(`specter.overview.runs.state.${run.state}`)}</StatusBadge>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {relative(run.finished_at)}
          {took !== null && `, ${t("specter.overview.runs.duration", { duration: duration(took) })}`}
        </Text>
      </div>
    </div>
  )
}

function Problems({ run: { problems } }: { run: Run }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (!problems.length) {
    return null
  }
  return (
    <details>
      <summary className="txt-compact-small-plus text-ui-fg-base cursor-pointer">
        {t("specter.overview.runs.problems")} ({number(problems.length)})
      </summary>
      <ul className="mt-2 flex flex-col gap-y-2">
        {problems.slice(0, PROBLEMS_SHOWN).map((transfer) => (
          <li key={transfer.id} className="flex flex-col gap-y-1">
            <Text size="small" leading="compact" weight="plus">
              {labelOf(transfer)}
            </Text>
            {transfer.reason && <ReasonNote reason={transfer.reason} words={transfer.words} />}
          </li>
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN && (
        <TextLink to="/specter/transfers?state=needs_you" className="mt-2 inline-block">
          {t("specter.overview.runs.all_problems")}
        </TextLink>
      )}
    </details>
  )
}

const OUTCOMES = [
  "sent",
  "changed",
  "unchanged",
  "skipped",
  "unmatched",
  "problem",
  "noted",
  "rejected",
  "unconfirmed",
  "failed",
  "again",
  "anew",
]

function useOutcomeWords(outcome: Run["outcome"]): string[] {
  const { t } = useTranslation()
  const { number } = useFormat()
  return OUTCOMES.filter((name) => outcome[name]).map((name) =>
    t(`specter.overview.runs.outcome.${name}`, { value: number(outcome[name]) })
  )
}
