import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import { loadVariants } from "../../push/load-variants"
import { articleSubstance, toSpecterArticle } from "../../push/mappers/article"
import { articleLabel } from "../../push/mappers/article-label"
import { payloadHash } from "../../push/mappers/payload-hash"

/**
 * Notes that Specter has these variants as they are now, and what it has no longer. To be run before the variants' events
 * are out: who asks for their transfer then finds that nothing has changed.
 */
export const noteImportedArticlesStep = createStep(
  "note-imported-articles",
  async ({ variant_ids, removed }: { variant_ids: string[]; removed: string[] }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const articles = variant_ids.length ? await asSpecterHasThem(container, variant_ids) : []
    await sync.noteImported(articles)
    await sync.putReferences(
      articles.map(({ variantId, articleNo }) => ({
        kind: "article",
        store_id: variantId,
        number: articleNo,
      }))
    )
    for (const articleNo of removed) {
      await sync.forgetArticle(articleNo)
    }
    return new StepResponse(undefined)
  }
)

/** A variant that cannot be sent, without a price for example, is left out: its transfer will say why. */
async function asSpecterHasThem(container: MedusaContainer, variantIds: string[]) {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { variants, vatPercents, pricesIncludeVat } = await loadVariants(container, variantIds, settings, {
    withStock: false,
  })
  return [...variants.values()].flatMap((variant) => {
    const vatPercent = vatPercents.get(variant.id)
    const context = {
      settings,
      pricesIncludeVat,
      vatPercent,
      isNew: false,
      awaitsFigure: false,
      withStock: false,
    }
    const { message } = toSpecterArticle(variant, context)
    return message && variant.product
      ? [
          {
            variantId: variant.id,
            productId: variant.product.id,
            label: articleLabel(variant),
            hash: payloadHash(articleSubstance(message)),
            articleNo: message.articleNo,
          },
        ]
      : []
  })
}
