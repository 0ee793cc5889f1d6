import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Transfer } from "../../lib/answers"
import { useTransfers } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { labelOf, subjectPath } from "../../lib/subject-path"
import { Confirm } from "../confirm"
import { EmptyState } from "../empty-state"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { ReasonNote } from "../reason-note"
import { Section } from "../section"
import { StateBadge } from "../state-badge"
import { NEEDS_YOU, RETRIABLE } from "../transfers/states"
import { useRetry } from "../transfers/use-retry"

const SHOWN = 5

/** What failed and why, with "Transfer" for one or all of it. */
export function AttentionSection({ canSend }: { canSend: boolean }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { data, isError, error, refetch } = useTransfers({ state: NEEDS_YOU, limit: SHOWN })
  return (
    <Section
      title={t("specter.overview.attention.title")}
      actions={canSend && data?.count ? <RetryAll /> : undefined}
    >
      {isError ? (
        <LoadError error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.count === 0 ? (
        <EmptyState
          title={t("specter.overview.attention.empty")}
          description={t("specter.overview.attention.empty_text")}
        />
      ) : (
        <>
          <ul className="divide-y">
            {data.transfers.map((transfer) => (
              <AttentionRow key={transfer.id} transfer={transfer} canSend={canSend} />
            ))}
          </ul>
          {data.count > SHOWN && (
            <div className="flex justify-center px-6 py-3">
              <Button size="small" variant="transparent" asChild>
                <Link to="/specter/transfers?state=needs_you">
                  {t("specter.overview.attention.show_all", {
                    count: data.count,
                    number: number(data.count),
                  })}
                </Link>
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  )
}

function AttentionRow({ transfer, canSend }: { transfer: Transfer; canSend: boolean }) {
  const { t } = useTranslation()
  const { retry, isAsking } = useRetry()
  const { relative } = useFormat()
  const path = subjectPath(transfer)
  const label = labelOf(transfer)
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="txt-compact-small flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-ui-fg-subtle">{t(`specter.common.kind.${transfer.kind}`)}</span>
          {path ? (
            <Link
              to={path}
              className="txt-compact-small-plus text-ui-fg-base underline-offset-2 hover:underline"
            >
              {label}
            </Link>
          ) : (
            <span className="txt-compact-small-plus">{label}</span>
          )}
          <StateBadge state={transfer.state} />
          <span className="text-ui-fg-subtle">{relative(transfer.updated_at)}</span>
        </div>
        {RETRIABLE.includes(transfer.state)
          ? canSend && (
              <Button
                size="small"
                variant="secondary"
                isLoading={isAsking(transfer.id)}
                aria-label={t("specter.overview.attention.transfer_this", { label })}
                onClick={() => retry({ ids: [transfer.id] })}
              >
                {t("specter.overview.attention.transfer")}
              </Button>
            )
          : path && (
              <Button size="small" variant="secondary" asChild>
                <Link to={path}>{t("specter.overview.attention.decide")}</Link>
              </Button>
            )}
      </div>
      {transfer.reason && <ReasonNote reason={transfer.reason} words={transfer.words} />}
    </li>
  )
}

function RetryAll() {
  const { t } = useTranslation()
  const { retry, isPending } = useRetry()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="small" variant="secondary" isLoading={isPending} onClick={() => setAsking(true)}>
        {t("specter.overview.attention.transfer_all")}
      </Button>
      <Confirm
        open={isAsking}
        title={t("specter.overview.attention.all_title")}
        description={t("specter.overview.attention.all_text")}
        action={t("specter.overview.attention.transfer_all")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          retry({ state: ["rejected", "failed"] })
        }}
      />
    </>
  )
}
