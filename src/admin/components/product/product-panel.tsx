import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Transfer, VariantArticle } from "../../lib/answers"
import { useProductArticles, useSendToSpecter, useStatus } from "../../lib/api"
import { useFormat } from "../../lib/format"
import { useFailureText } from "../../lib/use-failure-text"
import { EmptyState } from "../empty-state"
import { Incomplete } from "../incomplete"
import { LoadError } from "../load-error"
import { Loading } from "../loading"
import { Outcome, type OutcomeWords } from "../outcome"
import { ReasonNote } from "../reason-note"
import { Section } from "../section"
import { StateBadge } from "../state-badge"
import { StatusError } from "../status-error"

/** Each variant of a product as an article in Specter, and the buttons that send them. */
export function ProductPanel({ productId }: { productId: string }) {
  const { t } = useTranslation()
  const { data: variants, isError, error, refetch } = useProductArticles(productId)
  const statusQuery = useStatus()
  const { data: status } = statusQuery
  const { send, sending, outcome } = useSend()
  const isOn = status?.connection.on ?? false
  const ids = variants?.map(({ variant_id }) => variant_id) ?? []
  return (
    <Section
      title={t("specter.product.title")}
      text={t("specter.product.text")}
      actions={
        isOn &&
        ids.length > 1 && (
          <Button
            size="small"
            variant="secondary"
            isLoading={sending.length > 1}
            disabled={sending.length === 1}
            onClick={() => void send(ids)}
          >
            {t("specter.product.send_all")}
          </Button>
        )
      }
    >
      <StatusError query={statusQuery} />
      {status && status.connection.problems.length > 0 && (
        <div className="px-6 py-4">
          <Incomplete connection={status.connection} />
        </div>
      )}
      <Outcome outcome={outcome} className="px-6 py-4" />
      {isError ? (
        <LoadError error={error} onRetry={refetch} />
      ) : !variants ? (
        <Loading />
      ) : variants.length === 0 ? (
        <EmptyState title={t("specter.product.empty")} description={t("specter.product.empty_text")} />
      ) : (
        <ul className="divide-y">
          {variants.map((variant) => (
            <Variant
              key={variant.variant_id}
              variant={variant}
              canSend={isOn}
              isSending={sending.includes(variant.variant_id)}
              isBusy={sending.length > 0}
              onSend={() => void send([variant.variant_id])}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

type VariantProps = {
  variant: VariantArticle
  canSend: boolean
  isSending: boolean
  /** Something of the product is being sent: this or another variant. */
  isBusy: boolean
  onSend: () => void
}

function Variant({ variant, canSend, isSending, isBusy, onSend }: VariantProps) {
  const { t } = useTranslation()
  const { title, sku, transfer } = variant
  const isHarmless = transfer?.state === "skipped" || transfer?.state === "waiting"
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4">
      <div className="grid grid-cols-1 items-center gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_6.5rem_9rem_auto]">
        <div className="min-w-0">
          <Text size="small" leading="compact" weight="plus" className="break-words">
            {title ?? sku}
          </Text>
          <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
            {t("specter.product.article")} {sku ?? t("specter.product.no_sku")}
          </Text>
        </div>
        <StateBadge state={transfer?.state ?? null} />
        <StockFigure variant={variant} />
        {canSend && (
          <Button
            size="small"
            variant="secondary"
            className="w-fit"
            isLoading={isSending}
            disabled={isBusy}
            aria-label={t("specter.product.send_this", { variant: title ?? sku })}
            onClick={onSend}
          >
            {t("specter.product.send")}
          </Button>
        )}
      </div>
      {transfer?.reason && (
        <ReasonNote reason={transfer.reason} words={transfer.words} tone={isHarmless ? "info" : "error"} />
      )}
      {transfer?.notes.map((note, index) => (
        <ReasonNote key={index} reason={note} tone="warning" />
      ))}
    </li>
  )
}

function StockFigure({ variant: { stock_figure, stock_at } }: { variant: VariantArticle }) {
  const { t } = useTranslation()
  const { number, relative } = useFormat()
  const isKnown = stock_figure !== null
  return (
    <div>
      <Text size="small" leading="compact">
        {t("specter.product.stock")}:{" "}
        <span className="tabular-nums">{isKnown ? number(stock_figure) : "–"}</span>
      </Text>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {isKnown
          ? t("specter.product.stock_at", { when: relative(stock_at) })
          : t("specter.product.stock_none")}
      </Text>
    </div>
  )
}

/** As many as the route takes at once. */
const AT_ONCE = 100

function useSend() {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const { mutateAsync } = useSendToSpecter()
  const [sending, setSending] = useState<string[]>([])
  const [outcome, setOutcome] = useState<OutcomeWords>()

  const words = (transfers: Transfer[]): OutcomeWords => {
    const count = (states: string[]) => transfers.filter(({ state }) => states.includes(state)).length
    const [sent, moving] = [count(["sent"]), count(["waiting", "sending"])]
    const others = transfers.length - sent - moving
    return {
      ok: others === 0,
      text: [
        sent > 0 && t("specter.product.sent", { count: sent }),
        others > 0 && t("specter.product.not_sent", { count: others }),
        moving > 0 && t("specter.product.queued"),
      ]
        .filter(Boolean)
        .join(" "),
    }
  }

  const send = async (ids: string[]) => {
    setOutcome(undefined)
    setSending(ids)
    try {
      const transfers: Transfer[] = []
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const subject_ids = ids.slice(from, from + AT_ONCE)
        transfers.push(...(await mutateAsync({ kind: "article", subject_ids })))
      }
      setOutcome(words(transfers))
    } catch (error) {
      setOutcome({ ok: false, text: failureText(error) })
    } finally {
      setSending([])
    }
  }
  return { send, sending, outcome }
}
