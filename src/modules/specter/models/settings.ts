import { model } from "@medusajs/framework/utils"

/** One row: what the merchant chose. A column for each true/false setting; `other` holds the rest by key. */
const SpecterSettings = model.define(
  { name: "SpecterSettings", tableName: "specter_settings" },
  {
    id: model.id().primaryKey(),
    send_order_confirmation: model.boolean().default(false),
    import_products: model.boolean().default(false),
    article_group_creates_category: model.boolean().default(false),
    article_group_category_active: model.boolean().default(true),
    move_product_to_article_group_category: model.boolean().default(false),
    import_price_only: model.boolean().default(false),
    delete_from_specter: model.boolean().default(true),
    ignore_org_number_check: model.boolean().default(false),
    ignore_email_check: model.boolean().default(false),
    delete_order: model.boolean().default(false),
    other: model.json().default({}),
  }
)

export default SpecterSettings
