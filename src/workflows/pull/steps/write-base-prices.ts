import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { knowsPriceTable, type PriceChange, publishPrices, writePrices } from "../../../medusa-tables/prices"
import type { PriceWrite } from "../mappers/to-medusa-price-write"

/** The pricing module writes single prices, but its public type names whole price sets only. */
type Prices = { updatePrices(rows: PriceChange[]): Promise<unknown> }

/**
 * Writes these prices and no other. Not by Medusa's workflows for prices: they take every price of the set that is not
 * passed as deleted, and when a later step fails their undoing deletes all of them.
 */
export const writeBasePricesStep = createStep(
  "write-base-prices",
  async ({ prices }: { prices: PriceWrite[] }, { container, eventGroupId }) => {
    const changed = prices.filter(({ price_id }) => price_id !== undefined)
    await update(
      container,
      changed.map(({ price_id, amount }) => ({ id: price_id as string, amount })),
      eventGroupId
    )
    const before = changed.map(
      ({ price_id, amount_before }) => ({ id: price_id, amount: amount_before }) as PriceChange
    )
    const added = await add(
      container,
      prices.filter(({ price_id }) => price_id === undefined)
    )
    return new StepResponse(undefined, { before, added })
  },
  async (undo, { container }) => {
    if (undo) {
      await update(container, undo.before)
      await container.resolve(Modules.PRICING).removePrices(undo.added)
    }
  }
)

async function update(container: MedusaContainer, rows: PriceChange[], eventGroupId?: string): Promise<void> {
  if (rows.length && (await knowsPriceTable(container))) {
    await publishPrices(container, await writePrices(container, rows), eventGroupId)
  } else if (rows.length) {
    await (container.resolve(Modules.PRICING) as unknown as Prices).updatePrices(rows)
  }
}

/** @returns the ids of the new prices. */
async function add(container: MedusaContainer, prices: PriceWrite[]): Promise<string[]> {
  const pricing = container.resolve(Modules.PRICING)
  const added: string[] = []
  for (const { variant_id, price_set_id, currency_code, amount } of prices) {
    const id = generateEntityId(undefined, "price")
    const priceSetId = price_set_id ?? (await newPriceSet(container, variant_id))
    await pricing.addPrices({ priceSetId, prices: [{ id, currency_code, amount }] })
    added.push(id)
  }
  return added
}

async function newPriceSet(container: MedusaContainer, variantId: string): Promise<string> {
  const { id } = await container.resolve(Modules.PRICING).createPriceSets({})
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.PRODUCT]: { variant_id: variantId },
    [Modules.PRICING]: { price_set_id: id },
  })
  return id
}
