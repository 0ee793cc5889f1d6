import { model } from "@medusajs/framework/utils"
import { TRANSFER_KINDS, TRANSFER_STATES } from "../states"

/**
 * The ledger: one row for each thing that Specter should have, with what came of it.
 * Its state changes only through the statements in `queries.ts`.
 */
const Transfer = model
  .define(
    { name: "SpecterTransfer", tableName: "specter_transfer" },
    {
      id: model.id({ prefix: "strf" }).primaryKey(),
      kind: model.enum([...TRANSFER_KINDS]),
      subject_id: model.text(),
      /** The product of a variant, the order of a fulfillment. */
      parent_id: model.text().nullable(),
      /** What the merchant calls it: "#1042", "TRÖJA-S Tröja röd". */
      label: model.text().nullable(),
      state: model.enum([...TRANSFER_STATES]).default("waiting"),
      asked_by: model.text(),
      due_at: model.dateTime(),
      attempts: model.number().default(0),
      first_failed_at: model.dateTime().nullable(),
      lease_token: model.text().nullable(),
      lease_until: model.dateTime().nullable(),
      /** Rows that share a lane are sent one at a time, over all processes. */
      lane: model.text().nullable(),
      /** A new wish came while it was being sent. */
      asked_again: model.boolean().default(false),
      /** Send even if nothing that Specter can see has changed. */
      forced: model.boolean().default(false),
      /** Send the stock figure too (a stock export). */
      with_stock: model.boolean().default(false),
      run_id: model.text().nullable(),
      /** When a call went out whose outcome is not known. */
      dispatched_at: model.dateTime().nullable(),
      /** Hash of what was last tried, and of what Specter last accepted. */
      tried_hash: model.text().nullable(),
      sent_hash: model.text().nullable(),
      sent_at: model.dateTime().nullable(),
      /** Specter's number for it: order, customer, invoice; the article number for an article. */
      specter_number: model.text().nullable(),
      /** The order was changed after its transfer. */
      outdated: model.boolean().default(false),
      /** Since when the sent order has not been held against the store's. */
      checked_at: model.dateTime().nullable(),
      /** `Reason` (src/reasons): why it is not sent. */
      reason: model.json().nullable(),
      /** Specter's own words. */
      words: model.text().nullable(),
      failure_kind: model.text().nullable(),
      /** When the merchant was notified that it stays untransferred. */
      notified_at: model.dateTime().nullable(),
      /** `Reason[]`: remarks on what was sent. */
      notes: model.json().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_transfer_subject", on: ["kind", "subject_id"], unique: true },
    { name: "IDX_specter_transfer_due", on: ["kind", "due_at"], where: "state = 'waiting'" },
    { name: "IDX_specter_transfer_lease", on: ["lease_until"], where: "state = 'sending'" },
    {
      name: "IDX_specter_transfer_lane",
      on: ["lane"],
      unique: true,
      where: "state = 'sending' AND lane IS NOT NULL",
    },
    {
      name: "IDX_specter_transfer_open",
      on: ["state", "kind"],
      where: "state <> 'sent' AND state <> 'skipped'",
    },
    { name: "IDX_specter_transfer_parent", on: ["parent_id"], where: "parent_id IS NOT NULL" },
    { name: "IDX_specter_transfer_run", on: ["run_id", "state"], where: "run_id IS NOT NULL" },
    { name: "IDX_specter_transfer_updated", on: ["updated_at", "id"] },
  ])

export default Transfer
