import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { NewCategory } from "../mappers/article-import"

/**
 * Notes which category stands for which article group, before it is made: a crash in between leaves a note of a category
 * that does not exist, which is as good as none.
 */
export const noteGroupCategoriesStep = createStep(
  "note-group-categories",
  async ({ categories }: { categories: NewCategory[] }, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    await sync.putReferences(
      categories.map(({ id, group_number }) => ({ kind: "category", store_id: id, number: group_number }))
    )
    return new StepResponse(
      undefined,
      categories.map(({ id }) => id)
    )
  },
  async (ids, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    for (const id of ids ?? []) {
      await sync.dropReference("category", id)
    }
  }
)
