import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type { ImportedArticle } from "../../../modules/specter-sync/pull-ledger"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import { loadVariants } from "../../push/load-variants"
import { listOf } from "../../push/mappers/list-of"
import { noteMade } from "../imported-products"
import { toMadeArticle } from "../mappers/noted-article"

type Input = { noted: ImportedArticle[]; created: string[]; removed: string[]; asked_at: string }

/**
 * Notes that Specter has these variants as they are now, and what it has no longer. To be run before the variants' events
 * are out: who asks for their transfer then finds that nothing has changed.
 */
export const noteImportedArticlesStep = createStep(
  "note-imported-articles",
  async ({ noted, created, removed, asked_at }: Input, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const made = created.length ? await asSpecterHasThem(container, created) : []
    await sync.noteImported([...noted, ...made], new Date(asked_at))
    // Of one that cannot be sent as it is, the transfer says why.
    if (made.length === created.length) {
      noteMade(made)
    }
    for (const articleNo of removed) {
      await sync.forgetArticle(articleNo)
    }
    return new StepResponse(undefined)
  }
)

async function asSpecterHasThem(
  container: MedusaContainer,
  variantIds: string[]
): Promise<ImportedArticle[]> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const { variants, vatPercents, pricesIncludeVat } = await loadVariants(container, variantIds, settings, {
    withStock: false,
  })
  return listOf(
    [...variants.values()].map((variant) =>
      toMadeArticle(variant, { settings, pricesIncludeVat, vatPercent: vatPercents.get(variant.id) })
    )
  )
}
