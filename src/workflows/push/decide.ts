import { z } from "@medusajs/framework/zod"
import type { Settlement } from "../../modules/specter-sync/settlement"

const fieldValue = z.union([z.string(), z.number(), z.boolean()])
const changes = {
  change: z.record(z.string(), z.unknown()).optional(),
  fields: z.record(z.string(), fieldValue.optional()).optional(),
}
const skip = z.string().min(1).optional()

const answerSchema = z.strictObject({ ...changes, skip })
const orderAnswerSchema = answerSchema.extend({ customer: z.strictObject(changes).optional() })

type Change = {
  change?: Record<string, unknown>
  fields?: Record<string, string | number | boolean | undefined>
}
type Extra = { extra?: Record<string, string> }

/** What a hook has decided about a message: what goes to Specter, or what becomes of the transfer instead. */
export type Decided<Message> =
  { message: Message; settlement?: undefined } | { message?: undefined; settlement: Settlement }

/** What goes to Specter once the store's own code has had its say. `fixed` names what it must not change. */
export function decide<Message extends Extra>(
  message: Message,
  answer: unknown,
  fixed: readonly (keyof Message & string)[] = []
): Decided<Message> {
  if (answer === undefined || answer === null) {
    return { message }
  }
  const { data, error } = answerSchema.safeParse(answer)
  if (!data) {
    return { settlement: hookFailed(z.prettifyError(error)) }
  }
  return typeof data.skip === "string" ? { settlement: vetoed(data.skip) } : changed(message, data, fixed)
}

/** As `decide`, for an order and the customer that goes right before it. */
export function decideOrder<Order extends Extra, Customer extends Extra>(
  order: Order,
  customer: Customer,
  answer: unknown,
  fixed: readonly (keyof Order & string)[]
): Decided<{ order: Order; customer: Customer }> {
  if (answer === undefined || answer === null) {
    return { message: { order, customer } }
  }
  const { data, error } = orderAnswerSchema.safeParse(answer)
  if (!data) {
    return { settlement: hookFailed(z.prettifyError(error)) }
  }
  if (typeof data.skip === "string") {
    return { settlement: vetoed(data.skip) }
  }
  const ofOrder = changed(order, data, fixed)
  const ofCustomer = changed(customer, data.customer ?? {}, [])
  return ofOrder.settlement || ofCustomer.settlement
    ? { settlement: (ofOrder.settlement ?? ofCustomer.settlement) as Settlement }
    : { message: { order: ofOrder.message, customer: ofCustomer.message } }
}

/** The store's own code failed: tried again, for it may be mended by then; nothing was sent. */
export function hookFailed(message: string): Settlement {
  return {
    state: "again",
    failure: "unexpected",
    // An earlier call's note stays.
    maybeCarriedOut: true,
    reason: { code: "hook_failed", data: { message: message.slice(0, 500) } },
  }
}

const vetoed = (words: string): Settlement => ({
  state: "skipped",
  reason: { code: "hook_skipped", data: { message: words.slice(0, 500) } },
})

function changed<Message extends Extra>(
  message: Message,
  { change = {}, fields = {} }: Change,
  fixed: readonly string[]
): Decided<Message> {
  const forbidden = Object.keys(change).find((name) => fixed.includes(name) || name === "extra")
  if (forbidden) {
    return { settlement: hookFailed(`change.${forbidden}: is not to be changed`) }
  }
  const extra = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, asText(value)]]
  )
  const extras = { ...message.extra, ...Object.fromEntries(extra) }
  const whole = { ...message, ...change, ...(Object.keys(extras).length ? { extra: extras } : {}) }
  const sent = Object.entries(whole).filter(([, value]) => value !== undefined)
  return { message: Object.fromEntries(sent) as Message }
}

const asText = (value: string | number | boolean) =>
  typeof value === "boolean" ? String(Number(value)) : String(value)
