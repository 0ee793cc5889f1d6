import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../../../../modules/specter-sync"
import { articleKey } from "../../../../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../../../../modules/specter-sync/service"
import { transferAnswer } from "../../transfer-answer"

/** Each variant of a product as an article: its transfer, and Specter's stock figure with the time it came. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data: variants } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "sku"],
    filters: { product_id: req.params.id },
    pagination: { take: 1_000, skip: 0, order: { variant_rank: "ASC" } },
  })
  const ids = variants.map(({ id }) => id)
  const keys = variants.flatMap(({ sku }) => (sku ? [articleKey(sku)] : []))
  const [transfers, articles] = await Promise.all([
    sync.listTransfers({ kind: "article", subject_id: ids }, { take: ids.length }),
    sync.listKnownArticles({ article_key: keys }, { take: keys.length }),
  ])
  const bySubject = new Map(transfers.map((transfer) => [transfer.subject_id, transfer]))
  const byKey = new Map(articles.map((article) => [article.article_key, article]))
  res.json({
    variants: variants.map(({ id, title, sku }) => {
      const transfer = bySubject.get(id)
      const article = sku ? byKey.get(articleKey(sku)) : undefined
      return {
        variant_id: id,
        title,
        sku,
        transfer: transfer ? transferAnswer(transfer) : null,
        stock_figure: article?.stock_figure ?? null,
        stock_at: article?.stock_at ?? null,
      }
    }),
  })
}
