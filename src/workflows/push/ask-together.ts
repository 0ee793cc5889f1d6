import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Subject } from "../../modules/specter-sync/service"
import { askAndDrain } from "./ask-and-drain"

/** One change of many articles gives an event each: those of a moment are asked for in one statement. */
const MOMENT_MS = 20

/** Variants, and products of which every variant is meant. */
type Wish = { variantIds?: string[]; productIds?: string[] }

let gathering: { variantIds: string[]; productIds: string[]; asked: Promise<void> } | undefined

/** Asks for these articles together with all that are asked for in the same moment. Resolves when what is due has gone. */
export function askTogether(
  container: MedusaContainer,
  { variantIds = [], productIds = [] }: Wish
): Promise<void> {
  if (gathering) {
    gathering.variantIds.push(...variantIds)
    gathering.productIds.push(...productIds)
    return gathering.asked
  }
  const mine = { variantIds: [...variantIds], productIds: [...productIds] }
  const asked = sleep(MOMENT_MS).then(async () => {
    gathering = undefined
    const subjects = mine.variantIds.map((id): Subject => ({ id }))
    return askAndDrain(container, "article", [...subjects, ...(await variantsOf(container, mine.productIds))])
  })
  gathering = { ...mine, asked }
  return asked
}

async function variantsOf(container: MedusaContainer, productIds: string[]): Promise<Subject[]> {
  if (productIds.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "product_id"],
    filters: { product_id: [...new Set(productIds)] },
  })
  return data.map(({ id, product_id }) => ({ id, parent_id: product_id ?? undefined }))
}
