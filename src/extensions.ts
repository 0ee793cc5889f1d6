import type { ArticleMessage, CustomerMessage, OrderMessage } from "./modules/specter/client"
import type { TransferKind, TransferState } from "./modules/specter-sync/states"
import type { PullKind } from "./modules/specter-sync/pull-ledger"
import type { ReasonCode } from "./reasons/reason"

/**
 * Specter's own parameters that the plugin does not send by itself. A store declares those that it uses:
 *
 * ```ts
 * declare module "medusa-plugin-specter/extensions" {
 *   interface SpecterOrderFields {
 *     projectNo: string
 *   }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SpecterArticleFields {}

/** As `SpecterArticleFields`, for customers. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SpecterCustomerFields {}

/** As `SpecterArticleFields`, for orders. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SpecterOrderFields {}

/** Nothing is sent, and `skip` tells the shopkeeper why. The transfer is `skipped`; its button sends it through the hook again. */
export type SpecterVeto = { skip: string }

/**
 * `change` replaces fields of the message; a field that is `undefined` is not sent. `fields` are sent besides, under
 * Specter's own names; numbers as decimals with a point, `true` and `false` as 1 and 0.
 */
export type SpecterChange<Message, Fields> = {
  skip?: undefined
  change?: Partial<Message>
  fields?: Partial<Fields>
}

/**
 * What `articlesMapped` answers for an article. Its number is the variant's SKU and stays so: order rows name it. Prices are
 * without VAT in the settings' currency, weights in kilograms, volumes in cubic metres, all as decimals in text.
 */
export type ArticleAnswer =
  SpecterVeto | SpecterChange<Omit<ArticleMessage, "articleNo" | "extra">, SpecterArticleFields>

/** What `customerMapped` answers for a customer with an account. Text that is longer than Specter holds is cut, with a note. */
export type CustomerAnswer =
  SpecterVeto | SpecterChange<Omit<CustomerMessage, "extra">, SpecterCustomerFields>

/**
 * What `orderMapped` answers, for the order and in `customer` for the one that goes right before it. Rows, currency and
 * number are what the customer paid for, and are not to be changed: such an answer stops the transfer as an error does.
 */
export type OrderAnswer =
  | SpecterVeto
  | (SpecterChange<
      Omit<OrderMessage, "customerId" | "externalOrderNo" | "currency" | "rows" | "extra">,
      SpecterOrderFields
    > & { customer?: Omit<Extract<CustomerAnswer, { skip?: undefined }>, "skip"> })

/** What `pushArticlesWorkflow.hooks.articlesMapped` is given; its answer is by variant id. */
export type ArticlesMapped = { articles: { variant_id: string; message: ArticleMessage; is_new: boolean }[] }

/** What `pushCustomerWorkflow.hooks.customerMapped` is given. */
export type CustomerMapped = { customer_id: string; message: CustomerMessage }

/** What `pushOrderWorkflow.hooks.orderMapped` is given. `message` lacks Specter's customer number only. */
export type OrderMapped = { order_id: string; message: OrderMessage; customer: CustomerMessage }

/** A transfer that has come to an end, for now: what `announceTransfersWorkflow.hooks.transfersSettled` and the events tell. */
export type SettledTransfer = {
  id: string
  kind: TransferKind
  /** The id of the variant, customer, order or fulfillment. */
  subject_id: string
  /** What the merchant calls it, for example the order's number. */
  label: string | null
  state: Extract<TransferState, "sent" | "rejected" | "unconfirmed" | "failed" | "skipped">
  /** Specter's number for it. */
  specter_number: string | null
  /** Why it was not sent, as a code and in English. */
  reason: { code: ReasonCode; text: string } | null
  /** Specter's own words. */
  words: string | null
}

/** A batch of Specter's that the store follows now: what `announceBatchWorkflow.hooks.batchApplied` and the event tell. */
export type AppliedBatch = {
  id: string
  kind: PullKind
  rows: number
  changed: number
  unchanged: number
  /** Rows that match nothing in the store, that could not be applied, and that were applied with a note. */
  unmatched: number
  problems: number
  noted: number
}

/** Names of the events for the store's own subscribers. */
export const SpecterEvents = {
  /** Specter has it now. Data: `SettledTransfer`. */
  TRANSFER_SENT: "specter.transfer.sent",
  /** It stays untransferred until somebody does something. Data: `SettledTransfer`. */
  TRANSFER_FAILED: "specter.transfer.failed",
  /** The store follows a batch of Specter's. Data: `AppliedBatch`. */
  BATCH_APPLIED: "specter.batch.applied",
} as const
