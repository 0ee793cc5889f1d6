import { changeArticles } from "./article-changes"
import { changeInSpecter } from "./changes-in-specter"
import { changeCustomers } from "./customer-changes"
import type { Progress } from "./progress"
import { placeOrders } from "./purchases"
import type { World } from "./world"

/** Everything that shoppers, the merchant and Specter's users do, at once. */
export async function traffic(world: World, progress: Progress): Promise<void> {
  await Promise.all([
    placeOrders(world, progress),
    changeCustomers(world, progress),
    changeArticles(world, progress),
    changeInSpecter(world, progress),
  ])
}
