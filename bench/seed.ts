import type { ExecArgs } from "@medusajs/framework/types"
import { createAdmin } from "../demo/shop/accounts"
import { seedShop } from "../integration-tests/shop"
import { ARTICLES } from "./shop"

/** The shop that is measured: the tests' shop with 10,000 variants more, and an admin. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  await seedShop(container, { variants: ARTICLES })
  await createAdmin(container)
}
