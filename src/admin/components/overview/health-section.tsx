import {
  CheckCircleSolid,
  ClockSolid,
  ExclamationCircleSolid,
  PauseSolid,
  XCircleSolid,
} from "@medusajs/icons"
import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Connection, ConnectionTest, Status } from "../../lib/answers"
import { useConnectionTest } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { CAUSES, useReasonText, useWordsText } from "../../lib/reason-text"
import { useFailureText } from "../../lib/use-failure-text"
import { Fact, Facts } from "../facts"
import { Outcome, type OutcomeWords } from "../outcome"
import { Section } from "../section"
import { figuresOf, type Health, healthOf } from "./health"

const ICONS = {
  off: XCircleSolid,
  account: PauseSolid,
  outage: PauseSolid,
  attention: ExclamationCircleSolid,
  callbacks: ExclamationCircleSolid,
  pulls: ExclamationCircleSolid,
  moving: ClockSolid,
  untested: ClockSolid,
  good: CheckCircleSolid,
} as const satisfies Record<Health, unknown>

const COLOURS = {
  off: "text-ui-tag-red-icon",
  account: "text-ui-tag-red-icon",
  outage: "text-ui-tag-orange-icon",
  attention: "text-ui-tag-orange-icon",
  callbacks: "text-ui-tag-orange-icon",
  pulls: "text-ui-tag-orange-icon",
  moving: "text-ui-tag-blue-icon",
  untested: "text-ui-tag-blue-icon",
  good: "text-ui-tag-green-icon",
} as const satisfies Record<Health, string>

/** At a glance whether all is well, and if it is not, why. */
export function HealthSection({ status }: { status: Status }) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<OutcomeWords>()
  const { connection } = status
  return (
    <Section
      level="h1"
      title={t("specter.overview.menu")}
      actions={
        <>
          <Button size="small" variant="secondary" asChild>
            <Link to="/settings/specter">{t("specter.common.open_settings")}</Link>
          </Button>
          {connection.on && <TestButton onOutcome={setOutcome} />}
        </>
      }
    >
      <div className="flex flex-col px-6 py-4">
        <HealthLine status={status} />
        <Outcome outcome={outcome} className="pt-4" />
      </div>
      {connection.on && <ConnectionFacts connection={connection} />}
    </Section>
  )
}

function HealthLine({ status }: { status: Status }) {
  const { t } = useTranslation()
  const wordsText = useWordsText()
  const { relative, dateTime } = useFormat()
  const health = healthOf(status)
  const { waiting, attention } = figuresOf(status)
  const { pause } = status
  const counts: Partial<Record<Health, number>> = {
    attention,
    callbacks: status.health.callbacks_given_up,
    moving: waiting,
  }
  const Icon = ICONS[health]
  return (
    <div role="status" className="flex items-start gap-x-3">
      <Icon aria-hidden className={`${COLOURS[health]} mt-0.5 shrink-0`} />
      <div className="flex min-w-0 flex-col gap-y-1 break-words">
        <Heading level="h2">{t(`specter.overview.health.${health}`, { count: counts[health] })}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`specter.overview.health.${health}_text`, { when: relative(pause?.probe_at) })}
          {pause?.paused_at &&
            ` ${t("specter.overview.health.paused_since", { when: dateTime(pause.paused_at) })}`}
        </Text>
        {pause?.words && (
          <Text size="small" className="text-ui-fg-subtle">
            {wordsText(CAUSES[pause.cause], pause.words)}
          </Text>
        )}
      </div>
    </div>
  )
}

function TestButton({ onOutcome }: { onOutcome: (outcome: OutcomeWords | undefined) => void }) {
  const { t } = useTranslation()
  const reasonText = useReasonText()
  const wordsText = useWordsText()
  const failureText = useFailureText()
  const { mutate, isPending } = useConnectionTest()
  const words = (test: ConnectionTest): string => {
    if (test.ok) {
      return t(`specter.overview.connection.${test.callbacks_registered ? "ok_callbacks" : "ok"}`)
    }
    const { text, todo } = reasonText(test.reason)
    const theirs = test.words ? wordsText(test.reason.code, test.words) : ""
    return [text, theirs, todo].filter(Boolean).join(" ")
  }
  const test = () => {
    onOutcome(undefined)
    mutate(undefined, {
      onSuccess: (answer) => onOutcome({ ok: answer.ok, text: words(answer) }),
      onError: (error) => onOutcome({ ok: false, text: failureText(error) }),
    })
  }
  return (
    <Button size="small" isLoading={isPending} onClick={test}>
      {t("specter.overview.connection.test")}
    </Button>
  )
}

function ConnectionFacts({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const { relative } = useFormat()
  const { sbm_id, last_success_at, callbacks_registered } = connection
  return (
    <Facts className="border-ui-border-base">
      <Fact name={t("specter.overview.connection.account")}>{sbm_id ?? "–"}</Fact>
      <Fact name={t("specter.overview.connection.last_success")}>
        {last_success_at ? relative(last_success_at) : t("specter.common.never")}
      </Fact>
      <Fact name={t("specter.overview.connection.callbacks")}>
        {t(`specter.overview.connection.callbacks_${callbacks_registered ? "yes" : "no"}`)}
      </Fact>
    </Facts>
  )
}
