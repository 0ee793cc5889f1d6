import { model } from "@medusajs/framework/utils"

/** One row: how the last words with Specter went, and which callback addresses it was last told. */
const SpecterConnection = model.define(
  { name: "SpecterConnection", tableName: "specter_connection" },
  {
    id: model.id().primaryKey(),
    last_success_at: model.dateTime().nullable(),
    last_failure_at: model.dateTime().nullable(),
    last_failure: model.json().nullable(),
    tested_at: model.dateTime().nullable(),
    // A digest: the addresses themselves hold the callback secret.
    callbacks_digest: model.text().nullable(),
    callbacks_registered_at: model.dateTime().nullable(),
  }
)

export default SpecterConnection
