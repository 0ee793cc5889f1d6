import { Button, Heading, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useTransfers } from "../../lib/api"
import type { Transfer } from "../../lib/answers"
import { useFormat } from "../../lib/format"
import { labelOf, subjectPath } from "../../lib/subject-path"
import { DetailDrawer } from "../detail-drawer"
import { Fact, Facts } from "../facts"
import { ReasonNote } from "../reason-note"
import { StateBadge } from "../state-badge"
import { Decide } from "./decide"
import { isForDecision, RETRIABLE } from "./states"
import { useRetry } from "./use-retry"
import { TextLink } from "../text-link"

type TransferDrawerProps = { transfer: Transfer; canSend: boolean; onClose: () => void }

/** All there is to know of a transfer, as it is now: it keeps up while it is open. */
export function TransferDrawer({ transfer, canSend, onClose }: TransferDrawerProps) {
  const { t } = useTranslation()
  const { retry, isPending } = useRetry()
  const live = useTransfers({ kind: transfer.kind, subject_id: transfer.subject_id, limit: 1 })
  const now = live.data?.transfers[0] ?? transfer
  const path = subjectPath(now)

  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={labelOf(now)}
      description={t(`specter.common.kind.${now.kind}`)}
      footer={
        canSend &&
        RETRIABLE.includes(now.state) && (
          <Button size="small" isLoading={isPending} onClick={() => retry({ ids: [now.id] })}>
            {t("specter.transfers.transfer")}
          </Button>
        )
      }
    >
      <div role="status" aria-live="polite" className="flex flex-col gap-y-3">
        <StateBadge state={now.state} />
        <Remarks transfer={now} />
      </div>
      {canSend && isForDecision(now) && <Decide transfer={now} />}
      <TransferFacts transfer={now} />
      {path && (
        <TextLink to={path}>
          {t("specter.transfers.details.subject")}: {labelOf(now)}
        </TextLink>
      )}
    </DetailDrawer>
  )
}

function Remarks({ transfer: { kind, state, reason, words, notes } }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const isHarmless = state === "skipped" || state === "waiting" || state === "sending"
  return (
    <>
      {reason && <ReasonNote reason={reason} words={words} tone={isHarmless ? "info" : "error"} />}
      {state === "unconfirmed" && kind === "order" && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("specter.transfers.details.unconfirmed")}
        </Text>
      )}
      {notes.length > 0 && (
        <div className="flex flex-col gap-y-2">
          <Heading level="h3">{t("specter.transfers.details.notes")}</Heading>
          {notes.map((note, index) => (
            <ReasonNote key={index} reason={note} tone="warning" />
          ))}
        </div>
      )}
    </>
  )
}

function TransferFacts({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const { number, dateTime } = useFormat()
  const name = (key: string) => t(`specter.transfers.details.${key}`)
  return (
    <Facts>
      {transfer.specter_number && (
        <Fact inset={false} name={name("number")}>
          {transfer.specter_number}
        </Fact>
      )}
      {transfer.sent_at && (
        <Fact inset={false} name={name("sent")}>
          {dateTime(transfer.sent_at)}
        </Fact>
      )}
      {transfer.due_at && (
        <Fact inset={false} name={name("next")}>
          {dateTime(transfer.due_at)}
        </Fact>
      )}
      {transfer.attempts > 0 && (
        <Fact inset={false} name={name("attempts")}>
          {number(transfer.attempts)}
        </Fact>
      )}
      <Fact inset={false} name={name("changed")}>
        {dateTime(transfer.updated_at)}
      </Fact>
      <Fact inset={false} name={name("first")}>
        {dateTime(transfer.created_at)}
      </Fact>
    </Facts>
  )
}
