import { disturb, hastened } from "../chaos/disturb"
import { batchesByKind } from "../chaos/changes-in-specter"
import { beginFaults } from "../chaos/faults"
import { findLeftovers } from "../chaos/leftovers"
import { type Outcome, report } from "../chaos/report"
import { settle } from "../chaos/settle"
import { chaosSize } from "../chaos/size"
import { told } from "../chaos/told"
import { traffic } from "../chaos/traffic"
import { verdict } from "../chaos/verdict"
import { openWorld, type World } from "../chaos/world"

const HARD_LIMIT_MS = 90 * 60_000

/** Among so many calls chance leaves nothing out. */
const MANY_CALLS = 1_000

describe("two stores in chaos", () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld(chaosSize(process.env))
  }, HARD_LIMIT_MS)
  afterAll(() => world.end())

  async function chaos(): Promise<Outcome> {
    const endFaults = beginFaults(world)
    const progress = { share: 0 }
    await told(
      world,
      progress,
      hastened(world, Promise.all([traffic(world, progress), disturb(world, progress)]))
    )
    const calls = endFaults()
    const batches = await batchesByKind(world)
    const pressed = await settle(world)
    const leftovers = await findLeftovers(world)
    return { calls, batches, pressed, leftovers, findings: await verdict(world, pressed, leftovers) }
  }

  it(
    "lose nothing and double nothing: in the end Specter and the store agree",
    async () => {
      const begun = Date.now()
      const outcome = await chaos()
      process.stdout.write(`${report(world, outcome, (Date.now() - begun) / 1000)}\n`)
      expect(outcome.findings.filter(({ wrong }) => wrong.length > 0)).toEqual([])
      expect(outcome.findings.filter(({ right, least }) => right < least)).toEqual([])
      everythingHappened(outcome)
    },
    HARD_LIMIT_MS
  )

  function everythingHappened({ calls, batches, pressed, leftovers }: Outcome): void {
    const { size, counts, callbacks } = world
    expect(counts).toMatchObject({
      kills: size.kills,
      restarts: size.restarts,
      customerChanges: size.customers,
      articleChanges: size.articles,
    })
    expect(Object.values(batches).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(size.batches)
    expect(leftovers.unreserved.size).toBeLessThanOrEqual(leftovers.broken.length)
    const events = world.events()
    expect(events.lost / events.all).toBeCloseTo(0.1, 1)
    expect(callbacks.counts.lost).toBeGreaterThan(0)
    expect(callbacks.counts.doubled).toBeGreaterThan(0)
    expect(callbacks.counts.late).toBeGreaterThan(0)
    if (calls.all >= MANY_CALLS) {
      expect(calls.failed / calls.all).toBeCloseTo(0.2, 1)
      expect([...calls.byKind].filter(([, count]) => count === 0)).toEqual([])
      expect(callbacks.counts.overtaken).toBeGreaterThan(0)
      expect(pressed.unconfirmed.length).toBeGreaterThan(0)
    }
  }
})
