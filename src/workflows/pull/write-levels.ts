import type { MedusaContainer } from "@medusajs/framework/types"
import { batchInventoryItemLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { changeLevels, knowsStockTables } from "../../medusa-tables/stock"
import { chunks } from "../chunks"
import { failureWords, isMedusasWord } from "./failure-words"
import type { PlannedLevel } from "./mappers/plan-levels"

/** A shopper whose reservation meets one of these waits for the statement at most. */
const CHANGED_AT_A_TIME = 1_000

/** Medusa's own call is fastest with so many: see docs/benchmarks.md. */
const LEVELS_AT_A_TIME = 200

export type FailedLevel = { inventory_item_id: string; message: string }

export type WrittenLevels = {
  failed: FailedLevel[]
  /** What somebody else has changed or locked since it was read: to be planned anew. */
  missed: PlannedLevel[]
}

/**
 * Writes the levels: those that there are in one statement for many, new ones through Medusa's workflow. With `wait`, or
 * where Medusa's tables are not as known, all of them through the workflow, which waits for locked ones.
 */
export async function writeLevels(
  container: MedusaContainer,
  levels: PlannedLevel[],
  { hold, wait }: { hold: () => Promise<unknown>; wait: boolean }
): Promise<WrittenLevels> {
  const isBySql = !wait && (await knowsStockTables(container))
  const missed: PlannedLevel[] = []
  for (const some of chunks(isBySql ? levels.filter(({ before }) => before) : [], CHANGED_AT_A_TIME)) {
    await hold()
    missed.push(...(await changeSome(container, some)))
  }
  const failed: FailedLevel[] = []
  const others = isBySql ? levels.filter(({ before }) => !before) : levels
  for (const some of chunks(others, LEVELS_AT_A_TIME)) {
    failed.push(...(await writeSome(container, some, hold)))
  }
  return { failed, missed }
}

async function changeSome(container: MedusaContainer, levels: PlannedLevel[]): Promise<PlannedLevel[]> {
  const changed = await changeLevels(
    container,
    levels.flatMap(({ before, stocked_quantity }) =>
      before ? [{ id: before.id, before: before.stocked, stocked: stocked_quantity }] : []
    )
  )
  return levels.filter(({ before }) => before && !changed.has(before.id))
}

/**
 * A part that fails is halved down to the level that fails by itself, and that is tried once more unless Medusa itself says
 * what is wrong. Whether the database is there shows before each try.
 */
async function writeSome(
  container: MedusaContainer,
  levels: PlannedLevel[],
  hold: () => Promise<unknown>,
  isSecondTry = false
): Promise<FailedLevel[]> {
  await hold()
  const error = await writeByWorkflow(container, levels)
  if (error === null) {
    return []
  }
  if (levels.length > 1) {
    const middle = Math.ceil(levels.length / 2)
    return [
      ...(await writeSome(container, levels.slice(0, middle), hold)),
      ...(await writeSome(container, levels.slice(middle), hold)),
    ]
  }
  return isSecondTry || isMedusasWord(error)
    ? [{ inventory_item_id: levels[0].inventory_item_id, message: failureWords(error) }]
    : await writeSome(container, levels, hold, true)
}

/** @returns what failed, or null. */
async function writeByWorkflow(container: MedusaContainer, levels: PlannedLevel[]): Promise<unknown> {
  const columns = ({ before: _before, ...level }: PlannedLevel) => level
  const { errors } = await batchInventoryItemLevelsWorkflow(container).run({
    input: {
      create: levels.filter(({ before }) => !before).map(columns),
      update: levels.filter(({ before }) => before).map(columns),
      delete: [],
    },
    throwOnError: false,
  })
  return errors?.length ? errors[0].error : null
}
