import { model } from "@medusajs/framework/utils"

/** What Specter last told of an order of the store's: shown on the order's page. */
const OrderRecord = model
  .define(
    { name: "SpecterOrderRecord", tableName: "specter_order_record" },
    {
      id: model.id({ prefix: "sord" }).primaryKey(),
      order_id: model.text(),
      status_id: model.text().nullable(),
      /** Specter's own words for the status. */
      status_name: model.text().nullable(),
      delivery_status: model.text().nullable(),
      /** `string[]` */
      tracking_numbers: model.json().nullable(),
      /** `Reason[]`: what the merchant has to know or do, latest last. */
      notes: model.json().nullable(),
      /** Specter's rows as it last told them, for as long as the store's are others; else none. */
      told_rows: model.json().nullable(),
    }
  )
  .indexes([{ name: "IDX_specter_order_record_order", on: ["order_id"], unique: true }])

export default OrderRecord
