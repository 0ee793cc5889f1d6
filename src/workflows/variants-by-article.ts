import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { knowsVariantTable, readVariantsByKey, readVariantsBySku } from "../medusa-tables/variants"
import { SPECTER_SYNC_MODULE } from "../modules/specter-sync"
import { articleKey } from "../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../modules/specter-sync/service"
import { chunks } from "./chunks"

const FUZZY_AT_A_TIME = 50

type Found = { id: string; sku: string | null }

/**
 * The variants of these article numbers, by `articleKey`. Letter case and runs of spaces do not matter, and a SKU that
 * Specter cannot hold to the letter is found by what was sent for it. One number may stand for several variants: all.
 */
export async function variantsByArticle(
  container: MedusaContainer,
  articleNos: string[]
): Promise<Map<string, string[]>> {
  const wanted = new Map(articleNos.map((articleNo) => [articleKey(articleNo), articleNo]))
  const found = new Map<string, Set<string>>()
  const note = (variants: Found[]) => {
    for (const { id, sku } of variants) {
      const key = articleKey(sku ?? "")
      if (wanted.has(key)) {
        found.set(key, (found.get(key) ?? new Set()).add(id))
      }
    }
  }
  note(await bySku(container, [...wanted.values()]))
  const missing = () => [...wanted].filter(([key]) => !found.has(key)).map(([, articleNo]) => articleNo)
  note(await bySent(container, missing()))
  note(await byKey(container, missing()))
  return new Map([...found].map(([key, ids]) => [key, [...ids]]))
}

async function variants(container: MedusaContainer, filters: object, take: number): Promise<Found[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "sku"],
    filters,
    pagination: { take, skip: 0 },
  })
  return data as Found[]
}

async function bySku(container: MedusaContainer, skus: string[]): Promise<Found[]> {
  if (!skus.length) {
    return []
  }
  return (await knowsVariantTable(container))
    ? await readVariantsBySku(container, skus)
    : await variants(container, { sku: skus }, skus.length * 2)
}

async function bySent(container: MedusaContainer, articleNos: string[]): Promise<Found[]> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const references = articleNos.length
    ? await sync.listReferences({ kind: "article", number: articleNos }, { take: articleNos.length * 2 })
    : []
  const ids = references.map(({ store_id }) => store_id)
  return ids.length ? await variants(container, { id: ids }, ids.length) : []
}

async function byKey(container: MedusaContainer, articleNos: string[]): Promise<Found[]> {
  if (await knowsVariantTable(container)) {
    return articleNos.length ? await readVariantsByKey(container, articleNos.map(articleKey)) : []
  }
  const found: Found[] = []
  for (const some of chunks(articleNos, FUZZY_AT_A_TIME)) {
    found.push(...(await byLikeSku(container, some)))
  }
  return found
}

/** `%` and `_` in a number only widen the search: what does not have the number's key is left out afterwards. */
async function byLikeSku(container: MedusaContainer, articleNos: string[]): Promise<Found[]> {
  const patterns = articleNos.map((articleNo) => articleNo.trim().replace(/\s+/g, " %").replace(/[\\]/g, "_"))
  const filters = { $or: patterns.map((pattern) => ({ sku: { $ilike: pattern } })) }
  return await variants(container, filters, articleNos.length * 10)
}
