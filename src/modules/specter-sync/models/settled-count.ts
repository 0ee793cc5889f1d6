import { model } from "@medusajs/framework/utils"

/** One row, for every process: how many transfers are sent and skipped, counted now and then since a million takes long. */
const SettledCount = model.define(
  { name: "SpecterSettledCount", tableName: "specter_settled_count" },
  {
    id: model.id().primaryKey(),
    /** `TransferCount[]`. */
    counts: model.json(),
    total: model.number(),
    counted_at: model.dateTime(),
  }
)

export default SettledCount
