import { z } from "@medusajs/framework/zod"

/** Words for the merchant in the admin's two languages. */
export type Words = { sv: string; en: string }

type Shared = {
  group: SettingGroup
  label: Words
  help: Words
  /** What the merchant is asked to confirm before the setting gets this value. */
  warning?: Words & { on: boolean }
  /** The setting without which this one has no effect. */
  needs?: string
}

export type SettingGroup =
  "orders" | "import" | "deletion" | "customers" | "articles" | "payments" | "stock" | "advanced"

/** A setting of the merchant's: how it is kept, checked, shown and what it is when nobody has chosen. */
export type Setting<T = unknown> = Shared & {
  kind: "flag" | "text" | "choice" | "number" | "date" | "store_id" | "mapping"
  schema: z.ZodType<T>
  default: T
  choices?: Record<string, Words>
  /** The most characters of a text or of a mapping's codes, or the largest number. */
  max?: number
  /** The smallest number. */
  min?: number
  /** Whether a text may not be empty. */
  required?: boolean
  /** What a text must match, as a regular expression's source, and that in words. */
  pattern?: string
  hint?: Words
  /** What of the store's a mapping's keys, or a `store_id`, are, for the form's pickers. */
  maps?:
    | "stock_location"
    | "sales_channel"
    | "shipping_option"
    | "payment_provider"
    | "product_category"
    | "shipping_profile"
}

export function flag(shared: Shared & { default: boolean }): Setting<boolean> {
  return { ...shared, kind: "flag", schema: z.boolean() }
}

export function text(
  shared: Shared & { default: string; max: number; required?: boolean } & (
      { pattern: RegExp; hint: Words } | { pattern?: undefined }
    )
): Setting<string> {
  const trimmed = z
    .string()
    .trim()
    .min(shared.required ? 1 : 0)
    .max(shared.max)
  return shared.pattern
    ? {
        ...shared,
        kind: "text",
        pattern: shared.pattern.source,
        schema: trimmed.regex(shared.pattern, shared.hint.en),
      }
    : { ...shared, kind: "text", schema: trimmed }
}

export function choice<K extends string>(
  shared: Shared & { default: NoInfer<K>; choices: Record<K, Words> }
): Setting<K> {
  const names = Object.keys(shared.choices) as [K, ...K[]]
  return { ...shared, kind: "choice", schema: z.enum(names) as unknown as z.ZodType<K> }
}

export function whole(shared: Shared & { default: number; min: number; max: number }): Setting<number> {
  return { ...shared, kind: "number", schema: z.number().int().min(shared.min).max(shared.max) }
}

/** A day or moment in ISO 8601, or null for "not chosen". */
export function date(shared: Shared): Setting<string | null> {
  const schema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).nullable()
  return { ...shared, kind: "date", schema, default: null }
}

/** The id of something in the store, or null for "not chosen". */
export function storeId(shared: Shared & { maps: Setting["maps"] }): Setting<string | null> {
  return { ...shared, kind: "store_id", schema: z.string().trim().min(1).max(100).nullable(), default: null }
}

/** `values` says what stands for each of the store's things, made of Specter's code for it, `max` characters at most. */
export function mapping<V>(
  shared: Shared & { maps: Setting["maps"]; max: number; values: (code: z.ZodString) => z.ZodType<V> }
): Setting<Record<string, V>> {
  const { values, ...rest } = shared
  const schema = z.record(z.string().min(1).max(200), values(z.string().trim().min(1).max(shared.max)))
  return { ...rest, kind: "mapping", schema, default: {} }
}
