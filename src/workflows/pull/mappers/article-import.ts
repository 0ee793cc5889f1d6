import type { BigNumberInput, CreateProductWorkflowInputDTO } from "@medusajs/framework/types"
import type { ArticleRow } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { BatchOutcome, ImportedArticle } from "../../../modules/specter-sync/pull-ledger"
import type { MedusaVariant } from "../../push/mappers/article"
import type { ImportedVariant } from "./imported-variant"
import type { NewProductPlaces } from "./to-medusa-product"
import type { PriceWrite } from "./to-medusa-price-write"
import type { ProductUpdate } from "./to-medusa-product-update"
import type { VariantUpdate } from "./to-medusa-variant-update"

/** What the store has that bears on a chunk of articles. */
export type ArticleImportState = {
  settings: Settings
  /** By `articleKey`. */
  variants: Map<string, ImportedVariant[]>
  /** The same variants as they would be sent, by id. */
  sendable: Map<string, MedusaVariant>
  vatPercents: Map<string, BigNumberInput>
  /** VAT in percent of a product that nothing is known of. */
  usualVatPercent?: BigNumberInput
  pricesIncludeVat: boolean
  /** Whose bar code it is: the variant's id. */
  barcodeHolders: Map<string, string>
  productHandles: Set<string>
  categoryHandles: Set<string>
  /** By SKU, and of those that a variant has for its own, the variant's name. */
  inventoryItems: { ids: Map<string, string>; holders: Map<string, string> }
  places: NewProductPlaces
  /** The category of each article group that has one, by the group's number; ids for those that have none yet. */
  categoryIds: Map<string, string>
  newCategoryIds: Map<string, string>
  /** Of the variants' products' categories, those that were made of article groups. */
  groupCategoryIds: Set<string>
  /** Variants beside those of the chunk whose articles Specter removed before. */
  removedBefore: Set<string>
}

export type NewCategory = {
  id: string
  name: string
  handle: string
  is_active: boolean
  group_number: string
}

/** What is to be written for a chunk of articles, and what will have come of it. */
export type ArticleImportPlan = {
  categories: NewCategory[]
  products: CreateProductWorkflowInputDTO[]
  prices: PriceWrite[]
  /** Every variant of which something changes, its price included: an id alone makes the store hear of it. */
  variants: ({ id: string } & VariantUpdate)[]
  productUpdates: ({ id: string } & ProductUpdate)[]
  /** What Specter has of the variants once all is written. */
  noted: ImportedArticle[]
  /** Article numbers that Specter removed. */
  removed: string[]
  outcome: BatchOutcome
}

export type PlanInput = { rows: ArticleRow[]; state: ArticleImportState }
