import { model } from "@medusajs/framework/utils"

/** A callback that names something itself (an invoice, a removed order): kept until it has been worked on. */
const Notice = model
  .define(
    { name: "SpecterNotice", tableName: "specter_notice" },
    {
      id: model.id({ prefix: "snot" }).primaryKey(),
      kind: model.enum(["invoice", "order_removed"]),
      /** Specter's order number, and with an invoice its number behind a slash: the same notice twice is one. */
      subject: model.text(),
      state: model.enum(["waiting", "done", "failed"]).default("waiting"),
      due_at: model.dateTime(),
      attempts: model.number().default(0),
      lease_token: model.text().nullable(),
      lease_until: model.dateTime().nullable(),
      reason: model.json().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_notice_subject", on: ["kind", "subject"], unique: true },
    { name: "IDX_specter_notice_due", on: ["due_at"], where: "state = 'waiting'" },
    { name: "IDX_specter_notice_failed", on: ["updated_at"], where: "state = 'failed'" },
  ])

export default Notice
