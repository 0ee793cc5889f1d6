import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type { ArticleRow } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import type { Settings } from "../../modules/specter/settings"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import { articleKey } from "../../modules/specter-sync/article-key"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { loadVariants } from "../push/load-variants"
import { listOf } from "../push/mappers/list-of"
import { loadNewProductPlaces } from "./load-new-product-places"
import { articleGroup } from "./mappers/article-groups"
import type { ArticleImportState } from "./mappers/article-import"
import { handlesFor } from "./mappers/free-handle"
import { IMPORT_FIELDS, type ImportedVariant } from "./mappers/imported-variant"
import { variantsByArticle } from "../variants-by-article"

/** All that the store has that bears on these articles. */
export async function loadArticleImport(
  container: MedusaContainer,
  rows: ArticleRow[]
): Promise<ArticleImportState> {
  const settings = await container.resolve<SpecterModuleService>(SPECTER_MODULE).getSettings()
  const idsByArticle = await variantsByArticle(
    container,
    rows.map(({ articleNo }) => articleNo)
  )
  const variants = await importedVariants(container, [...new Set([...idsByArticle.values()].flat())])
  const byArticle = new Map(
    [...idsByArticle].map(([key, ids]) => [key, listOf(ids.map((id) => variants.get(id)))] as const)
  )
  const fresh = rows.filter((row) => !row.removed && !byArticle.get(articleKey(row.articleNo))?.length)
  const sendable = await loadVariants(container, [...variants.keys()], settings, { withStock: false })
  return {
    settings,
    variants: byArticle,
    sendable: sendable.variants,
    vatPercents: sendable.vatPercents,
    pricesIncludeVat: sendable.pricesIncludeVat,
    removedBefore: await removedBefore(container, rows, [...variants.values()]),
    ...(settings.import_price_only ? NOTHING_NEW : await loadForNew(container, settings, rows, fresh)),
    ...(await loadCategories(container, rows, [...variants.values()])),
  }
}

const NOTHING_NEW = {
  barcodeHolders: new Map<string, string>(),
  productHandles: new Set<string>(),
  categoryHandles: new Set<string>(),
  inventoryItems: { ids: new Map<string, string>(), holders: new Map<string, string>() },
  places: { missing: [] },
}

