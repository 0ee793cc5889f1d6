import { type ArticleRow, toLatin1 } from "../../../modules/specter/client"
import type { Settings } from "../../../modules/specter/settings"
import type { Reason } from "../../../reasons/reason"
import { isAsSent } from "../../push/mappers/article-hash"
import { firstText } from "../../push/mappers/text"
import type { ImportedVariant } from "./imported-variant"
import { toMedusaTitle } from "./to-medusa-title"
import { isSameWeight, toMedusaWeight } from "./to-medusa-weight"

export type VariantUpdate = { title?: string; barcode?: string; ean?: string; weight?: number }

export type VariantUpdateContext = {
  settings: Pick<Settings, "weight_unit">
  /** Who has the bar code: nobody, another variant of the same article, or another article's. */
  barcodeHolder(barcode: string, variantId: string): "nobody" | "sibling" | "other"
}

/**
 * What of a variant differs from Specter's article. What Specter does not tell stays as it is in the store, and so does what
 * it tells as it was sent, which the store's own code may have changed.
 */
export function toMedusaVariantUpdate(
  variant: ImportedVariant,
  row: ArticleRow,
  context: VariantUpdateContext
): { update: VariantUpdate; problems: Reason[] } {
  const barcode = barcodeUpdate(variant, row, context)
  const update = { ...titleUpdate(variant, row), ...barcode.update, ...weightUpdate(variant, row, context) }
  return { update, problems: barcode.problems }
}

/** An only variant that is called as its product follows it: else it would seem to set itself apart from now on. */
function titleUpdate(
  { title: variantTitle, product, sentHash }: ImportedVariant,
  { name }: ArticleRow
): VariantUpdate {
  const isNamesake = variantTitle?.trim().toLowerCase() === product.title.trim().toLowerCase()
  if (product.variants.length !== 1 || !isNamesake) {
    return {}
  }
  const title = toMedusaTitle(name, { productTitle: product.title, variantTitle, sentHash })
  return title === undefined ? {} : { title }
}

/** Into the field that the export reads first, so that Specter gets back what it gave. */
function barcodeUpdate(variant: ImportedVariant, row: ArticleRow, { barcodeHolder }: VariantUpdateContext) {
  const barcode = row.barcode?.trim() ?? ""
  const present = firstText(variant.ean, variant.barcode, variant.upc) ?? ""
  const isSame = toLatin1(present).text === barcode || isAsSent(variant.sentHash, "barcode", barcode)
  if (barcode === "" || isSame) {
    return { update: {}, problems: [] }
  }
  switch (barcodeHolder(barcode, variant.id)) {
    case "nobody":
      return { update: firstText(variant.ean) ? { ean: barcode } : { barcode }, problems: [] }
    case "sibling":
      return { update: {}, problems: [] }
    case "other":
      return { update: {}, problems: [barcodeTaken(row.articleNo, barcode)] }
  }
}

function weightUpdate(
  variant: ImportedVariant,
  { weightKg }: ArticleRow,
  { settings }: VariantUpdateContext
) {
  const weight = toMedusaWeight(weightKg, settings.weight_unit)
  const present = variant.weight ?? variant.product.weight
  const isSame = (told: string) =>
    isSameWeight(present, told, settings.weight_unit) || isAsSent(variant.sentHash, "weightKg", told)
  return weight === undefined || isSame(weightKg as string) ? {} : { weight }
}

export function barcodeTaken(article_no: string, barcode: string): Reason {
  return { code: "article_barcode_taken", data: { article_no, barcode } }
}
