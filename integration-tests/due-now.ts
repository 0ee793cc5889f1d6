import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { drain } from "../src/workflows/push/drain"
import type { Store } from "./store"

/** Lets the waits between attempts pass: sends all that waits, and resolves when it has been tried. */
export async function dueNow({ container }: Store): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex("specter_transfer").where({ state: "waiting" }).update({ due_at: knex.fn.now() })
  await drain(container)
}
