import type { MedusaContainer } from "@medusajs/framework/types"
import { articlesOfOrders, type OrderArticle } from "./articles-of-orders"
import { type InSpecter, quantitiesInSpecter } from "./quantities-in-specter"

/**
 * Of those of the orders that Specter knows, the articles whose last figure is still right. Where the store has packed more of
 * one than Specter has in the order, its figure still counts that.
 */
export async function articlesToRestock(
  container: MedusaContainer,
  orderIds: string[]
): Promise<OrderArticle[]> {
  const inSpecter = await quantitiesInSpecter(container, orderIds, new Date())
  const articles = await articlesOfOrders(container, [...inSpecter.keys()])
  const passed = articles.filter((article) => hasPackedMore(article, inSpecter.get(article.orderId)))
  const left = new Set(passed.map(({ key }) => key))
  return articles.filter(({ key }) => !left.has(key))
}

function hasPackedMore({ itemId, fulfilled }: OrderArticle, sent: InSpecter = "whole"): boolean {
  return sent !== "whole" && fulfilled > Number(sent[itemId] ?? 0)
}
