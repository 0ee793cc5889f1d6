import { model } from "@medusajs/framework/utils"

/** An article that Specter is known to have: it was sent there, or a batch from there named it. */
const KnownArticle = model
  .define(
    { name: "SpecterKnownArticle", tableName: "specter_known_article" },
    {
      id: model.id({ prefix: "sart" }).primaryKey(),
      /** `articleKey` of the number: Specter does not tell letter case and doubled spaces apart. */
      article_key: model.text(),
      article_no: model.text(),
      /** What Specter last told can still be sold of it, over all its stock sites, and when. */
      stock_figure: model.text().nullable(),
      stock_at: model.dateTime().nullable(),
    }
  )
  .indexes([{ name: "IDX_specter_known_article_key", on: ["article_key"], unique: true }])

export default KnownArticle
