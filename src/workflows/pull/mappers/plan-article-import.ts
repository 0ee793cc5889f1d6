import type { ArticleRow } from "../../../modules/specter/client"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { ImportedArticle, RemarkableRow } from "../../../modules/specter-sync/pull-ledger"
import type { Reason } from "../../../reasons/reason"
import { listOf } from "../../push/mappers/list-of"
import { serviceArticleKeys } from "../../push/service-articles"
import { articleGroup } from "./article-groups"
import type { ArticleImportPlan, ArticleImportState, PlanInput } from "./article-import"
import { handlesFor, takeHandle } from "./free-handle"
import type { ImportedVariant } from "./imported-variant"
import { toNotedArticle } from "./noted-article"
import { type PriceContext, toMedusaPriceWrite } from "./to-medusa-price-write"
import { toMedusaProduct } from "./to-medusa-product"
import { isWhollyRemoved, type ToldProduct, toMedusaProductUpdate } from "./to-medusa-product-update"
import { toMedusaVariantUpdate } from "./to-medusa-variant-update"

/** What is to be written for these articles. Every row has another article; rows without a number are told elsewhere. */
export function planArticleImport({ rows, state }: PlanInput): ArticleImportPlan {
  const planner = new Planner(state)
  for (const row of rows) {
    planner.article(row)
  }
  return planner.finish()
}

class Planner {
  private readonly plan: ArticleImportPlan = {
    categories: [],
    products: [],
    prices: [],
    variants: [],
    productUpdates: [],
    noted: [],
    removed: [],
    outcome: { changed: 0, unchanged: 0, rows: [] },
  }
  private readonly touched = new Set<string>()
  private readonly told = new Map<string, ToldProduct>()
  private readonly read = new Set<ArticleRow>()
  private readonly changed = new Set<ArticleRow>()
  private readonly failed = new Set<ArticleRow>()

  private readonly state: ArticleImportState
  private readonly services: Set<string>

  constructor(state: ArticleImportState) {
    this.state = {
      ...state,
      barcodeHolders: new Map(state.barcodeHolders),
      productHandles: new Set(state.productHandles),
      categoryHandles: new Set(state.categoryHandles),
      categoryIds: new Map(state.categoryIds),
    }
    this.services = serviceArticleKeys(state.settings)
  }

  article(row: ArticleRow): void {
    this.read.add(row)
    if (row.problem) {
      this.tell(row, "problem", {
        code: "batch_row_unreadable",
        data: { article_no: row.articleNo, figure: row.problem },
      })
    }
    const key = articleKey(row.articleNo)
    const variants = this.state.variants.get(key) ?? []
    if (row.removed) {
      this.plan.removed.push(row.articleNo)
    } else if (variants.length === 0 && !this.services.has(key)) {
      this.newArticle(row)
    }
    for (const variant of variants) {
      this.existing(row, variant)
    }
  }

  finish(): ArticleImportPlan {
    this.told.forEach((product) => this.product(product))
    const { outcome } = this.plan
    outcome.changed = this.changed.size
    outcome.unchanged = [...this.read].filter((row) => !this.changed.has(row) && !this.failed.has(row)).length
    return { ...this.plan, noted: this.noted() }
  }

  private newArticle(row: ArticleRow): void {
    const { state, plan } = this
    if (state.settings.import_price_only) {
      return this.tell(row, "unmatched", { code: "article_not_created", data: { article_no: row.articleNo } })
    }
    const holder = state.inventoryItems.holders.get(row.articleNo)
    if (holder !== undefined) {
      const data = { article_no: row.articleNo, variant: holder }
      return this.tell(row, "problem", { code: "article_inventory_item_taken", data })
    }
    const barcode = row.barcode?.trim() ?? ""
    const { product, problems, notes } = toMedusaProduct(row, {
      settings: state.settings,
      price: this.priceContext(state.usualVatPercent),
      places: this.placesOf(row),
      handle: takeHandle(handlesFor(`${row.name ?? ""} ${row.articleNo}`), state.productHandles),
      isBarcodeTaken: state.barcodeHolders.has(barcode),
      inventoryItemId: state.inventoryItems.ids.get(row.articleNo),
    })
    problems.forEach((problem) => this.tell(row, "problem", problem))
    notes.forEach((note) => this.tell(row, "noted", note))
    if (product) {
      if (barcode !== "") {
        state.barcodeHolders.set(barcode, row.articleNo)
      }
      plan.products.push(product)
      this.changed.add(row)
    }
  }

  private existing(row: ArticleRow, variant: ImportedVariant): void {
    if (!row.removed) {
      this.variant(row, variant)
    }
    if (!this.state.settings.import_price_only) {
      const product = this.told.get(variant.product.id) ?? { product: variant.product, told: [] }
      product.told.push({ row, variant })
      this.told.set(variant.product.id, product)
    } else if (row.removed) {
      this.tellRemoved(row, variant, "article_removed_noted")
    }
  }

