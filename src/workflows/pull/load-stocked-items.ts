import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  knowsStockTables,
  readStockedVariants,
  readStockedVariantsBySku,
  type StockedVariantRow,
} from "../../medusa-tables/stock"
import { articleKey } from "../../modules/specter-sync/article-key"
import type { RemarkableRow } from "../../modules/specter-sync/pull-ledger"
import type { ReasonCode } from "../../reasons/reason"
import type { StockedItem } from "./mappers/plan-levels"
import { type ArticleFigures, wholeNumber } from "./mappers/read-figures"
import { reservedForOthers } from "./reserved-for-others"
import { variantsByArticle } from "../variants-by-article"

const FIELDS = [
  "manage_inventory",
  "inventory_items.required_quantity",
  "inventory_items.inventory_item_id",
  "inventory_items.inventory.location_levels.id",
  "inventory_items.inventory.location_levels.location_id",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
  "inventory_items.inventory.location_levels.stock_locations.id",
]

type Level = {
  id: string
  location_id: string
  stocked_quantity: number
  reserved_quantity: number
  stock_locations?: unknown[]
}

type Variant = {
  manage_inventory: boolean
  inventory_items?:
    | ({
        required_quantity: number
        inventory_item_id: string
        inventory?: { location_levels?: (Level | null)[] }
      } | null)[]
    | null
}

/** The inventory items that stand for these articles, and the articles that none stands for. */
export async function loadStockedItems(
  container: MedusaContainer,
  articles: ArticleFigures[],
  askedAt: Date
): Promise<{ items: StockedItem[]; remarks: RemarkableRow[] }> {
  const variants = await loadVariants(
    container,
    articles.map(({ articleNo }) => articleNo)
  )
  const remarks: RemarkableRow[] = []
  const items = new Map<string, StockedItem>()
  for (const { articleNo, figure, bySite } of articles) {
    const found = variants.get(articleNo) ?? []
    if (!found.length) {
      remarks.push(remark(articleNo, "unmatched", "article_without_variant"))
    }
    for (const variant of found) {
      const oddity = oddityOf(variant)
      if (oddity) {
        remarks.push(remark(articleNo, "problem", oddity))
        continue
      }
      const { inventory_item_id } = variant.inventory_items![0]!
      const levels = levelsOf(variant).map(toLevel)
      levels.sort((one, other) => (one.id < other.id ? -1 : 1))
      items.set(inventory_item_id, {
        articleNo,
        inventoryItemId: inventory_item_id,
        figure: wholeNumber(figure),
        bySite,
        levels,
      })
    }
  }
  await noteFirstLocation(container, [...items.values()])
  await noteReservedInSpecter(container, [...items.values()], askedAt)
  return { items: [...items.values()], remarks }
}

/** Of a variant that is no kit. */
const levelsOf = ({ inventory_items }: Variant): Level[] =>
  (inventory_items?.[0]?.inventory?.location_levels ?? []).filter(isAtALocation)

/** Medusa leaves a location's levels behind when it is deleted. */
const isAtALocation = (level: Level | null): level is Level =>
  level !== null && level.stock_locations?.length !== 0

const toLevel = ({ id, location_id, stocked_quantity, reserved_quantity }: Level) => ({
  id,
  locationId: location_id,
  stocked: Number(stocked_quantity),
  reserved: Number(reserved_quantity),
  reservedInSpecter: 0,
})

/** What has no stock figure of its own in the store, and is left as it is. */
function oddityOf({ manage_inventory, inventory_items }: Variant): ReasonCode | undefined {
  const parts = (inventory_items ?? []).filter((part) => part !== null)
  if (!manage_inventory || !parts.length) {
    return "variant_without_managed_inventory"
  }
  return parts.length > 1 || parts[0].required_quantity !== 1 ? "variant_is_kit" : undefined
}

function remark(articleNo: string, outcome: RemarkableRow["outcome"], code: ReasonCode): RemarkableRow {
  return { subject: articleNo, outcome, reason: { code, data: { article_no: articleNo } } }
}

/** Of these articles, those that have an inventory item in the store and no level yet. */
export async function articlesWithoutLevels(
  container: MedusaContainer,
  articleNos: string[]
): Promise<string[]> {
  const variants = await loadVariants(container, articleNos)
  const isWithout = (variant: Variant) => !oddityOf(variant) && levelsOf(variant).length === 0
  return articleNos.filter((articleNo) => {
    const found = variants.get(articleNo) ?? []
    return found.length > 0 && found.every(isWithout)
  })
}

