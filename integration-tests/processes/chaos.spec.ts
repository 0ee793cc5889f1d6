import { faultKinds } from "../../sandbox/faults"
import { disturb, hastened } from "../chaos/disturb"
import { report } from "../chaos/report"
import { settle } from "../chaos/settle"
import { chaosSize } from "../chaos/size"
import { traffic } from "../chaos/traffic"
import { verdict } from "../chaos/verdict"
import { openWorld, type World } from "../chaos/world"

const FAILING = 0.2
const HARD_LIMIT_MS = 45 * 60_000

describe("two stores in chaos", () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld(chaosSize(process.env))
  }, HARD_LIMIT_MS)
  afterAll(() => world.end())

  it(
    "lose nothing and double nothing: in the end Specter and the store agree",
    async () => {
      const begun = Date.now()
      world.sandbox.randomFaults(FAILING, world.size.seed, faultKinds)
      const progress = { share: 0 }
      await hastened(world, Promise.all([traffic(world, progress), disturb(world, progress)]))
      const pressed = await settle(world)
      const findings = await verdict(world)
      process.stdout.write(`${report(world, findings, pressed, (Date.now() - begun) / 1000)}\n`)
      expect(findings.filter(({ wrong }) => wrong.length > 0)).toEqual([])
      expect(findings[0].right).toBeGreaterThanOrEqual(world.size.orders)
      expect(world.counts).toMatchObject({ kills: world.size.kills, restarts: world.size.restarts })
      expect(world.events().lost).toBeGreaterThan(0)
    },
    HARD_LIMIT_MS
  )
})
