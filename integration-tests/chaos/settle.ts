import { setTimeout as sleep } from "node:timers/promises"
import { ORDERS_GROW_OLD } from "../orders-grow-old"
import { letTimePass } from "./disturb"
import type { World } from "./world"

/** What the merchant's presses did; of each unconfirmed order, what was wrong with it or its press. */
export type Pressed = { rejected: number; unconfirmed: (string | undefined)[] }

/**
 * After the faults: what the reconciliation and the polling make good by themselves, in less time than it would take, and
 * then the merchant's presses, one a transfer that Specter refused or of which nobody knows what came of it.
 */
export async function settle(world: World): Promise<Pressed> {
  world.callbacks.calm()
  await world.database.rows(ORDERS_GROW_OLD)
  await world.renewStores()
  await reconcile(world)
  const pressed = await press(world)
  await reconcile(world)
  return pressed
}

/** The nightly job's exports and one polling of everything, until nothing waits any more. */
async function reconcile(world: World): Promise<void> {
  await untilQuiet(world)
  for (const type of ["products", "customers"]) {
    await world.insist((store) => store.post("/admin/specter/exports", { type }))
  }
  await untilQuiet(world)
  await pollAll(world)
  await untilQuiet(world)
  // What was pulled may have changed what is to be sent.
  await pollAll(world)
  await untilQuiet(world)
}

/** As after `poll_minutes`: each kind is asked for once more. */
async function pollAll({ database }: World): Promise<void> {
  await database.rows("UPDATE specter_turn SET last_pulled_at = now() - interval '1 day'")
  await until(async () => {
    const old = await database.rows(
      "SELECT 1 FROM specter_turn WHERE last_pulled_at < now() - interval '1 hour' AND id IN ('stock', 'articles', 'orders')"
    )
    return old.length === 0
  }, "every kind has been asked for")
}

async function untilQuiet(world: World): Promise<void> {
  let quiet = 0
  let fewest = Infinity
  await until(async (goesOn) => {
    await letTimePass(world)
    const count = await underWay(world)
    if (count < fewest) {
      fewest = count
      goesOn()
    }
    quiet = count === 0 ? quiet + 1 : 0
    return quiet > 3
  }, "nothing is under way")
}

async function underWay({ database }: World): Promise<number> {
  const [{ count }] = await database.rows(`
    SELECT (SELECT count(*) FROM specter_transfer WHERE state IN ('waiting', 'sending') AND deleted_at IS NULL)
      + (SELECT count(*) FROM specter_batch WHERE state NOT IN ('acknowledged', 'failed'))
      + (SELECT count(*) FROM specter_notice WHERE state = 'waiting')
      + (SELECT count(*) FROM specter_run WHERE state = 'running')
      + (SELECT count(*) FROM specter_turn WHERE wanted OR token IS NOT NULL)
      + (SELECT count(*) FROM specter_pause WHERE cause IS NOT NULL) AS count`)
  return Number(count)
}

const PATIENCE_MS = 240_000

/** Whoever looks says when it still goes on: patience begins anew then. */
async function until(isSo: (goesOn: () => void) => Promise<boolean>, what: string): Promise<void> {
  let deadline = 0
  const goesOn = () => {
    deadline = Date.now() + PATIENCE_MS
  }
  for (goesOn(); !(await isSo(goesOn)); await sleep(500)) {
    if (Date.now() > deadline) {
      throw new Error(`For ${PATIENCE_MS / 1000} s without any faults it has not become so that ${what}`)
    }
  }
}

/** The merchant looks each unconfirmed order up in Specter and says what there was; the refused are sent anew. */
async function press(world: World): Promise<Pressed> {
  const rows = await world.database.rows(
    `SELECT t.subject_id, o.display_id FROM specter_transfer t JOIN "order" o ON o.id = t.subject_id
     WHERE t.kind = 'order' AND t.state = 'unconfirmed'`
  )
  const unconfirmed: Pressed["unconfirmed"] = []
  for (const { subject_id: id, display_id: number } of rows) {
    unconfirmed.push(await settleByOnePress(world, id, String(number)))
  }
  const { retried } = await world.insist((store) =>
    store.post("/admin/specter/transfers/retry", { state: ["rejected", "failed"] })
  )
  return { rejected: retried, unconfirmed }
}

/** @returns what was wrong: that it was not shown as unconfirmed, or is not settled. */
async function settleByOnePress(world: World, id: string, number: string): Promise<string | undefined> {
  const inSpecter = () =>
    [...world.sandbox.orders.values()].filter(({ externalOrderNo }) => externalOrderNo === number).length
  const { order: before } = await world.insist((store) => store.get(`/admin/specter/orders/${id}`))
  const isShown = before.state === "unconfirmed" && before.reason !== null && before.can_transfer
  const resolution = inSpecter() > 0 ? "in_specter" : "not_in_specter"
  const { order: after } = await world.insist((store) =>
    store.post(`/admin/specter/orders/${id}/transfer`, { resolution })
  )
  return isShown && after.state === "sent" && inSpecter() === 1
    ? undefined
    : `#${number}: shown as ${before.state}, after the press (${resolution}) ${after.state}, ${inSpecter()} times in Specter`
}