async function importedVariants(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, ImportedVariant>> {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const [found, sentHashes] = ids.length
    ? await Promise.all([
        graph<ImportedVariant>(container, "product_variant", IMPORT_FIELDS, { id: ids }),
        sync.articlesAsSent(ids),
      ])
    : [[], new Map<string, string>()]
  const variants = found.filter(({ product }) => product)
  const siblings = await variantsOfProducts(container, [
    ...new Set(variants.map(({ product }) => product.id)),
  ])
  return new Map(
    variants.map((variant) => {
      const product = {
        ...variant.product,
        variants: siblings.get(variant.product.id) ?? [{ id: variant.id }],
      }
      return [variant.id, { ...variant, product, sentHash: sentHashes.get(variant.id) }]
    })
  )
}

/** Asked for apart: Medusa leaves out the variants of a variant's product, since they would go in a circle. */
async function variantsOfProducts(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, { id: string }[]>> {
  const products = ids.length
    ? await graph<{ id: string; variants: { id: string }[] }>(container, "product", ["id", "variants.id"], {
        id: ids,
      })
    : []
  return new Map(products.map(({ id, variants }) => [id, variants]))
}

async function loadForNew(
  container: MedusaContainer,
  settings: Settings,
  rows: ArticleRow[],
  fresh: ArticleRow[]
) {
  const barcodes = listOf(rows.map(({ barcode }) => barcode?.trim() || undefined))
  const [barcodeHolders, productHandles, categoryHandles, inventoryItems, places, usualVatPercent] =
    await Promise.all([
      loadBarcodeHolders(container, barcodes),
      takenHandles(
        container,
        "product",
        fresh.map(({ name, articleNo }) => `${name ?? ""} ${articleNo}`)
      ),
      takenHandles(container, "product_category", listOf(rows.map((row) => articleGroup(row)?.name))),
      loadInventoryItems(
        container,
        fresh.map(({ articleNo }) => articleNo)
      ),
      loadNewProductPlaces(container, settings),
      loadUsualVatPercent(container, settings),
    ])
  return { barcodeHolders, productHandles, categoryHandles, inventoryItems, places, usualVatPercent }
}

async function loadBarcodeHolders(
  container: MedusaContainer,
  barcodes: string[]
): Promise<Map<string, string>> {
  const filters = { $or: [{ barcode: barcodes }, { ean: barcodes }] }
  const holders = barcodes.length
    ? await graph<ImportedVariant>(container, "product_variant", ["id", "barcode", "ean"], filters)
    : []
  return new Map(
    holders.flatMap(({ id, barcode, ean }) => listOf([barcode, ean]).map((code) => [code, id] as const))
  )
}

/** Of each name's handles the best, and all others where that one is taken or another name's too. */
async function takenHandles(
  container: MedusaContainer,
  entity: "product" | "product_category",
  names: string[]
): Promise<Set<string>> {
  const handles = names.map(handlesFor)
  const best = handles.map(([handle]) => handle)
  const taken = await handlesTaken(container, entity, best)
  const others = handles.filter(([handle], index) => taken.has(handle) || best.indexOf(handle) !== index)
  return new Set([...taken, ...(await handlesTaken(container, entity, others.flat()))])
}

async function handlesTaken(
  container: MedusaContainer,
  entity: "product" | "product_category",
  handles: string[]
): Promise<Set<string>> {
  const taken = handles.length
    ? await graph<{ handle: string }>(container, entity, ["handle"], { handle: handles })
    : []
  return new Set(taken.map(({ handle }) => handle))
}

/**
 * Medusa lets no two inventory items have a SKU: one that a deleted variant left behind is taken over, and a kit's part is
 * shared. One that a variant has for its own, which was renamed since, is told with that variant's name.
 */
async function loadInventoryItems(
  container: MedusaContainer,
  skus: string[]
): Promise<ArticleImportState["inventoryItems"]> {
  const fields = ["id", "sku", "variants.id"]
  const items = skus.length
    ? await graph<InventoryItem>(container, "inventory_item", fields, { sku: skus })
    : []
  const owners = await ownersOfItems(container, items)
  const holders = items.flatMap(({ id, sku }) => (owners.has(id) ? [[sku, owners.get(id)!] as const] : []))
  return { ids: new Map(items.map(({ id, sku }) => [sku, id])), holders: new Map(holders) }
}

type InventoryItem = { id: string; sku: string; variants?: ({ id: string } | null)[] | null }

type ItemOwner = {
  sku: string | null
  product: { title: string } | null
  inventory_items: { inventory_item_id: string; required_quantity: number }[]
}

/** Of these items, by id, those that are all there is of a variant, with what the variant is called. */
async function ownersOfItems(
  container: MedusaContainer,
  items: InventoryItem[]
): Promise<Map<string, string>> {
  const ids = items.flatMap(({ variants }) => listOf(variants).map(({ id }) => id))
  const fields = [
    "sku",
    "product.title",
    "inventory_items.inventory_item_id",
    "inventory_items.required_quantity",
  ]
  const variants = ids.length ? await graph<ItemOwner>(container, "product_variant", fields, { id: ids }) : []
  return new Map(
    variants.flatMap(({ sku, product, inventory_items: [part, ...others] }) =>
      product && others.length === 0 && Number(part.required_quantity) === 1
        ? [[part.inventory_item_id, sku ?? product.title] as const]
        : []
    )
  )
}

/** The VAT of a product without a type or other mark of its own. */
async function loadUsualVatPercent(
  container: MedusaContainer,
  settings: Settings
): Promise<BigNumberInput | undefined> {
  const id = "new_article"
  const item = { id, product_id: id, quantity: 1, unit_price: 100, currency_code: settings.currency_code }
  const address = { country_code: settings.country_code }
  const [line] = await container.resolve(Modules.TAX).getTaxLines([item], { address })
  return line?.rate ?? undefined
}

/** Of the siblings of removed articles' variants, those whose own articles Specter once had and has no longer. */
async function removedBefore(container: MedusaContainer, rows: ArticleRow[], variants: ImportedVariant[]) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const ids = rows.some(({ removed }) => removed)
    ? [...new Set(variants.flatMap(({ product }) => product.variants.map((sibling) => sibling.id)))]
    : []
  const sentAs = [...(await sync.references("article", ids))]
  const known = await sync.knownArticles(listOf(sentAs.map(([, number]) => number)))
  return new Set(sentAs.flatMap(([id, number]) => (number && !known.has(articleKey(number)) ? [id] : [])))
}

/** The categories of the articles' groups that still exist, whatever they are called now. */
async function loadCategories(container: MedusaContainer, rows: ArticleRow[], variants: ImportedVariant[]) {
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const numbers = [...new Set(listOf(rows.map((row) => articleGroup(row)?.number)))]
  const present = [
    ...new Set(variants.flatMap(({ product }) => listOf(product.categories).map(({ id }) => id))),
  ]
  const references = numbers.length
    ? await sync.listReferences({ kind: "category", number: numbers }, { order: { created_at: "ASC" } })
    : []
  const ids = references.map(({ store_id }) => store_id)
  const living = new Set(
    ids.length
      ? (await graph<{ id: string }>(container, "product_category", ["id"], { id: ids })).map(({ id }) => id)
      : []
  )
  const categoryIds = new Map(
    references.flatMap(({ number, store_id }) =>
      number && living.has(store_id) ? [[number, store_id] as const] : []
    )
  )
  return {
    categoryIds,
    newCategoryIds: new Map(numbers.map((number) => [number, generateEntityId(undefined, "pcat")])),
    groupCategoryIds: new Set((await sync.references("category", present)).keys()),
  }
}

async function graph<T>(
  container: MedusaContainer,
  entity: string,
  fields: string[],
  filters: object
): Promise<T[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity, fields, filters })
  return data as T[]
}
