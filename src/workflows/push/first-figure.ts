import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { giveWay } from "../../give-way"
import { knowsStockTables, readVariantsOfLevels, type VariantOfLevel } from "../../medusa-tables/stock"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { logFailure } from "../log-failure"
import { chunks } from "../chunks"
import { askAndDrain } from "./ask-and-drain"

/** A stock batch of Specter's changes levels by the thousand: those of a moment are looked at together. */
const MOMENT_MS = 100
const LEVELS_AT_A_TIME = 500

const changedLevels = new Set<string>()

/**
 * An inventory level has changed: an article that was made in Specter without a figure gets its first.
 * What is missed when the process ends in this moment, the nightly export tells.
 */
export function tellFirstFigureSoon(container: MedusaContainer, levelId: string): void {
  const isFirst = changedLevels.size === 0
  changedLevels.add(levelId)
  if (isFirst) {
    void tellFirstFigures(container).catch(logFailure(container, "telling first stock figures"))
  }
}

async function tellFirstFigures(container: MedusaContainer): Promise<void> {
  await sleep(MOMENT_MS, undefined, { ref: false })
  const levelIds = [...changedLevels]
  changedLevels.clear()
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  if (!(await sync.awaitsAnyFigure())) {
    return
  }
  for (const ids of chunks(levelIds, LEVELS_AT_A_TIME)) {
    await giveWay()
    const variants = await variantsOfLevels(container, ids)
    const awaiting = await sync.awaitingFigure(variants.map(({ sku }) => sku))
    const told = variants.filter(({ sku }) => awaiting.has(articleKey(sku)))
    if (told.length) {
      await askAndDrain(
        container,
        "article",
        told.map(({ id, product_id }) => ({ id, parent_id: product_id }))
      )
    }
  }
}

async function variantsOfLevels(container: MedusaContainer, levelIds: string[]): Promise<VariantOfLevel[]> {
  return (await knowsStockTables(container))
    ? await readVariantsOfLevels(container, levelIds)
    : await queryVariantsOfLevels(container, levelIds)
}

async function queryVariantsOfLevels(
  container: MedusaContainer,
  levelIds: string[]
): Promise<VariantOfLevel[]> {
  const levels = await container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ id: levelIds }, { select: ["inventory_item_id"], take: levelIds.length })
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant_inventory_item",
    fields: ["variant.id", "variant.sku", "variant.product_id"],
    filters: { inventory_item_id: levels.map(({ inventory_item_id }) => inventory_item_id) },
  })
  const linked = data as { variant?: { id: string; sku: string | null; product_id: string } | null }[]
  return linked.flatMap(({ variant }) => (variant?.sku ? [{ ...variant, sku: variant.sku }] : []))
}
