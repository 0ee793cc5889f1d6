import { Client } from "@medusajs/framework/pg"
import type { OpenDemo } from "../demo/orders/open-demo"
import { fillCart } from "../integration-tests/place-order"

/** Whose rows make up a cart that is ready to be completed; each before what points to it. */
const TABLES: [table: string, where: string][] = [
  ["cart_address", "id IN (SELECT shipping_address_id FROM cart WHERE id = $1)"],
  [
    "cart_address",
    "id IN (SELECT billing_address_id FROM cart WHERE id = $1 AND billing_address_id <> shipping_address_id)",
  ],
  ["cart", "id = $1"],
  ["cart_line_item", "cart_id = $1"],
  ["cart_line_item_tax_line", "item_id IN (SELECT id FROM cart_line_item WHERE cart_id = $1)"],
  ["cart_shipping_method", "cart_id = $1"],
  [
    "cart_shipping_method_tax_line",
    "shipping_method_id IN (SELECT id FROM cart_shipping_method WHERE cart_id = $1)",
  ],
  [
    "payment_collection",
    "id IN (SELECT payment_collection_id FROM cart_payment_collection WHERE cart_id = $1)",
  ],
  [
    "payment_session",
    "payment_collection_id IN (SELECT payment_collection_id FROM cart_payment_collection WHERE cart_id = $1)",
  ],
  ["cart_payment_collection", "cart_id = $1"],
]

type Rows = { table: string; ids: string[]; json: string }

/** So many different carts are filled through the store's API; the others are their copies. */
const ORIGINALS = 20

/** So many carts that only have to be completed. */
export async function makeCarts(
  { api, shop }: OpenDemo,
  databaseUrl: string,
  count: number
): Promise<string[]> {
  const copies: string[][] = []
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (let number = 1; number <= ORIGINALS; number += 1) {
      const items = [`ART-${number}`, `ART-${100 + number}`].map((sku) => ({ sku, quantity: 1 }))
      const { cartId } = await fillCart(api, shop, { items, email: `kund.${number}@example.se` })
      copies.push(await copyCart(client, cartId, Math.ceil(count / ORIGINALS)))
    }
  } finally {
    await client.end()
  }
  const inTurn = copies[0].flatMap((_, index) => copies.map((ofOne) => ofOne[index]))
  return inTurn.slice(0, count)
}

async function copyCart(client: Client, cartId: string, count: number): Promise<string[]> {
  const rows: Rows[] = []
  for (const [table, where] of TABLES) {
    rows.push(await rowsOf(client, table, where, cartId))
  }
  const ids = rows.flatMap((each) => each.ids)
  for (const { table, json } of rows.filter((each) => each.ids.length > 0)) {
    const copies = Array.from({ length: count }, (_, index) => renamed(json, ids, index))
    await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
      `[${copies.join(",")}]`,
    ])
  }
  return Array.from({ length: count }, (_, index) => copyOf(cartId, index))
}

async function rowsOf(client: Client, table: string, where: string, cartId: string): Promise<Rows> {
  const { rows } = await client.query<{ id: string; json: string }>(
    `SELECT id, to_jsonb(t)::text AS json FROM ${table} t WHERE ${where}`,
    [cartId]
  )
  return { table, ids: rows.map(({ id }) => id), json: rows.map(({ json }) => json).join(",") }
}

const copyOf = (id: string, index: number) => `${id}-${index}`

const renamed = (json: string, ids: string[], index: number) =>
  ids.reduce((text, id) => text.replaceAll(`"${id}"`, `"${copyOf(id, index)}"`), json)
