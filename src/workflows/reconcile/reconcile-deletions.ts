import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { Reason } from "../../reasons/reason"

const PAGE_SIZE = 1_000

const ENTITIES = { article: "product_variant", customer: "customer" } as const

/**
 * Makes good deletions whose event nobody heard: asks for the removal of articles that Specter has, and for those articles
 * and customers that it does not have and that still seem to need the merchant.
 */
export async function reconcileDeletions(container: MedusaContainer): Promise<void> {
  await removeDeleted(container)
  await closeDeleted(container, "article")
  await closeDeleted(container, "customer")
}

async function removeDeleted(container: MedusaContainer): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const references = await sync.listReferences(
      { kind: "article", ...(last ? { store_id: { $gt: last } } : {}) },
      { take: PAGE_SIZE, order: { store_id: "ASC" } }
    )
    const ids = references.map(({ store_id }) => store_id)
    await askForRemoval(sync, await goneOf(container, "article", ids))
    last = ids.at(-1)
    isLast = ids.length < PAGE_SIZE
  }
}

/** Its row comes to say that it no longer exists. */
async function closeDeleted(container: MedusaContainer, kind: keyof typeof ENTITIES): Promise<void> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const open = await sync.listTransfers(
      { kind, state: ["rejected", "failed"], ...(last ? { subject_id: { $gt: last } } : {}) },
      { take: PAGE_SIZE, order: { subject_id: "ASC" } }
    )
    const ids = open.map(({ subject_id }) => subject_id)
    const gone = await goneOf(container, kind, ids)
    await sync.ask(
      kind,
      gone.map((id) => ({ id })),
      { by: "reconcile" }
    )
    last = ids.at(-1)
    isLast = ids.length < PAGE_SIZE
  }
}

/** Of these ids, those that the store has no longer. */
async function goneOf(
  container: MedusaContainer,
  kind: keyof typeof ENTITIES,
  ids: string[]
): Promise<string[]> {
  if (ids.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: ENTITIES[kind],
    fields: ["id"],
    filters: { id: ids },
    pagination: { take: ids.length },
  })
  const living = new Set(data.map(({ id }) => id))
  return ids.filter((id) => !living.has(id))
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
