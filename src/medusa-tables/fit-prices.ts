import type { Knex } from "@medusajs/framework/mikro-orm/knex"
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

/** A price that was written. `before` and `price` are the store's, old and new, in Specter's terms. */
export type FittedPrice = {
  id: string
  variant_id: string
  sku: string
  before: string
  price: string
  /** When the variant or its product was changed last, in the database's own words. */
  changed_at: string
}

const STORE_DECIMALS = 2

/** As `articlePrice` tells a price to Specter; `amount` is without VAT. */
const spectersText = (amount: string) =>
  `CAST(round(${amount}, greatest(2, min_scale(round(${amount}, 4)))) AS text)`

/**
 * Of each SKU to the letter whose variant has one base price in the currency, that price, where Specter tells another. That
 * is `toMedusaPriceWrite` for such a variant. What was read is written only as long as it is so still. The rows are come
 * to in the order of ids.
 */
const FIT_PRICES = `
WITH told AS MATERIALIZED (
  SELECT sku, CAST(price AS numeric) AS price, CAST(vat_percent AS numeric) AS vat_percent
  FROM unnest(CAST(:skus AS text[]), CAST(:prices AS text[]), CAST(:vat_percents AS text[])) AS t(sku, price, vat_percent)),
vat AS MATERIALIZED (
  SELECT product_id, percent, 1 + percent / 100 AS factor
  FROM unnest(CAST(:product_ids AS text[]), CAST(:percents AS numeric[])) AS t(product_id, percent)),
priced AS MATERIALIZED (
  SELECT t.sku, t.price, t.vat_percent, v.id AS variant_id, r.id, r.raw_amount->>'value' AS amount, r.price_list_id, r.rules_count,
    r.min_quantity, r.currency_code, greatest(v.updated_at, p.updated_at) AS changed_at,
    vat.percent, CASE WHEN :with_vat THEN vat.factor ELSE 1 END AS factor
  FROM told t
  JOIN product_variant v ON v.sku = t.sku AND v.deleted_at IS NULL
  JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
  JOIN product_variant_price_set l ON l.variant_id = v.id AND l.deleted_at IS NULL
  JOIN price_set s ON s.id = l.price_set_id AND s.deleted_at IS NULL
  JOIN price r ON r.price_set_id = s.id AND r.deleted_at IS NULL
  LEFT JOIN vat ON vat.product_id = p.id),
base AS MATERIALIZED (
  SELECT * FROM priced
  WHERE price_list_id IS NULL AND coalesce(rules_count, 0) = 0 AND coalesce(min_quantity, 1) <= 1
    AND lower(btrim(currency_code)) = :currency_code),
plain AS MATERIALIZED (
  SELECT sku, variant_id, id, changed_at, factor, scale(price) AS decimals, amount AS stored, round(price, 10) AS price,
    round(CAST(amount AS numeric), 10) AS amount
  FROM base
  WHERE price >= 0 AND amount IS NOT NULL AND factor IS NOT NULL AND coalesce(vat_percent = percent, true)
    AND sku NOT IN (SELECT sku FROM base GROUP BY sku HAVING count(*) > 1)),
compared AS MATERIALIZED (
  SELECT *, amount / factor AS without_vat, trim_scale(round(price * factor, ${STORE_DECIMALS})) AS stores FROM plain),
planned AS MATERIALIZED (
  SELECT sku, variant_id, id, changed_at, stored, without_vat, stores, stores / factor AS stores_without_vat FROM compared
  WHERE round(without_vat, greatest(${STORE_DECIMALS}, decimals)) <> price AND amount <> stores
  ORDER BY id COLLATE "C"),
written AS (
  UPDATE price AS r SET amount = planned.stores, updated_at = now(),
    raw_amount = jsonb_build_object('value', CAST(planned.stores AS text), 'precision', 20)
  FROM planned WHERE r.id = planned.id AND r.deleted_at IS NULL AND r.raw_amount->>'value' = planned.stored
  RETURNING planned.*)
SELECT sku, id, variant_id, CAST(changed_at AS text) AS changed_at, ${spectersText("without_vat")} AS before,
  ${spectersText("stores_without_vat")} AS price
FROM written
UNION ALL SELECT sku, NULL, NULL, NULL, NULL, NULL FROM planned WHERE id NOT IN (SELECT id FROM written)
UNION ALL SELECT sku, NULL, NULL, NULL, NULL, NULL FROM told WHERE sku NOT IN (SELECT sku FROM plain)`

/**
 * Brings the base prices of these SKUs to what Specter tells, where nothing stands against it, without an event. For
 * tables that `knowsPricedVariantTables` knows.
 * @returns what was written, and the SKUs that need a closer look. A SKU that is in neither has that price already.
 */
export async function fitPrices(
  container: MedusaContainer,
  told: ToldPrice[],
  { currencyCode, pricesIncludeVat, vatPercents }: StoreTerms,
  transaction: Knex.Transaction
): Promise<{ written: FittedPrice[]; left: Set<string> }> {
  const rows = await rowsOf<FittedPrice | { sku: string; id: null }>(
    container,
    FIT_PRICES,
    {
      skus: told.map(({ sku }) => sku),
      prices: told.map(({ price }) => price),
      vat_percents: told.map(({ vatPercent }) => vatPercent ?? null),
      product_ids: [...vatPercents.keys()],
      percents: [...vatPercents.values()].map((percent) => MathBN.convert(percent).toFixed()),
      currency_code: currencyCode,
      with_vat: pricesIncludeVat,
    },
    transaction
  )
  const written = rows.filter((row): row is FittedPrice => row.id !== null)
  return { written, left: new Set(rows.filter(({ id }) => id === null).map(({ sku }) => sku)) }
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
