import { model } from "@medusajs/framework/utils"

/** One call to Specter as it went, without secrets: the merchant's log. Kept for 14 days. */
const SpecterExchange = model
  .define(
    { name: "SpecterExchange", tableName: "specter_exchange" },
    {
      id: model.id({ prefix: "sexc" }).primaryKey(),
      action: model.text(),
      /** `ok`, or the kind of failure. */
      outcome: model.text(),
      /** HTTP status; null when no answer came. */
      status: model.number().nullable(),
      started_at: model.dateTime(),
      duration_ms: model.number(),
      request: model.text(),
      answer: model.text().nullable(),
      /** The transfer that the call was made for. */
      correlation_id: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_exchange_started", on: ["started_at", "id"] },
    { name: "IDX_specter_exchange_correlation", on: ["correlation_id"], where: "correlation_id IS NOT NULL" },
  ])

export default SpecterExchange
