import { Button, Heading } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Transfer } from "../../lib/answers"
import { Confirm } from "../confirm"
import { useRetry } from "./use-retry"

/** The merchant's two answers to a delivery or invoice that Specter may have: it is there, or it is not. */
export function Decide({ transfer: { id, kind } }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const { retry, isPending } = useRetry()
  const words = (key: string) => t(`specter.transfers.decide.${key}`)
  return (
    <div role="group" aria-label={words("title")} className="flex flex-col gap-y-2">
      <Heading level="h3">{words("title")}</Heading>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          variant="secondary"
          isLoading={isPending}
          onClick={() => retry({ ids: [id], resolution: "in_specter" })}
        >
          {words("found")}
        </Button>
        <Button size="small" variant="secondary" isLoading={isPending} onClick={() => setAsking(true)}>
          {words("again")}
        </Button>
      </div>
      <Confirm
        open={isAsking}
        danger
        title={words(`${kind}_again_title`)}
        description={words(`${kind}_again_text`)}
        action={words("send_again")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          retry({ ids: [id], resolution: "not_in_specter" })
        }}
      />
    </div>
  )
}
