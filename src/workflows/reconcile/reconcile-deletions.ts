import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"

const PAGE_SIZE = 1_000

/** Asks for the removal of articles whose variant was deleted without an event that anybody heard. */
export async function reconcileDeletions(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const references = await sync.listReferences(
      { kind: "article", ...(last ? { store_id: { $gt: last } } : {}) },
      { take: PAGE_SIZE, order: { store_id: "ASC" } }
    )
    const ids = references.map(({ store_id }) => store_id)
    const { data } = ids.length
      ? await query.graph({
          entity: "product_variant",
          fields: ["id"],
          filters: { id: ids },
          pagination: { take: ids.length },
        })
      : { data: [] }
    const living = new Set(data.map(({ id }) => id))
    const gone = await sync.missing(
      "article_removal",
      ids.filter((id) => !living.has(id))
    )
    await sync.ask(
      "article_removal",
      gone.map((id) => ({ id })),
      { by: "reconcile" }
    )
    last = ids.at(-1)
    isLast = ids.length < PAGE_SIZE
  }
}
