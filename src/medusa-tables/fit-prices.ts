import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { rowsOf } from "./rows-of"

/** Decimal texts: Specter's price without VAT, and its VAT in percent where it tells it. */
export type ToldPrice = { sku: string; price: string; vatPercent?: string }

/** How the store keeps prices. Without a product's VAT, in percent, a price with VAT cannot be told from one without. */
export type StoreTerms = {
  currencyCode: string
  pricesIncludeVat: boolean
  vatPercents: ReadonlyMap<string, BigNumberInput>
}

/** A price that was written. `is_noted`: the ledger has it as what Specter has, and nothing needs to go back. */
export type FittedPrice = { id: string; variant_id: string; is_noted: boolean }

const STORE_DECIMALS = 2

/** As `articlePrice` tells a price to Specter; `amount` is without VAT. */
const spectersText = (amount: string) =>
  `CAST(round(${amount}, greatest(2, min_scale(round(${amount}, 4)))) AS text)`

/**
 * Of each SKU to the letter whose variant has one base price in the currency, that price, where Specter tells another. That is
 * `toMedusaPriceWrite` for such a variant. Where another price was sent than the store's, which its own code may have made of
 * it, a closer look is needed: what Specter tells may be just that. The rows are come to in the order of ids, the ledger's in
 * that of its subjects as everywhere, by their place on the disk, and written only where nobody has changed them since they
 * were read: `xmin` is who wrote a row last. `OFFSET 0`: PostgreSQL would else work out anew at each use what has a name.
 *
 * The ledger notes in the same statement that Specter has the price, as the part after `@` of what was sent: of nothing but
 * rows that are `sent`, with the price that the store had until now, not since Specter was asked, and that were looked at
 * after the variant was changed last; and of these no indexed column. Without a row in the ledger the whole article would
 * have to be noted: such a price is not written. The ledger is joined where PostgreSQL still knows how many rows there are.
 */
const FIT_PRICES = `
WITH told AS MATERIALIZED (
  SELECT sku, CAST(price AS numeric) AS price, CAST(vat_percent AS numeric) AS vat_percent
  FROM unnest(CAST(:skus AS text[]), CAST(:prices AS text[]), CAST(:vat_percents AS text[])) AS t(sku, price, vat_percent)),
vat AS MATERIALIZED (
  SELECT product_id, percent, 1 + percent / 100 AS factor
  FROM unnest(CAST(:product_ids AS text[]), CAST(:percents AS numeric[])) AS t(product_id, percent)),
base AS MATERIALIZED (
  SELECT sku, told, vat_percent, variant_id, id, price_at, price_by, stored, percent, factor, transfer_at, transfer_by, sent_hash, is_clear
  FROM (
    SELECT t.sku, t.price AS told, t.vat_percent, v.id AS variant_id, r.id, r.ctid AS price_at, r.xmin AS price_by,
      r.raw_amount->>'value' AS stored, r.price_list_id, r.rules_count, r.min_quantity, r.currency_code,
      vat.percent, CASE WHEN :with_vat THEN vat.factor ELSE 1 END AS factor,
      a.ctid AS transfer_at, a.xmin AS transfer_by, a.sent_hash,
      a.state = 'sent' AND a.specter_number = t.sku AND coalesce(a.sent_at < CAST(:asked_at AS timestamptz), true)
        AND a.updated_at >= greatest(v.updated_at, p.updated_at) AS is_clear
    FROM told t
    JOIN product_variant v ON v.sku = t.sku AND v.deleted_at IS NULL
    JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
    JOIN product_variant_price_set l ON l.variant_id = v.id AND l.deleted_at IS NULL
    JOIN price r ON r.price_set_id = l.price_set_id AND r.deleted_at IS NULL
    LEFT JOIN specter_transfer a ON a.kind = 'article' AND a.subject_id = v.id AND a.deleted_at IS NULL
    LEFT JOIN vat ON vat.product_id = p.id OFFSET 0) AS priced
  WHERE price_list_id IS NULL AND coalesce(rules_count, 0) = 0 AND coalesce(min_quantity, 1) <= 1
    AND (currency_code = :currency_code OR lower(btrim(currency_code)) = :currency_code)),
compared AS MATERIALIZED (
  SELECT sku, variant_id, id, price_at, price_by, transfer_at, transfer_by, sent_hash, is_clear, factor, without_vat, stores,
    round(without_vat, greatest(${STORE_DECIMALS}, scale(told))) = price OR amount = stores AS is_so
  FROM (
    SELECT *, amount / factor AS without_vat, trim_scale(round(price * factor, ${STORE_DECIMALS})) AS stores
    FROM (
      SELECT *, round(told, 10) AS price, round(CAST(stored AS numeric), 10) AS amount
      FROM base
      WHERE told >= 0 AND stored IS NOT NULL AND factor IS NOT NULL AND coalesce(vat_percent = percent, true)
        AND sku NOT IN (SELECT sku FROM base GROUP BY sku HAVING count(*) > 1) OFFSET 0) AS plain OFFSET 0) AS planned),
written AS (
  UPDATE price AS r SET amount = c.stores, updated_at = now(),
    raw_amount = jsonb_build_object('value', CAST(c.stores AS text), 'precision', 20)
  FROM (
    SELECT sku, variant_id, id, price_at, price_by, transfer_at, transfer_by, stores, is_clear,
      split_part(sent_hash, '@', 1) || '@' || ${spectersText("stores / factor")} AS hash,
      split_part(sent_hash, '@', 2) = ${spectersText("without_vat")} AS is_as_sent
    FROM compared WHERE NOT is_so AND transfer_at IS NOT NULL ORDER BY id COLLATE "C" OFFSET 0) AS c
  WHERE r.ctid = c.price_at AND r.xmin = c.price_by AND coalesce(c.is_as_sent, true)
  RETURNING c.id, c.sku, c.variant_id, c.hash, c.transfer_at, c.transfer_by, c.is_clear AND c.is_as_sent AS is_to_note),
noted AS (
  UPDATE specter_transfer AS t SET sent_hash = written.hash, tried_hash = written.hash
  FROM (SELECT * FROM written WHERE is_to_note ORDER BY variant_id COLLATE "C" OFFSET 0) AS written
  WHERE t.ctid = written.transfer_at AND t.xmin = written.transfer_by
  RETURNING t.subject_id)
SELECT NULL AS left_sku, id, variant_id, variant_id IN (SELECT subject_id FROM noted) AS is_noted FROM written
UNION ALL SELECT sku, NULL, NULL, NULL FROM told
WHERE sku NOT IN (SELECT sku FROM compared WHERE is_so UNION ALL SELECT sku FROM written)`

