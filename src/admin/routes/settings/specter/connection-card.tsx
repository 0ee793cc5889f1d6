import { Button, Container, Heading, StatusBadge, Text, toast } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Incomplete } from "../../../components/incomplete"
import { Note } from "../../../components/note"
import type { Connection, Pause } from "../../../lib/answers"
import { useConnectionTest } from "../../../lib/api"
import { errorText } from "../../../lib/error-text"
import { useFormat } from "../../../lib/format"
import { CAUSES, useReasonText, useWordsText } from "../../../lib/reason-text"

type ConnectionCardProps = { connection: Connection; pause: Pause | null }

const CALLBACKS = ["stock", "articles", "orders", "invoice", "order_removed"] as const

/** Which account the store speaks with, how that went last, and what keeps it from working. */
export function ConnectionCard({ connection, pause }: ConnectionCardProps) {
  const { t } = useTranslation()
  const wordsText = useWordsText()
  const { dateTime, relative } = useFormat()
  const { sbm_id, base_url, last_success_at, tested_at, callbacks_refused } = connection
  return (
    <Container className="divide-y p-0">
      <section aria-labelledby="specter-connection" className="divide-y">
        <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
          <div>
            <Heading id="specter-connection">{t("specter.common.name")}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {t("specter.settings.intro")}
            </Text>
          </div>
          <div className="flex items-center gap-x-3">
            <ConnectionBadge connection={connection} pause={pause} />
            <TestButton disabled={!connection.on} />
          </div>
        </div>
        <Incomplete connection={connection} className="mx-6 my-4" />
        {pause && (
          <Note tone="error" title={t(`specter.settings.pause.${pause.cause}`)} className="mx-6 my-4">
            {pause.words && <p>{wordsText(CAUSES[pause.cause], pause.words)}</p>}
          </Note>
        )}
        <dl className="divide-y">
          <Fact name={t("specter.settings.connection.sbm_id")}>{sbm_id ?? "–"}</Fact>
          <Fact name={t("specter.settings.connection.address")}>{base_url ?? "–"}</Fact>
          <Fact name={t("specter.settings.connection.last_success")}>
            {last_success_at ? (
              <time
                dateTime={last_success_at}
              >{`${dateTime(last_success_at)} (${relative(last_success_at)})`}</time>
            ) : (
              t("specter.common.never")
            )}
          </Fact>
          <Fact name={t("specter.settings.connection.tested")}>
            {tested_at ? dateTime(tested_at) : t("specter.common.never")}
          </Fact>
          <Fact name={t("specter.settings.connection.callbacks")}>
            <Callbacks connection={connection} />
          </Fact>
          {callbacks_refused > 0 && (
            <Fact name={t("specter.settings.connection.refused")}>
              {t("specter.settings.connection.refused_count", { count: callbacks_refused })}
            </Fact>
          )}
        </dl>
      </section>
    </Container>
  )
}

function ConnectionBadge({ connection, pause }: ConnectionCardProps) {
  const { t } = useTranslation()
  const [color, word] = !connection.on
    ? (["red", "incomplete"] as const)
    : pause
      ? (["red", "paused"] as const)
      : connection.last_success_at
        ? (["green", "works"] as const)
        : (["grey", "untried"] as const)
  return <StatusBadge color={color}>{t(`specter.settings.connection.state.${word}`)}</StatusBadge>
}

function TestButton({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation()
  const test = useConnectionTest()
  const reasonText = useReasonText()
  const wordsText = useWordsText()
  const press = async () => {
    try {
      const result = await test.mutateAsync()
      if (result.ok) {
        toast.success(t("specter.settings.connection.test_ok"), {
          description: t(`specter.settings.connection.${result.callbacks_registered ? "told" : "not_told"}`),
        })
      } else {
        const { text, todo } = reasonText(result.reason)
        toast.error(text, {
          description: result.words ? wordsText(result.reason.code, result.words) : todo,
        })
      }
    } catch (error) {
      toast.error(t("specter.common.went_wrong"), {
        description: errorText(error) ?? t("specter.common.no_answer"),
      })
    }
  }
  return (
    <Button
      size="small"
      variant="secondary"
      disabled={disabled}
      isLoading={test.isPending}
      onClick={() => void press()}
    >
      {t("specter.settings.connection.test")}
    </Button>
  )
}

/** Which of the store's addresses Specter calls, without their secret. */
function Callbacks({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const { callbacks_registered, callbacks_registered_at, public_url } = connection
  if (!callbacks_registered) {
    return t(`specter.settings.connection.${public_url ? "callbacks_pending" : "callbacks_off"}`)
  }
  return (
    <div className="flex flex-col gap-y-1">
      <ul className="flex flex-wrap gap-1.5">
        {CALLBACKS.map((name) => (
          <li key={name}>
            <StatusBadge color="green">{t(`specter.settings.callback.${name}`)}</StatusBadge>
          </li>
        ))}
      </ul>
      <span>
        {t("specter.settings.connection.callbacks_at", {
          url: public_url,
          when: dateTime(callbacks_registered_at),
        })}
      </span>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="text-ui-fg-subtle txt-small grid grid-cols-1 gap-x-6 gap-y-1 px-6 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <dt className="text-ui-fg-base font-medium">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
