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
 * Of each SKU to the letter whose variant has one base price in the currency, that price, where Specter tells another. That
 * is `toMedusaPriceWrite` for such a variant. What was read is written only as long as it is so still. The rows are come
 * to in the order of ids, the ledger's in that of its subjects as everywhere, and by their place on the disk, which is
 * another as soon as somebody has changed them. `OFFSET 0`: PostgreSQL would else work out anew at each use what has a name.
 *
 * The ledger notes in the same statement that Specter has the price, as the part after `@` of what was sent: of nothing but
 * rows that are `sent`, with the price that the store had until now, not since Specter was asked, and that were looked at
 * after the variant was changed last; and of these no indexed column. Without a row in the ledger the whole article would
 * have to be noted: such a price is not written.
 */
const FIT_PRICES = `
WITH told AS MATERIALIZED (
  SELECT sku, CAST(price AS numeric) AS price, CAST(vat_percent AS numeric) AS vat_percent
  FROM unnest(CAST(:skus AS text[]), CAST(:prices AS text[]), CAST(:vat_percents AS text[])) AS t(sku, price, vat_percent)),
vat AS MATERIALIZED (
  SELECT product_id, percent, 1 + percent / 100 AS factor
  FROM unnest(CAST(:product_ids AS text[]), CAST(:percents AS numeric[])) AS t(product_id, percent)),
base AS MATERIALIZED (
  SELECT * FROM (
    SELECT t.sku, t.price AS told, t.vat_percent, v.id AS variant_id, r.id, r.ctid AS price_at, r.raw_amount->>'value' AS stored,
      r.price_list_id, r.rules_count, r.min_quantity, r.currency_code, greatest(v.updated_at, p.updated_at) AS changed_at,
      vat.percent, CASE WHEN :with_vat THEN vat.factor ELSE 1 END AS factor
    FROM told t
    JOIN product_variant v ON v.sku = t.sku AND v.deleted_at IS NULL
    JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
    JOIN product_variant_price_set l ON l.variant_id = v.id AND l.deleted_at IS NULL
    JOIN price_set s ON s.id = l.price_set_id AND s.deleted_at IS NULL
    JOIN price r ON r.price_set_id = s.id AND r.deleted_at IS NULL
    LEFT JOIN vat ON vat.product_id = p.id OFFSET 0) AS priced
  WHERE price_list_id IS NULL AND coalesce(rules_count, 0) = 0 AND coalesce(min_quantity, 1) <= 1
    AND lower(btrim(currency_code)) = :currency_code),
compared AS MATERIALIZED (
  SELECT *, round(without_vat, greatest(${STORE_DECIMALS}, scale(told))) = price OR amount = stores AS is_so
  FROM (
    SELECT *, amount / factor AS without_vat, trim_scale(round(price * factor, ${STORE_DECIMALS})) AS stores
    FROM (
      SELECT sku, variant_id, id, price_at, changed_at, factor, told, stored, round(told, 10) AS price,
        round(CAST(stored AS numeric), 10) AS amount
      FROM base
      WHERE told >= 0 AND stored IS NOT NULL AND factor IS NOT NULL AND coalesce(vat_percent = percent, true)
        AND sku NOT IN (SELECT sku FROM base GROUP BY sku HAVING count(*) > 1) OFFSET 0) AS plain OFFSET 0) AS planned),
known AS MATERIALIZED (
  SELECT c.sku, c.variant_id, c.id, c.price_at, c.stored, c.stores, t.id AS transfer_id, t.ctid AS transfer_at, t.sent_hash, t.sent_at,
    split_part(t.sent_hash, '@', 1) || '@' || c.price_now AS hash,
    t.state = 'sent' AND t.specter_number = c.sku AND split_part(t.sent_hash, '@', 2) = c.price_before
      AND coalesce(t.sent_at < CAST(:asked_at AS timestamptz), true) AND t.updated_at >= c.changed_at AS is_to_note
  FROM (
    SELECT *, ${spectersText("without_vat")} AS price_before, ${spectersText("stores / factor")} AS price_now
    FROM compared WHERE NOT is_so OFFSET 0) AS c
  JOIN specter_transfer t ON t.kind = 'article' AND t.subject_id = c.variant_id AND t.deleted_at IS NULL
  ORDER BY c.id COLLATE "C"),
written AS (
  UPDATE price AS r SET amount = known.stores, updated_at = now(),
    raw_amount = jsonb_build_object('value', CAST(known.stores AS text), 'precision', 20)
  FROM known WHERE r.ctid = known.price_at AND r.id = known.id
    AND r.deleted_at IS NULL AND r.raw_amount->>'value' = known.stored
  RETURNING known.id, known.sku, known.variant_id, known.hash, known.transfer_id, known.transfer_at, known.sent_hash, known.sent_at,
    known.is_to_note),
noted AS (
  UPDATE specter_transfer AS t SET sent_hash = written.hash, tried_hash = written.hash
  FROM (SELECT * FROM written ORDER BY variant_id COLLATE "C" OFFSET 0) AS written
  WHERE t.ctid = written.transfer_at AND t.id = written.transfer_id AND written.is_to_note
    AND t.state = 'sent' AND t.sent_hash = written.sent_hash AND t.sent_at IS NOT DISTINCT FROM written.sent_at
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