  private variant(row: ArticleRow, variant: ImportedVariant): void {
    const { state, plan } = this
    const { price, problems, notes } = toMedusaPriceWrite(
      variant,
      row,
      this.priceContext(state.vatPercents.get(variant.id))
    )
    const fields = state.settings.import_price_only
      ? { update: {}, problems: [] }
      : toMedusaVariantUpdate(variant, row, {
          settings: state.settings,
          barcodeHolder: (barcode, id) => this.barcodeHolder(row, barcode, id),
        })
    for (const problem of [...problems, ...fields.problems]) {
      this.tell(row, "problem", problem)
    }
    notes.forEach((note) => this.tell(row, "noted", note))
    if (price) {
      plan.prices.push(price)
    }
    if (price || Object.keys(fields.update).length) {
      plan.variants.push({ id: variant.id, ...fields.update })
      this.touch(row, variant.id)
    }
    const barcode = fields.update.ean ?? fields.update.barcode
    if (barcode) {
      state.barcodeHolders.set(barcode, variant.id)
    }
  }

  private barcodeHolder(row: ArticleRow, barcode: string, variantId: string) {
    const holder = this.state.barcodeHolders.get(barcode)
    if (holder === undefined || holder === variantId) {
      return "nobody"
    }
    const siblings = this.state.variants.get(articleKey(row.articleNo)) ?? []
    return siblings.some(({ id }) => id === holder) ? "sibling" : "other"
  }

  private product(told: ToldProduct): void {
    const { settings, removedBefore, groupCategoryIds } = this.state
    const update = toMedusaProductUpdate(told, {
      unpublishRemoved: settings.unpublish_removed_articles,
      removedBefore,
      groupCategoryIds,
      categoryOf: (row) =>
        settings.move_product_to_article_group_category ? this.categoryOf(row) : undefined,
    })
    if (update) {
      this.plan.productUpdates.push({ id: told.product.id, ...update })
      for (const { row, variant } of told.told) {
        this.touch(row, variant.id)
      }
    }
    const isDraftNow = update?.status === "draft"
    const isDone = told.product.status === "draft" && isWhollyRemoved(told, removedBefore)
    for (const { row, variant } of told.told.filter(({ row }) => row.removed && !isDone)) {
      this.tellRemoved(row, variant, isDraftNow ? "article_removed_unpublished" : "article_removed_noted")
    }
  }

  private priceContext(vatPercent: PriceContext["vatPercent"]): PriceContext {
    const { settings, pricesIncludeVat } = this.state
    const { currency_code: currencyCode, country_code: countryCode } = settings
    return { pricesIncludeVat, vatPercent, currencyCode, countryCode }
  }

  /** The category of the article's group goes before the merchant's for all new products. */
  private placesOf(row: ArticleRow) {
    const { places, settings } = this.state
    const missing = places.missing.filter(({ code }) => code !== "new_product_category_missing")
    const isWanted = settings.article_group_creates_category && missing.length === 0
    const categoryId = isWanted ? this.categoryOf(row) : undefined
    return categoryId === undefined ? places : { ...places, categoryId, missing }
  }

  /** The category of the article's group: the one it has, or a new one when groups are to make categories. */
  private categoryOf(row: ArticleRow): string | undefined {
    const { settings, categoryIds, newCategoryIds, categoryHandles } = this.state
    const group = articleGroup(row)
    if (!group || categoryIds.has(group.number) || !settings.article_group_creates_category) {
      return group && categoryIds.get(group.number)
    }
    const id = newCategoryIds.get(group.number) as string
    categoryIds.set(group.number, id)
    this.plan.categories.push({
      id,
      name: group.name,
      handle: takeHandle(handlesFor(group.name), categoryHandles),
      is_active: settings.article_group_category_active,
      group_number: group.number,
    })
    return id
  }

  private touch(row: ArticleRow, variantId: string): void {
    this.changed.add(row)
    this.touched.add(variantId)
  }

  private noted(): ImportedArticle[] {
    const { state, plan } = this
    const prices = new Map(plan.prices.map((price) => [price.variant_id, price]))
    const variants = new Map(plan.variants.map((variant) => [variant.id, variant]))
    const products = new Map(plan.productUpdates.map((product) => [product.id, product]))
    return listOf(
      [...this.touched].map((id) => {
        const sendable = state.sendable.get(id)
        const change = {
          price: prices.get(id),
          variant: variants.get(id),
          product: products.get(sendable?.product?.id ?? ""),
        }
        return (
          sendable && toNotedArticle(sendable, change, { ...state, vatPercent: state.vatPercents.get(id) })
        )
      })
    )
  }

  private tellRemoved(
    row: ArticleRow,
    { product }: ImportedVariant,
    code: "article_removed_unpublished" | "article_removed_noted"
  ) {
    this.tell(row, "noted", { code, data: { article_no: row.articleNo, product: product.title } })
  }

  private tell(row: ArticleRow, outcome: RemarkableRow["outcome"], reason: Reason): void {
    this.plan.outcome.rows.push({ subject: row.articleNo, outcome, reason })
    if (outcome !== "noted") {
      this.failed.add(row)
    }
  }
}
