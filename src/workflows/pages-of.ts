import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Wanted = {
  entity: "fulfillment" | "order" | "payment"
  /** Among them the id. */
  fields: string[]
  filters: Record<string, unknown>
  pageSize?: number
}

/** All that fit, in the order of their ids. */
export async function* pagesOf<Found extends { id: string }>(
  container: MedusaContainer,
  { entity, fields, filters, pageSize = 1_000 }: Wanted
): AsyncGenerator<Found[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let last: string | undefined, isLast = false; !isLast;) {
    const { data } = await query.graph({
      entity,
      fields,
      filters: { ...filters, ...(last ? { id: { $gt: last } } : {}) },
      pagination: { take: pageSize, skip: 0, order: { id: "ASC" } },
    })
    const found = data as unknown as Found[]
    last = found.at(-1)?.id
    isLast = found.length < pageSize
    yield found
  }
}
