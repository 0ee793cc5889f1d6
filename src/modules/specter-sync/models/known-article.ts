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
      /** The same by stock site, in whole numbers; null where Specter names none. */
      stock_by_site: model.json().nullable(),
      /** When Specter was asked that first told just this. */
      stock_at: model.dateTime().nullable(),
      /**
       * The store made it while it had none of it to tell of, or kept no stock of it. Specter's zero then only means that nobody
       * told it: the store's first figure goes there, unless Specter has one of its own before.
       */
      awaits_figure: model.boolean().default(false),
      /** False while Specter has not yet answered that it has the article. */
      is_known: model.boolean().default(true),
    }
  )
  .indexes([
    { name: "IDX_specter_known_article_key", on: ["article_key"], unique: true },
    { name: "IDX_specter_known_article_awaits_figure", on: ["article_key"], where: "awaits_figure" },
  ])

export default KnownArticle
