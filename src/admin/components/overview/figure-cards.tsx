import { Container, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Status } from "../../lib/answers"
import { useFormat } from "../../lib/format"
import { figuresOf } from "./health"

/** What waits, what needs the merchant and what is in Specter: each leads to its list. */
export function FigureCards({ status }: { status: Status }) {
  const { t } = useTranslation()
  const { duration } = useFormat()
  const { waiting, attention, sent } = figuresOf(status)
  const { oldest_waiting_seconds: oldest } = status.health
  const words = (key: string, values?: object) => t(`specter.overview.figure.${key}`, { ...values })
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
      <FigureCard
        label={words("waiting")}
        figure={waiting}
        to="/specter/transfers?state=waiting&order=updated_at"
        text={waiting ? waitingText() : words("waiting_none")}
      />
      <FigureCard
        label={words("attention")}
        figure={attention}
        to="/specter/transfers?state=needs_you"
        text={words(attention ? "attention_text" : "attention_none")}
      />
      <FigureCard
        label={words("sent")}
        figure={sent}
        to="/specter/transfers?state=sent"
        text={words("sent_text")}
      />
    </div>
  )

  // An export's are not counted among those that wait long.
  function waitingText() {
    return oldest === null
      ? words("waiting_text")
      : words("waiting_oldest", { duration: duration(Math.round(oldest)) })
  }
}

type FigureCardProps = { label: string; figure: number; text: string; to: string }

function FigureCard({ label, figure, text, to }: FigureCardProps) {
  const { number } = useFormat()
  return (
    <Link to={to} className="focus-visible:shadow-borders-focus rounded-lg outline-none">
      <Container className="hover:bg-ui-bg-base-hover transition-fg flex flex-col gap-y-1 px-6 py-4">
        <Text size="small" leading="compact" weight="plus" className="text-ui-fg-subtle">
          {label}
        </Text>
        <span className="text-ui-fg-base text-2xl font-medium tabular-nums">{number(figure)}</span>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {text}
        </Text>
      </Container>
    </Link>
  )
}
