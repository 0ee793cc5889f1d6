import { model } from "@medusajs/framework/utils"

/** One row, for every process: whether sending is paused, since when and why. */
const Pause = model.define(
  { name: "SpecterPause", tableName: "specter_pause" },
  {
    id: model.id().primaryKey(),
    /** `account`: the credentials are refused; `outage`: Specter cannot be reached. Null: sending goes on. */
    cause: model.enum(["account", "outage"]).nullable(),
    paused_at: model.dateTime().nullable(),
    /** An outage's next probe. */
    probe_at: model.dateTime().nullable(),
    /** Calls in a row that did not reach Specter. */
    misses: model.number().default(0),
    words: model.text().nullable(),
  }
)

export default Pause
