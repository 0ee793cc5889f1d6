import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"

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
    const gone = ids.filter((id) => !living.has(id))
    await askForRemoval(sync, gone)
    last = ids.at(-1)
    isLast = ids.length < PAGE_SIZE
  }
}

/** What was passed over as never in Specter is there after all: an answer came late. */
async function askForRemoval(sync: SpecterSyncModuleService, ids: string[]): Promise<void> {
  const unheard = await sync.missing("article_removal", ids)
  const skipped = ids.length
    ? await sync.listTransfers(
        { kind: "article_removal", subject_id: ids, state: "skipped" },
        { take: ids.length }
      )
    : []
  const passedOver = skipped.filter(({ reason }) => (reason as Reason | null)?.code === "never_in_specter")
  await sync.ask(
    "article_removal",
    unheard.map((id) => ({ id })),
    { by: "reconcile" }
  )
  await sync.ask(
    "article_removal",
    passedOver.map(({ subject_id }) => ({ id: subject_id })),
    { by: "event" }
  )
}
