import { Button, Heading, Input, Label } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import type { OrderTransfer } from "../../lib/answers"
import { Confirm } from "../confirm"
import type { Decision } from "./order-panel"

type UnconfirmedProps = {
  order: OrderTransfer
  isPending: boolean
  onDecide: (decision: Decision) => void
}

/**
 * The merchant's two answers to an order that Specter may have: it is there, or it is not. The second is not offered for
 * one that Specter refused for its number: that would be refused again.
 */
export function Unconfirmed({ order, isPending, onDecide }: UnconfirmedProps) {
  const { t } = useTranslation()
  const id = useId()
  const [number, setNumber] = useState("")
  const [isAsking, setAsking] = useState(false)
  const words = (key: string, values?: Record<string, string>) =>
    t(`specter.order.unconfirmed.${key}`, { ...values })

  const found = (event: FormEvent) => {
    event.preventDefault()
    const specter_order_number = number.trim()
    onDecide({ resolution: "in_specter", ...(specter_order_number ? { specter_order_number } : {}) })
  }

  return (
    <div className="flex flex-col gap-y-4">
      <Heading level="h3">{words("title")}</Heading>
      <form onSubmit={found} className="flex flex-col gap-y-2" aria-label={words("found")}>
        <Label htmlFor={id} size="small" weight="plus">
          {words("found_number")}
        </Label>
        <Input
          id={id}
          size="small"
          value={number}
          maxLength={50}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
        <Button size="small" type="submit" variant="secondary" isLoading={isPending}>
          {words("save")}
        </Button>
      </form>
      {order.state === "unconfirmed" && (
        <div className="flex flex-col gap-y-2">
          <span className="txt-compact-small-plus">{words("missing")}</span>
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => setAsking(true)}>
            {words("again")}
          </Button>
        </div>
      )}
      <Confirm
        open={isAsking}
        danger
        title={words("again_title")}
        description={words("again_text", { number: order.external_order_no })}
        action={words("again")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          onDecide({ resolution: "not_in_specter" })
        }}
      />
    </div>
  )
}
