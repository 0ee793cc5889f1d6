import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { CustomerTransfer, Transfer } from "../../lib/answers"
import { useCustomerTransfer, useSendToSpecter, useStatus } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { useFailureText } from "../../lib/use-failure-text"
import { Fact, Facts } from "../facts"
import { Incomplete } from "../incomplete"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { Note } from "../note"
import { Outcome, type OutcomeWords } from "../outcome"
import { ReasonNote } from "../reason-note"
import { Section } from "../section"
import { StateBadge } from "../state-badge"
import { StatusError } from "../status-error"

/** A customer in Specter: its number there, or why it is not there, and the button that sends it. */
export function CustomerPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const { data: customer, isError, error, refetch } = useCustomerTransfer(customerId)
  const statusQuery = useStatus()
  if (!customer) {
    return (
      <Section title={t("specter.customer.title")}>
        {isError ? <LoadError error={error} onRetry={refetch} /> : <Loading rows={2} />}
      </Section>
    )
  }
  const { transfer, specter_number } = customer
  const connection = statusQuery.data?.connection
  const state = transfer?.state ?? (specter_number ? "sent" : null)
  return (
    <Section title={t("specter.customer.title")} badge={<StateBadge state={state} />}>
      <StatusError query={statusQuery} />
      {connection && connection.problems.length > 0 && (
        <div className="px-6 py-4">
          <Incomplete connection={connection} />
        </div>
      )}
      <CustomerFacts customer={customer} />
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <CustomerState customer={customer} />
        {connection?.on && <SendButton customerId={customerId} isSending={state === "sending"} />}
      </div>
    </Section>
  )
}

function CustomerFacts({ customer: { transfer, specter_number } }: { customer: CustomerTransfer }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  if (!specter_number && !transfer?.sent_at) {
    return null
  }
  return (
    <Facts>
      {specter_number && <Fact name={t("specter.customer.number")}>{specter_number}</Fact>}
      {transfer?.sent_at && <Fact name={t("specter.customer.sent_at")}>{dateTime(transfer.sent_at)}</Fact>}
    </Facts>
  )
}

function CustomerState({ customer: { transfer, specter_number } }: { customer: CustomerTransfer }) {
  const { t } = useTranslation()
  if (!transfer) {
    return specter_number ? null : (
      <Note title={t("specter.customer.none")}>{t("specter.customer.none_text")}</Note>
    )
  }
  const isHarmless = transfer.state === "skipped" || transfer.state === "waiting"
  return (
    <>
      {transfer.reason ? (
        <ReasonNote reason={transfer.reason} words={transfer.words} tone={isHarmless ? "info" : "error"} />
      ) : (
        transfer.state === "waiting" && <Note>{t("specter.customer.waiting")}</Note>
      )}
      {transfer.notes.map((note, index) => (
        <ReasonNote key={index} reason={note} tone="warning" />
      ))}
    </>
  )
}

function SendButton({ customerId, isSending }: { customerId: string; isSending: boolean }) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const [outcome, setOutcome] = useState<OutcomeWords>()
  const { mutate, isPending } = useSendToSpecter()
  const words = ([transfer]: Transfer[]): OutcomeWords => {
    if (transfer?.state === "sent") {
      const { specter_number: number } = transfer
      return { ok: true, text: t(`specter.customer.${number ? "done_number" : "done"}`, { number }) }
    }
    const isMoving = transfer?.state === "waiting" || transfer?.state === "sending"
    return { ok: isMoving, text: t(`specter.customer.${isMoving ? "waiting" : "not_done"}`) }
  }
  const send = () => {
    setOutcome(undefined)
    mutate(
      { kind: "customer", subject_ids: [customerId] },
      {
        onSuccess: (transfers) => setOutcome(words(transfers)),
        onError: (error) => setOutcome({ ok: false, text: failureText(error) }),
      }
    )
  }
  return (
    <div className="flex flex-col">
      <Button
        size="small"
        variant="secondary"
        className="w-full"
        isLoading={isPending}
        disabled={isSending}
        onClick={send}
      >
        {t("specter.customer.send")}
      </Button>
      <Outcome outcome={outcome} className="pt-3" />
    </div>
  )
}
