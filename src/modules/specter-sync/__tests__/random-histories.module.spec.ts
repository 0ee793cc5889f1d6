import fc from "fast-check"
import type SpecterSyncModuleService from "../service"
import type { ClaimedTransfer, Settlement } from "../settlement"
import type { AskedBy, TransferKind } from "../states"
import { type Ledger, describeLedger, notReceived, refused } from "./ledger"
import { type End, LedgerModel } from "./ledger-model"

type Command = fc.AsyncCommand<LedgerModel, Ledger>

const KINDS: TransferKind[] = ["article", "customer", "order", "delivery"]
const LANE: TransferKind[] = ["customer", "order", "delivery"]

const SETTLEMENTS: Record<End, Settlement> = {
  sent: { state: "sent", hash: "h", number: "1" },
  unchanged: { state: "sent", hash: "h", unchanged: true },
  rejected: refused,
  skipped: { state: "skipped", reason: { code: "subject_missing" } },
  unconfirmed: { state: "unconfirmed", reason: { code: "order_unconfirmed" } },
  not_received: notReceived,
  account: { state: "again", failure: "account", reason: { code: "specter_account" } },
}

/** What must hold after every step, whatever the history. */
async function compare(model: LedgerModel, { service }: Ledger): Promise<void> {
  const rows = await service.listTransfers({})
  const states = Object.fromEntries(rows.map((row) => [LedgerModel.key(row.kind, row.subject_id), row.state]))
  // One row a subject, none lost, each in the state that the model says.
  expect(rows).toHaveLength(model.rows.size)
  expect(states).toEqual(Object.fromEntries([...model.rows].map(([key, { state }]) => [key, state])))
  expect(rows.filter(({ lane }) => lane !== null).length).toBeLessThanOrEqual(1)
  for (const row of rows) {
    const { wasSent } = model.rows.get(LedgerModel.key(row.kind, row.subject_id))!
    expect((row.state === "sending") === (row.lease_token !== null)).toBe(true)
    if (wasSent && (row.kind === "order" || row.kind === "delivery")) {
      expect(row.state).toBe("sent")
    }
  }
}

function command(name: string, run: (model: LedgerModel, ledger: Ledger) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    run: async (model, ledger) => {
      await run(model, ledger)
      await compare(model, ledger)
    },
  }
}

const ask = (kind: TransferKind, id: string, by: AskedBy, now: boolean) =>
  command(`ask ${kind} ${id} by ${by}${now ? " now" : ""}`, async (model, { service }) => {
    await service.ask(kind, [{ id }], { by, now })
    model.ask(kind, id, by, now)
  })

/** Checks what a claim gave against what the model would give, and takes it over into the model. */
async function takeOver(
  model: LedgerModel,
  kind: TransferKind,
  claimed: Awaited<ReturnType<SpecterSyncModuleService["claim"]>>,
  isWanted: Parameters<LedgerModel["claimable"]>[1]
): Promise<void> {
  const { keys, limit } = model.claimable(kind, isWanted)
  expectSome(claimed, keys, limit)
  claimed.forEach((transfer) => model.claimed(transfer))
}

function expectSome(claimed: ClaimedTransfer[], keys: string[], limit: number): void {
  expect(claimed).toHaveLength(Math.min(keys.length, limit))
  for (const transfer of claimed) {
    expect(keys).toContain(LedgerModel.key(transfer.kind, transfer.subject_id))
  }
}

const claimAhead = command("claim ahead", async (model, { service }) => {
  const claimed = await service.claimAhead()
  const keys = [...model.rows]
    .filter(
      ([, { kind, state, isDue }]) => kind === "order" && state === "waiting" && isDue && !model.isPaused
    )
    .map(([key]) => key)
  expectSome(claimed, keys, 1)
  claimed.forEach((transfer) => model.claimed(transfer, { isAhead: true }))
})

/** Any claim of an order that there has been. */
const nthOrder = (model: LedgerModel, nth: number) => {
  const orders = model.claims.filter(({ kind }) => kind === "order")
  return orders.at(-1 - (nth % Math.max(1, orders.length)))
}

const enterLane = (nth: number) =>
  command(`order of claim ${nth} enters the lane`, async (model, { service }) => {
    const transfer = nthOrder(model, nth)
    if (transfer) {
      expect(await service.enterLane(transfer)).toBe(model.enter(transfer))
    }
  })

const putBack = (nth: number) =>
  command(`order of claim ${nth} is put back`, async (model, { service }) => {
    const transfer = nthOrder(model, nth)
    if (transfer) {
      await service.putBack(transfer)
      model.putBack(transfer)
    }
  })

