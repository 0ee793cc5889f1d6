import { model } from "@medusajs/framework/utils"

/** Which number in Specter stands for which thing in the store. An order's `updated_at` is since when Specter is known to have it so. */
const Reference = model
  .define(
    { name: "SpecterReference", tableName: "specter_reference" },
    {
      id: model.id({ prefix: "sref" }).primaryKey(),
      kind: model.enum(["article", "customer", "order", "invoice", "delivery", "category"]),
      store_id: model.text(),
      /** Null when Specter has it but did not say under which number. */
      number: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_specter_reference_store", on: ["kind", "store_id"], unique: true },
    { name: "IDX_specter_reference_number", on: ["kind", "number"] },
    { name: "IDX_specter_reference_updated", on: ["kind", "updated_at"] },
  ])

export default Reference
