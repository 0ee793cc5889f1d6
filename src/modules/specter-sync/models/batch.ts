import { model } from "@medusajs/framework/utils"

/** What came from Specter in one answer, kept before it is applied and until it is acknowledged. */
const Batch = model
  .define(
    { name: "SpecterBatch", tableName: "specter_batch" },
    {
      id: model.id({ prefix: "sbat" }).primaryKey(),
      kind: model.enum(["stock", "articles", "orders"]),
      batch_no: model.text(),
      state: model.enum(["fetched", "applied", "acknowledged", "failed"]).default("fetched"),
      /** Specter's answer, until it is pruned. */
      raw: model.text().nullable(),
      /** When Specter was asked, by the database's clock: what Specter was told later is not in it. */
      asked_at: model.dateTime(),
      applied_at: model.dateTime().nullable(),
      acknowledged_at: model.dateTime().nullable(),
      duration_ms: model.number().nullable(),
      rows: model.number().default(0),
      changed: model.number().default(0),
      unchanged: model.number().default(0),
      unmatched: model.number().default(0),
      problems: model.number().default(0),
      attempts: model.number().default(0),
      /** Why it could not be applied or acknowledged so far. */
      error: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_batch_no", on: ["kind", "batch_no"], unique: true },
    { name: "IDX_specter_batch_open", on: ["kind", "state"], where: "state <> 'acknowledged'" },
    { name: "IDX_specter_batch_created", on: ["created_at", "id"] },
  ])

export default Batch
