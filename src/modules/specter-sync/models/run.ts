import { model } from "@medusajs/framework/utils"

/** A bulk job that the merchant watches: an export of everything, a stock update, a first import. */
const Run = model
  .define(
    { name: "SpecterRun", tableName: "specter_run" },
    {
      id: model.id({ prefix: "srun" }).primaryKey(),
      type: model.enum(["products", "customers", "stock", "stock_update", "article_import"]),
      state: model.enum(["running", "done", "failed"]).default("running"),
      /** Send even what has not changed. */
      forced: model.boolean().default(false),
      /** How many there are, and how many have been asked for so far. */
      total: model.number().default(0),
      asked: model.number().default(0),
      /** The last subject that was asked for; a restart goes on behind it. */
      cursor: model.text().nullable(),
      /** Every subject has been asked for. */
      planned: model.boolean().default(false),
      lease_token: model.text().nullable(),
      lease_until: model.dateTime().nullable(),
      finished_at: model.dateTime().nullable(),
      /** How many were carried out and how many came to nothing, once it is over. */
      outcome: model.json().nullable(),
      error: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_run_running", on: ["state"], where: "state = 'running'" },
    { name: "IDX_specter_run_alone", on: ["type", "forced"], unique: true, where: "state = 'running'" },
  ])

export default Run