/**
 * Brings the base prices of these SKUs to what Specter tells, where nothing stands against it, and notes in the ledger that
 * Specter, asked at `askedAt`, has them so. All of it or none, without an event. For tables that `knowsPricedVariantTables`
 * knows.
 * @returns what was written, and the SKUs that need a closer look. A SKU that is in neither has that price already.
 */
export async function fitPrices(
  container: MedusaContainer,
  told: ToldPrice[],
  { currencyCode, pricesIncludeVat, vatPercents }: StoreTerms,
  askedAt: Date
): Promise<{ written: FittedPrice[]; left: Set<string> }> {
  const rows = await rowsOf<FittedPrice | { left_sku: string; id: null }>(container, FIT_PRICES, {
    skus: told.map(({ sku }) => sku),
    prices: told.map(({ price }) => price),
    vat_percents: told.map(({ vatPercent }) => vatPercent ?? null),
    product_ids: [...vatPercents.keys()],
    percents: [...vatPercents.values()].map((percent) => MathBN.convert(percent).toFixed()),
    currency_code: currencyCode,
    with_vat: pricesIncludeVat,
    asked_at: askedAt.toISOString(),
  })
  const written: FittedPrice[] = []
  const left = new Set<string>()
  for (const row of rows) {
    if (row.id === null) {
      left.add(row.left_sku)
    } else {
      written.push(row)
    }
  }
  return { written, left }
}

export type PricedProduct = { id: string; type_id: string | null }

const PRODUCTS_OF_SKUS = `
SELECT DISTINCT p.id, p.type_id FROM product_variant v JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
WHERE v.sku = ANY(CAST(:skus AS text[])) AND v.deleted_at IS NULL`

/** The products of the variants that have one of these SKUs to the letter. */
export async function readProductsOfSkus(
  container: MedusaContainer,
  skus: string[]
): Promise<PricedProduct[]> {
  return await rowsOf<PricedProduct>(container, PRODUCTS_OF_SKUS, { skus })
}