const claim = (kind: TransferKind) =>
  command(`claim ${kind}`, async (model, { service }) => {
    const claimed = await service.claim([kind])
    const isFree = (_: string, { isDue }: { isDue: boolean }) => isDue && !model.isPaused
    // What is free in the lane is taken before anybody looks for what was held too long.
    if (!LANE.includes(kind) || model.claimable(kind, isFree).keys.length === 0) {
      model.reclaim([kind])
    }
    await takeOver(model, kind, claimed, isFree)
  })

const claimThese = (kind: TransferKind, ids: string[]) =>
  command(`claim these: ${kind} ${ids.join(", ")}`, async (model, { service }) => {
    const claimed = await service.claimThese(kind, ids)
    model.reclaim([kind])
    const wanted = ids.map((id) => LedgerModel.key(kind, id))
    await takeOver(model, kind, claimed, (key) => wanted.includes(key))
  })

const settle = (nth: number, end: End) =>
  command(`settle claim ${nth} as ${end}`, async (model, { service }) => {
    const transfer = model.claims.at(-1 - (nth % Math.max(1, model.claims.length)))
    if (!transfer) {
      return
    }
    const isHeld = model.holds(transfer)
    const held = service.hold([transfer], { dispatching: end !== "skipped" })
    await (isHeld ? held : expect(held).rejects.toMatchObject({ type: "conflict" }))
    expect(await service.settle([{ transfer, settlement: SETTLEMENTS[end] }])).toHaveLength(isHeld ? 1 : 0)
    if (isHeld) {
      model.settle(transfer, end)
    }
  })

const expire = command("leases run out", async (model, { expireLeases }) => {
  await expireLeases()
  for (const row of model.sending(KINDS)) {
    row.isExpired = true
  }
})

const makeDue = command("time passes", async (model, ledger) => {
  await ledger.makeDue()
  for (const row of model.rows.values()) {
    row.isDue ||= row.state === "waiting"
  }
})

const pause = command("pause", async (model, { service }) => {
  await service.pauseForAccount("Felaktig nyckel")
  model.isPaused = true
})

const resume = command("resume", async (model, { service }) => {
  expect(await service.resume()).toBe(model.isPaused)
  model.isPaused = false
})

const confirm = (kind: TransferKind, id: string) =>
  command(`confirm ${kind} ${id}`, async (model, { service }) => {
    const row = model.rows.get(LedgerModel.key(kind, id))
    const isOpen = row?.state === "unconfirmed" || row?.state === "rejected"
    expect(await service.confirm(kind, id)).toBe(isOpen)
    if (row && isOpen) {
      Object.assign(row, { state: "sent", wasSent: true })
    }
  })

const sendAgain = (kind: TransferKind, id: string) =>
  command(`send again ${kind} ${id}`, async (model, { service }) => {
    const row = model.rows.get(LedgerModel.key(kind, id))
    expect(await service.sendAgain(kind, id)).toBe(row?.state === "unconfirmed")
    if (row?.state === "unconfirmed") {
      Object.assign(row, { state: "waiting", isDue: true, askedBy: "button" })
    }
  })

const aKind = fc.constantFrom(...KINDS)
const anId = fc.constantFrom("a", "b", "c")
const anAsker = fc.constantFrom<AskedBy>("event", "button", "reconcile", "export")
const anEnd = fc.constantFrom(...(Object.keys(SETTLEMENTS) as End[]))

const aheads = fc.oneof(fc.constant(claimAhead), fc.nat(3).map(enterLane), fc.nat(3).map(putBack))
const asks = fc.tuple(aKind, anId, anAsker, fc.boolean()).map((wish) => ask(...wish))
const claims = aKind.map(claim)
const settles = fc.tuple(fc.nat(3), anEnd).map((settlement) => settle(...settlement))

// The everyday steps come more than once, so that they are drawn more often.
const COMMANDS: fc.Arbitrary<Command>[] = [
  asks,
  asks,
  claims,
  claims,
  settles,
  settles,
  settles,
  aheads,
  aheads,
  fc.tuple(aKind, fc.uniqueArray(anId, { minLength: 1 })).map((wish) => claimThese(...wish)),
  fc.constant(expire),
  fc.constant(makeDue),
  fc.constant(pause),
  fc.constant(resume),
  fc.tuple(aKind, anId).map((subject) => confirm(...subject)),
  fc.tuple(aKind, anId).map((subject) => sendAgain(...subject)),
]

describeLedger((ledger) => {
  it("does what its simplest model does, through any history of asking, claiming, settling and expiring", async () => {
    let steps = 0
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 40, size: "max" }), async (commands) => {
        await ledger.sql("DELETE FROM specter_transfer")
        await ledger.sql("DELETE FROM specter_pause")
        await fc.asyncModelRun(() => ({ model: new LedgerModel(), real: ledger }), commands)
        steps += [...commands].length
      }),
      { numRuns: 300 }
    )
    expect(steps).toBeGreaterThan(2_000)
  }, 300_000)
})
