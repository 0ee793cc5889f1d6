import type { MedusaContainer } from "@medusajs/framework/types"
import { batchInventoryItemLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { chunks } from "./chunks"
import type { PlannedLevel } from "./mappers/plan-levels"

/** Medusa's own call is fastest with so many: see docs/benchmarks.md. */
const LEVELS_AT_A_TIME = 200

export type FailedLevel = { inventory_item_id: string; message: string }

/**
 * Writes the levels through Medusa's workflow, so that its events and rules hold. A part that fails is halved down to the
 * level that fails by itself.
 */
export async function writeLevels(
  container: MedusaContainer,
  levels: PlannedLevel[],
  hold: () => Promise<void>
): Promise<FailedLevel[]> {
  const failed: FailedLevel[] = []
  for (const some of chunks(levels, LEVELS_AT_A_TIME)) {
    await hold()
    failed.push(...(await writeSome(container, some)))
  }
  return failed
}

async function writeSome(container: MedusaContainer, levels: PlannedLevel[]): Promise<FailedLevel[]> {
  const columns = ({ isNew: _isNew, ...level }: PlannedLevel) => level
  const { errors } = await batchInventoryItemLevelsWorkflow(container).run({
    input: {
      create: levels.filter(({ isNew }) => isNew).map(columns),
      update: levels.filter(({ isNew }) => !isNew).map(columns),
      delete: [],
    },
    throwOnError: false,
  })
  if (!errors?.length) {
    return []
  }
  if (levels.length === 1) {
    const message = (errors[0].error as { message?: string })?.message ?? String(errors[0].error)
    return [{ inventory_item_id: levels[0].inventory_item_id, message }]
  }
  const middle = Math.ceil(levels.length / 2)
  return [
    ...(await writeSome(container, levels.slice(0, middle))),
    ...(await writeSome(container, levels.slice(middle))),
  ]
}
