import { z } from "@medusajs/framework/zod"
import { toLatin1, type Pair } from "../codecs/latin1"
import type { WireNames } from "../wire-names"
import { checked, Form, type Encoded } from "./form"
import { day } from "./parts"

/** What Specter calls the shop about. */
export const SPECTER_CALLBACKS = ["stock", "articles", "orders", "invoice", "orderRemoved"] as const
export type SpecterCallback = (typeof SPECTER_CALLBACKS)[number]

// Not a text field: replacing a character would make another address.
const address = z
  .string()
  .refine((text) => toLatin1(text).text === text, "must be an address in plain characters")

/**
 * Checks the credentials and registers the addresses that Specter calls. An empty address removes
 * one, one left out stays as it is.
 */
const accountSchema = z.object({
  /** Today, `YYYY-MM-DD`. */
  date: day,
  callbacks: z
    .object({
      stock: address.optional(),
      articles: address.optional(),
      orders: address.optional(),
      invoice: address.optional(),
      orderRemoved: address.optional(),
    })
    .optional(),
})

export type AccountMessage = z.infer<typeof accountSchema>

/** Throws a `SpecterError` of kind `invalid`. */
export function encodeAccount(input: AccountMessage, names: WireNames): Encoded {
  const { date, callbacks } = checked(accountSchema, input, names["actions.checkAccount"])
  const form = new Form()
  form.plain(names["fields.account.date"], date)
  for (const callback of SPECTER_CALLBACKS) {
    form.plain(names[`fields.account.callback.${callback}`], callbacks?.[callback])
  }
  return { query: form.pairs, body: [], keyValue: date, notes: [] }
}

/** Hides the secret in an address that Specter calls: what follows `callbacks/`, and the values in the query. */
export function maskAddress(address: string): string {
  const [path, ...query] = address.split("?")
  const masked = path.includes("/callbacks/")
    ? path.replace(/\/callbacks\/[^/]*/, "/callbacks/***")
    : path.replace(/^(\w+:\/\/[^/]*\/).+$/, "$1***")
  const maskedQuery = query.join("?").replace(/=(?!\$\w+(?:&|$))[^&]*/g, "=***")
  return query.length > 0 ? `${masked}?${maskedQuery}` : masked
}

/** The parts of a registered address that may not be shown. */
export function addressSecrets(address: string): string[] {
  const path = address.split("?")[0]
  const secret = /\/callbacks\/([^/]+)/.exec(path)?.[1]
  return secret ? [secret] : []
}

/** The names whose values are addresses with a secret. */
export function callbackNames(names: WireNames): string[] {
  return SPECTER_CALLBACKS.map((callback) => names[`fields.account.callback.${callback}`])
}

/** The pairs' callback addresses. */
export function callbackAddresses(pairs: readonly Pair[], names: WireNames): string[] {
  const wanted = callbackNames(names)
  return pairs.filter(([name]) => wanted.includes(name)).map(([, value]) => value)
}
