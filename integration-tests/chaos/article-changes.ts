import type { Progress } from "./progress"
import { spread } from "./progress"
import { FIRST_OF_SPECTER, LAST_OF_STORE, numberOf } from "./ranges"
import type { World } from "./world"

const ARTICLES_A_CALL = 10

/** New bar codes and names, ten in a call, and a new price where Specter's users set none. */
export async function changeArticles(world: World, progress: Progress): Promise<void> {
  const { size, database } = world
  const random = world.randomOf("articles")
  const variants = await database.rows(
    "SELECT id, sku, product_id FROM product_variant WHERE sku LIKE 'ART-%' AND deleted_at IS NULL ORDER BY length(sku), sku"
  )
  const own = variants.filter(({ sku }) => numberOf(sku) <= LAST_OF_STORE)
  await spread(progress, Math.ceil(size.articles / ARTICLES_A_CALL), async (call) => {
    const done = call * ARTICLES_A_CALL
    const { product_id: productId } = own[Math.floor(random() * own.length)]
    const siblings = own.filter(({ product_id }) => product_id === productId)
    const first = Math.floor(random() * (siblings.length - ARTICLES_A_CALL + 1))
    const changed = siblings.slice(first, first + Math.min(ARTICLES_A_CALL, size.articles - done))
    const update = changed.map(({ id, sku }, index) => ({
      id,
      ean: String(7_310_000_000_000 + done + index),
      title: `Nr ${numberOf(sku)}, ändrad ${done + index}`,
      // 8 SEK and more without VAT, in whole öre.
      ...(numberOf(sku) < FIRST_OF_SPECTER
        ? { prices: [{ currency_code: "sek", amount: 10 + (done + index) / 20 }] }
        : {}),
    }))
    await world.insist((store) => store.post(`/admin/products/${productId}/variants/batch`, { update }))
    world.counts.articleChanges += update.length
  })
}
