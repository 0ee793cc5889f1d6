import { model } from "@medusajs/framework/utils"

/** One row a kind of batch: which process pulls it, under a lease, and whether somebody wants it pulled (again). */
const Turn = model.define(
  { name: "SpecterTurn", tableName: "specter_turn" },
  {
    /** `stock`, `articles` or `orders`. */
    id: model.id().primaryKey(),
    token: model.text().nullable(),
    lease_until: model.dateTime().nullable(),
    wanted: model.boolean().default(false),
    /** Somebody wants everything, not only what has changed. */
    wants_all: model.boolean().default(false),
    /** A pull that failed is tried again then. */
    retry_at: model.dateTime().nullable(),
    failures: model.number().default(0),
    error: model.text().nullable(),
    /** When Specter was last asked by a pull that came to its end. */
    last_pulled_at: model.dateTime().nullable(),
  }
)

export default Turn
