import { z } from "@medusajs/framework/zod"
import { createFindParams } from "@medusajs/medusa/api/utils/validators"
import { TRANSFER_KINDS, TRANSFER_STATES } from "../../../modules/specter-sync/states"

const oneOrMore = <T extends string>(values: readonly [T, ...T[]]) =>
  z.union([z.enum(values), z.array(z.enum(values)).max(20)]).optional()

const transferFilter = {
  kind: oneOrMore(TRANSFER_KINDS),
  state: oneOrMore(TRANSFER_STATES),
  /** Finds label, subject, Specter's number and Specter's words. */
  q: z.string().trim().max(100).optional(),
  parent_id: z.string().max(100).optional(),
  subject_id: z.union([z.string().max(100), z.array(z.string().max(100)).max(500)]).optional(),
}

export const listTransfersSchema = createFindParams({ limit: 50, offset: 0, order: "-updated_at" }).merge(
  z.object(transferFilter)
)
export type ListTransfers = z.infer<typeof listTransfersSchema>

export const retryTransfersSchema = z
  .object({
    ids: z.array(z.string().max(100)).min(1).max(1_000).optional(),
    /** What the merchant found in Specter, for deliveries and invoices whose outcome is not known. */
    resolution: z.enum(["in_specter", "not_in_specter"]).optional(),
    ...transferFilter,
  })
  .strict()
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: "name the transfers to retry by `ids`, or by `kind`, `state` or `q`",
  })
  .refine(({ ids, resolution }) => !resolution || ids, {
    message: "`resolution` settles the transfers named by `ids`",
    path: ["resolution"],
  })
export type RetryTransfers = z.infer<typeof retryTransfersSchema>

export const startExportSchema = z
  .object({
    type: z.enum(["products", "customers", "stock"]),
    /** Send what has not changed too. */
    all: z.boolean().optional(),
  })
  .strict()
export type StartExport = z.infer<typeof startExportSchema>

export const transferOrderSchema = z
  .object({
    /** What the merchant found in Specter, for an order whose outcome is not known. */
    resolution: z.enum(["in_specter", "not_in_specter"]).optional(),
    /** Specter's number of the order, when the merchant found it there. */
    specter_order_number: z.string().trim().min(1).max(50).optional(),
  })
  .strict()
export type TransferOrder = z.infer<typeof transferOrderSchema>

/** `full`: all of it, not only what has changed since the last time. */
export const startStockUpdateSchema = z.object({ full: z.boolean().optional() }).strict()
export type StartStockUpdate = z.infer<typeof startStockUpdateSchema>

export const listBatchesSchema = createFindParams({ limit: 20, offset: 0, order: "-created_at" }).merge(
  z.object({
    kind: oneOrMore(["stock", "articles", "orders"]),
    state: oneOrMore(["fetched", "applied", "acknowledged", "failed"]),
  })
)
export type ListBatches = z.infer<typeof listBatchesSchema>

export const listExchangesSchema = createFindParams({ limit: 50, offset: 0, order: "-started_at" }).merge(
  z.object({
    q: z.string().trim().max(100).optional(),
    action: z.string().trim().max(100).optional(),
    outcome: z.string().trim().max(50).optional(),
    /** The id of the transfer that the calls were made for. */
    correlation_id: z.string().trim().max(100).optional(),
  })
)
export type ListExchanges = z.infer<typeof listExchangesSchema>

/** "Send to Specter" of variants or customers. */
export const sendNowSchema = z
  .object({
    kind: z.enum(["article", "customer"]),
    subject_ids: z.array(z.string().min(1).max(100)).min(1).max(100),
  })
  .strict()
export type SendNow = z.infer<typeof sendNowSchema>

export const createArticleProductSchema = z
  .object({
    article_no: z.string().trim().min(1).max(100),
    title: z.string().trim().min(1).max(200).optional(),
  })
  .strict()
export type CreateArticleProduct = z.infer<typeof createArticleProductSchema>