/** The variants that stand for these articles, by article number. Almost every article number is a SKU to the letter. */
async function loadVariants(
  container: MedusaContainer,
  articleNos: string[]
): Promise<Map<string, Variant[]>> {
  const exact = (await knowsStockTables(container))
    ? toVariants(await readStockedVariantsBySku(container, articleNos), "sku")
    : new Map<string, Variant>()
  const idsByKey = await variantsByArticle(
    container,
    articleNos.filter((articleNo) => !exact.has(articleNo))
  )
  const byId = await loadVariantsById(container, [...idsByKey.values()].flat())
  return new Map(
    articleNos.map((articleNo) => {
      const variant = exact.get(articleNo)
      const ids = idsByKey.get(articleKey(articleNo)) ?? []
      return [articleNo, variant ? [variant] : ids.flatMap((id) => byId.get(id) ?? [])]
    })
  )
}

async function loadVariantsById(container: MedusaContainer, ids: string[]): Promise<Map<string, Variant>> {
  if (!ids.length) {
    return new Map()
  }
  if (await knowsStockTables(container)) {
    return toVariants(await readStockedVariants(container, ids), "variant_id")
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", ...FIELDS],
    filters: { id: ids },
    pagination: { take: ids.length, skip: 0 },
  })
  return new Map((data as unknown as (Variant & { id: string })[]).map((variant) => [variant.id, variant]))
}

/** As Medusa's query gives them, by id or by SKU. */
function toVariants(rows: StockedVariantRow[], column: "variant_id" | "sku"): Map<string, Variant> {
  const variants = new Map<string, Variant & { inventory_items: NonNullable<Variant["inventory_items"]> }>()
  for (const { [column]: name, manage_inventory, inventory_item_id, required_quantity, ...level } of rows) {
    if (name === null) {
      continue
    }
    const variant = variants.get(name) ?? { manage_inventory, inventory_items: [] }
    variants.set(name, variant)
    if (inventory_item_id === null) {
      continue
    }
    let part = variant.inventory_items.find((known) => known?.inventory_item_id === inventory_item_id)
    if (!part) {
      part = { inventory_item_id, required_quantity: Number(required_quantity), inventory: {} }
      variant.inventory_items.push(part)
    }
    if (level.level_id !== null) {
      const levels = (part.inventory!.location_levels ??= [])
      levels.push(toStoredLevel(level))
    }
  }
  return variants
}

const toStoredLevel = (
  level: Pick<StockedVariantRow, "level_id" | "location_id" | "stocked_quantity" | "reserved_quantity">
): Level => ({
  id: level.level_id as string,
  location_id: level.location_id as string,
  stocked_quantity: Number(level.stocked_quantity),
  reserved_quantity: Number(level.reserved_quantity),
})

/** Where an item that has no level yet gets its first. */
async function noteFirstLocation(container: MedusaContainer, items: StockedItem[]): Promise<void> {
  const unplaced = items.filter(({ levels }) => levels.length === 0)
  const defaultLocationId = unplaced.length ? await firstLocation(container) : undefined
  unplaced.forEach((item) => (item.defaultLocationId = defaultLocationId))
}

async function firstLocation(container: MedusaContainer): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id"],
    pagination: { take: 1, skip: 0, order: { created_at: "ASC" } },
  })
  return data[0]?.id
}

/**
 * What is reserved for orders that Specter had when it was asked: all that the level has as reserved but what is for others.
 * The level says what can be sold, and its sum can differ from its reservations: two processes of Medusa's that reserve in the
 * same moment, without a locking module that they share, lose one of the two.
 */
async function noteReservedInSpecter(
  container: MedusaContainer,
  items: StockedItem[],
  askedAt: Date
): Promise<void> {
  const reserved = items.filter(({ levels }) => levels.some((level) => level.reserved !== 0))
  if (!reserved.length) {
    return
  }
  const byId = new Map(reserved.map((item) => [item.inventoryItemId, item]))
  for (const level of reserved.flatMap(({ levels }) => levels)) {
    level.reservedInSpecter = level.reserved
  }
  for (const other of await reservedForOthers(container, [...byId.keys()], askedAt)) {
    const level = byId
      .get(other.inventory_item_id)
      ?.levels.find(({ locationId }) => locationId === other.location_id)
    if (level) {
      level.reservedInSpecter -= Number(other.quantity)
    }
  }
}
