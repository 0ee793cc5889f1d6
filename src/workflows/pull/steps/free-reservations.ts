import type { MedusaContainer, ReservationItemDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

type Input = { line_item_ids: string[] }

/**
 * Medusa looks for a location with enough left before it gives up what the order itself has reserved, so that the last
 * piece could not be kept: here it is given up first. Undone, the items have again what they had, whatever Medusa's own
 * undoing has brought back.
 */
export const freeReservationsStep = createStep(
  "free-reservations",
  async ({ line_item_ids }: Input, { container }) => {
    const before = await reservationsOf(container, line_item_ids)
    await drop(container, before)
    return new StepResponse<string[], Input & { before: ReservationItemDTO[] }>(
      before.map(({ id }) => id),
      { line_item_ids, before }
    )
  },
  async (undo, { container }) => {
    if (!undo) {
      return
    }
    const now = await reservationsOf(container, undo.line_item_ids)
    const isAmong = (list: ReservationItemDTO[]) => (one: ReservationItemDTO) =>
      list.some(({ id }) => id === one.id)
    const isWanted = isAmong(undo.before)
    const isThere = isAmong(now)
    await drop(
      container,
      now.filter((one) => !isWanted(one))
    )
    await make(
      container,
      undo.before.filter((one) => !isThere(one))
    )
  }
)

async function reservationsOf(
  container: MedusaContainer,
  lineItemIds: string[]
): Promise<ReservationItemDTO[]> {
  const inventory = container.resolve(Modules.INVENTORY)
  return lineItemIds.length ? await inventory.listReservationItems({ line_item_id: lineItemIds }) : []
}

const itemsOf = (reservations: ReservationItemDTO[]) => [
  ...new Set(reservations.map(({ inventory_item_id }) => inventory_item_id)),
]

async function drop(container: MedusaContainer, reservations: ReservationItemDTO[]): Promise<void> {
  if (reservations.length) {
    const inventory = container.resolve(Modules.INVENTORY)
    const ids = reservations.map(({ id }) => id)
    await container
      .resolve(Modules.LOCKING)
      .execute(itemsOf(reservations), () => inventory.deleteReservationItems(ids))
  }
}

async function make(container: MedusaContainer, reservations: ReservationItemDTO[]): Promise<void> {
  if (reservations.length) {
    const inventory = container.resolve(Modules.INVENTORY)
    const anew = reservations.map(
      ({ line_item_id, inventory_item_id, location_id, quantity, metadata, created_by }) => ({
        line_item_id: line_item_id ?? undefined,
        inventory_item_id,
        location_id,
        quantity,
        metadata: metadata ?? undefined,
        created_by: created_by ?? undefined,
        allow_backorder: true,
      })
    )
    await container
      .resolve(Modules.LOCKING)
      .execute(itemsOf(reservations), () => inventory.createReservationItems(anew))
  }
}
