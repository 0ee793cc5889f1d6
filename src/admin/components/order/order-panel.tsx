import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { OrderTransfer, Status } from "../../lib/answers"
import { type Resolution, useOrder, useStatus, useTransferOrder } from "../../lib/api"
import { useFailureText } from "../../lib/use-failure-text"
import { Incomplete } from "../incomplete"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { Note } from "../note"
import { Outcome, type OutcomeWords } from "../outcome"
import { Section } from "../section"
import { StateBadge } from "../state-badge"
import { StatusError } from "../status-error"
import { OrderFacts } from "./order-facts"
import { OrderRelated } from "./order-related"
import { OrderRemarks } from "./order-remarks"
import { OrderState } from "./order-state"
import { PreviewButton } from "./preview-button"
import { Unconfirmed } from "./unconfirmed"
import { TextLink } from "../text-link"

export type Decision = { resolution?: Resolution; specter_order_number?: string }

/** An order in Specter: that it is there and what Specter tells of it, or why it is not and the button that sends it. */
export function OrderPanel({ orderId }: { orderId: string }) {
  const { t } = useTranslation()
  const { data: order, isError, error, refetch } = useOrder(orderId)
  const statusQuery = useStatus()
  const { data: status } = statusQuery
  if (!order) {
    return (
      <Section title={t("specter.order.title")}>
        {isError ? <LoadError error={error} onRetry={refetch} /> : <Loading />}
      </Section>
    )
  }
  return (
    <Section title={t("specter.order.title")} badge={<StateBadge state={shownState(order)} />}>
      <StatusError query={statusQuery} />
      {status && <Hindrance status={status} />}
      <Panel order={order} isOn={status?.connection.on ?? false} isPaused={Boolean(status?.pause)} />
    </Section>
  )
}

const shownState = ({ transferred, state }: OrderTransfer) => (transferred ? "sent" : state)

function Panel({ order, isOn, isPaused }: { order: OrderTransfer; isOn: boolean; isPaused: boolean }) {
  const { outcome, transfer, isPending } = useTransfer(order.order_id)
  const isUnconfirmed = order.state === "unconfirmed"
  // What Specter has under its number may be this very order.
  const isInDoubt =
    isUnconfirmed || (order.state === "rejected" && order.reason?.code === "duplicate_order_number")
  return (
    <>
      <div className="flex flex-col gap-y-3 px-6 py-4 empty:hidden">
        <OrderState order={order} isPaused={isPaused} hasButton={isOn && order.can_transfer} />
        {isOn && (isUnconfirmed || order.can_transfer || outcome) && (
          <div className="flex flex-col">
            {isInDoubt && <Unconfirmed order={order} isPending={isPending} onDecide={transfer} />}
            {!isUnconfirmed && order.can_transfer && (
              <TransferButton isPending={isPending} onPress={() => transfer({})} />
            )}
            <Outcome outcome={outcome} className="pt-3 first:pt-0" />
          </div>
        )}
        <OrderRemarks order={order} />
      </div>
      {order.transferred && <OrderFacts order={order} />}
      <OrderRelated related={order.related} canDecide={isOn} />
      <div className="flex px-6 py-4">
        <PreviewButton orderId={order.order_id} isTransferred={order.transferred} />
      </div>
    </>
  )
}

function TransferButton({ isPending, onPress }: { isPending: boolean; onPress: () => void }) {
  const { t } = useTranslation()
  return (
    <Button size="small" className="mt-4 w-full first:mt-0" isLoading={isPending} onClick={onPress}>
      {t("specter.order.transfer")}
    </Button>
  )
}

function useTransfer(orderId: string) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const [outcome, setOutcome] = useState<OutcomeWords>()
  const { mutate, isPending } = useTransferOrder(orderId)
  const words = ({
    transferred,
    state,
    specter_order_number: number,
  }: OrderTransfer): OutcomeWords | undefined => {
    if (transferred) {
      return { ok: true, text: t(`specter.order.${number ? "done_number" : "done"}`, { number }) }
    }
    // What waits is on its way, and the panel says so.
    return state === "waiting" || state === "sending"
      ? undefined
      : { ok: false, text: t("specter.order.not_done") }
  }
  return {
    outcome,
    isPending,
    transfer: (decision: Decision) => {
      setOutcome(undefined)
      mutate(decision, {
        onSuccess: (order) => setOutcome(words(order)),
        onError: (error) => setOutcome({ ok: false, text: failureText(error) }),
      })
    },
  }
}

/** What keeps every order from Specter: missing options, or a pause. */
function Hindrance({ status: { connection, pause } }: { status: Status }) {
  const { t } = useTranslation()
  if (connection.problems.length) {
    return (
      <div className="px-6 py-4">
        <Incomplete connection={connection} />
      </div>
    )
  }
  if (!pause) {
    return null
  }
  return (
    <div className="px-6 py-4">
      <Note tone="warning" title={t("specter.order.paused")}>
        <TextLink to="/specter">{t("specter.order.paused_link")}</TextLink>
      </Note>
    </div>
  )
}
