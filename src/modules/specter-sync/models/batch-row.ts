import { model } from "@medusajs/framework/utils"

/** A row of a batch that the merchant should know of; rows that were simply applied are only counted. */
const BatchRow = model
  .define(
    { name: "SpecterBatchRow", tableName: "specter_batch_row" },
    {
      id: model.id({ prefix: "srow" }).primaryKey(),
      batch_id: model.text(),
      /** The article number, or Specter's order number. */
      subject: model.text(),
      outcome: model.enum(["unmatched", "problem", "noted"]),
      /** `Reason` (src/reasons). */
      reason: model.json(),
    }
  )
  .indexes([{ name: "IDX_specter_batch_row_batch", on: ["batch_id", "outcome"] }])

export default BatchRow
