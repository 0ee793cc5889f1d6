import type { ExecArgs } from "@medusajs/framework/types"
import { createAdmin } from "../../demo/shop/accounts"
import { seedShop } from "../shop"

/** The shop of the tests with real processes: the staples and 300 further variants, and an admin. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  await seedShop(container, { variants: 300 })
  await createAdmin(container)
}
