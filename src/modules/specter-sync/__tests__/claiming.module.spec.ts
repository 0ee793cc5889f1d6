import { setTimeout as sleep } from "node:timers/promises"
import type SpecterSyncModuleService from "../service"
import type { ClaimedTransfer } from "../settlement"
import { TRANSFER_KINDS, type TransferKind } from "../states"
import { describeLedger, notReceived, sent } from "./ledger"

const ONE_AT_A_TIME: TransferKind[] = ["order", "order_removal", "delivery", "invoice", "customer"]

describeLedger((ledger) => {
  const { service, sql, row, claimed, settle, expireLeases, makeDue } = ledger
  const subjects = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `s_${index}` }))

  describe("claiming", () => {
    it("gives up to a hundred articles at once, and one of any other kind", async () => {
      await service.ask("article", subjects(130), { by: "export" })
      await service.ask("order", subjects(3), { by: "event" })

      expect(await service.claim(["article"])).toHaveLength(100)
      expect(await service.claim(["article"])).toHaveLength(30)
      expect(await service.claim(["order"])).toHaveLength(1)
    })

    it("gives what has waited longest first", async () => {
      await service.ask("order", [{ id: "late" }, { id: "early" }], { by: "event" })
      await sql("UPDATE specter_transfer SET due_at = now() - interval '1 minute' WHERE subject_id = 'early'")
      expect((await service.claim(["order"]))[0].subject_id).toBe("early")
    })

    it("gives the first kind that has something due", async () => {
      await service.ask("customer", [{ id: "c" }], { by: "event" })
      const [transfer] = await service.claim(["order", "delivery", "customer"])
      expect(transfer.kind).toBe("customer")
    })

    it("gives nothing that is not due yet", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await sql("UPDATE specter_transfer SET due_at = now() + interval '1 minute'")
      expect(await service.claim(["article"])).toEqual([])
    })

    it("counts the attempt and tells all that is known of the transfer", async () => {
      await settle(await claimed("order", "s"), notReceived)
      await makeDue()
      const [transfer] = await service.claim(["order"])
      expect(transfer).toMatchObject({
        kind: "order",
        subject_id: "s",
        attempts: 2,
        asked_by: "event",
        forced: false,
        with_stock: false,
        sent_hash: null,
        dispatched_at: null,
        failure_kind: "not_received",
        words: "connect ECONNREFUSED",
      })
      expect(transfer.lease_token).toMatch(/^[0-9a-f-]{36}$/)
    })

    it("never gives a row twice, to twenty processes that claim five hundred at the same time", async () => {
      await service.ask("article", subjects(500), { by: "export" })
      const taken: ClaimedTransfer[] = []
      const claimAll = async (process: SpecterSyncModuleService) => {
        for (let empty = 0; empty < 2;) {
          const claim = await process.claim(["article"])
          taken.push(...claim)
          empty = claim.length ? 0 : empty + 1
        }
      }

      await Promise.all(Array.from({ length: 20 }, () => claimAll(ledger.anotherProcess())))

      expect(taken).toHaveLength(500)
      expect(new Set(taken.map(({ id }) => id)).size).toBe(500)
      const rows = await service.listTransfers({})
      expect(rows.every(({ state, attempts }) => state === "sending" && attempts === 1)).toBe(true)
      const tokenOf = new Map(rows.map(({ id, lease_token }) => [id, lease_token]))
      expect(taken.every(({ id, lease_token }) => tokenOf.get(id) === lease_token)).toBe(true)
    })

    it("gives none twice when twenty processes want these very rows", async () => {
      const wanted = subjects(60)
      await service.ask("article", wanted, { by: "button" })
      const claims = await Promise.all(
        Array.from({ length: 20 }, () =>
          ledger.anotherProcess().claimThese(
            "article",
            wanted.map(({ id }) => id)
          )
        )
      )
      const ids = claims.flat().map(({ id }) => id)
      expect(ids).toHaveLength(60)
      expect(new Set(ids).size).toBe(60)
    })
  })

  describe("claiming these very rows", () => {
    it("gives them whether due or not, and no others", async () => {
      await service.ask("article", subjects(3), { by: "event" })
      await sql("UPDATE specter_transfer SET due_at = now() + interval '1 hour'")
      expect(
        (await service.claimThese("article", ["s_1", "unknown"])).map(({ subject_id }) => subject_id)
      ).toEqual(["s_1"])
    })

    it("leaves out those that another process holds, and those that have an outcome", async () => {
      await settle(await claimed("article", "s_0"), sent)
      await claimed("article", "s_1")
      await service.ask("article", [{ id: "s_2" }], { by: "event" })
      expect(
        (await service.claimThese("article", ["s_0", "s_1", "s_2"])).map(({ subject_id }) => subject_id)
      ).toEqual(["s_2"])
    })

    it("gives no more articles than Specter takes in one call", async () => {
      const wanted = subjects(130)
      await service.ask("article", wanted, { by: "order" })
      const ids = wanted.map(({ id }) => id)
      expect(await service.claimThese("article", ids)).toHaveLength(100)
      expect(await service.claimThese("article", ids)).toHaveLength(30)
    })

    it.each(ONE_AT_A_TIME)("gives one %s of several, since they are sent one at a time", async (kind) => {
      await service.ask(kind, subjects(3), { by: "button" })
      const ids = subjects(3).map(({ id }) => id)
      const [first, ...others] = await service.claimThese(kind, ids)
      expect(others).toEqual([])
      expect(await service.claimThese(kind, ids)).toEqual([])
      await settle(first, sent)
      expect(await service.claimThese(kind, ids)).toHaveLength(1)
    })
  })

  describe("the lane of orders and all that touches customers", () => {
    it.each(ONE_AT_A_TIME)("gives nothing of it while a %s is being sent", async (held) => {
      for (const other of ONE_AT_A_TIME) {
        const transfer = await claimed(held, `held for ${other}`)
        await service.ask(other, [{ id: "other" }], { by: "event" })

        expect(await service.claim([other])).toEqual([])
        expect(await service.claimThese(other, ["other"])).toEqual([])

        await settle(transfer, sent)
        const [next] = await service.claim([other])
        await settle(next, sent)
      }
    })

    it("holds up no article and no article's removal", async () => {
      await claimed("order", "o")
      await service.ask("article", [{ id: "a" }], { by: "event" })
      await service.ask("article_removal", [{ id: "r" }], { by: "event" })
      expect(await service.claim(["article"])).toHaveLength(1)
      expect(await service.claim(["article_removal"])).toHaveLength(1)
    })

    it("has at most one in sending whatever twenty processes claim and settle at the same time", async () => {
      for (const kind of ONE_AT_A_TIME) {
        await service.ask(kind, subjects(8), { by: "event" })
      }
      const order: string[] = []
      let mostAtOnce = 0
      let left = 8 * ONE_AT_A_TIME.length
      const work = async (process: SpecterSyncModuleService) => {
        while (left > 0) {
          const [transfer] = await process.claim(ONE_AT_A_TIME)
          if (!transfer) {
            await sleep(5)
            continue
          }
          const [{ count }] = await sql<{ count: number }>(
            "SELECT count(*)::int AS count FROM specter_transfer WHERE state = 'sending'"
          )
          mostAtOnce = Math.max(mostAtOnce, count)
          await process.settle([{ transfer, settlement: sent }])
          order.push(transfer.id)
          left--
        }
      }
      await Promise.all(Array.from({ length: 20 }, () => work(ledger.anotherProcess())))

      expect(mostAtOnce).toBe(1)
      expect(order).toHaveLength(40)
      expect(new Set(order).size).toBe(40)
    })
  })

  describe("an order that is claimed ahead", () => {
    const inLane = async () =>
      (
        await sql<{ subject_id: string }>("SELECT subject_id FROM specter_transfer WHERE lane IS NOT NULL")
      ).map(({ subject_id }) => subject_id)

    it("is the one that comes next, and enters the lane when the one before it has left it", async () => {
      for (const subject of subjects(3)) {
        await service.ask("order", [subject], { by: "event" })
      }
      const [first] = await service.claim(["order"])
      const [ahead, ...others] = await service.claimAhead()
      expect([first.subject_id, ahead.subject_id, others]).toEqual(["s_0", "s_1", []])
      expect(await service.enterLane(ahead)).toBe(false)
      expect(await inLane()).toEqual(["s_0"])
      await settle(first, sent)
      await sql("UPDATE specter_transfer SET lease_until = now() + interval '1 second'")
      expect(await service.enterLane(ahead)).toBe(true)
      expect(await service.enterLane(ahead)).toBe(true)
      expect(await inLane()).toEqual(["s_1"])
      expect((await row("order", "s_1")).lease_until!.getTime()).toBeGreaterThan(Date.now() + 40_000)
      expect(await service.claim(["order"])).toEqual([])
    })

    it("is none while sending is paused, and enters no lane then", async () => {
      await service.ask("order", subjects(2), { by: "event" })
      const [ahead] = await service.claimAhead()
      await service.pauseForAccount("Fel nyckel")
      expect(await service.claimAhead()).toEqual([])
      expect(await service.enterLane(ahead)).toBe(false)
      await service.resume()
      expect(await service.enterLane(ahead)).toBe(true)
    })

    it("waits as before when it is put back", async () => {
      await service.ask("order", [{ id: "s" }], { by: "event" })
      const before = await row("order", "s")
      const [ahead] = await service.claimAhead()
      await service.putBack(ahead)
      const { updated_at: _then, ...as } = before
      expect(await row("order", "s")).toMatchObject(as)
      expect(await service.enterLane(ahead)).toBe(false)
    })

    it("is put back by nobody who has lost it", async () => {
      await service.ask("order", [{ id: "s" }], { by: "event" })
      const [late] = await service.claimAhead()
      await expireLeases()
      const [next] = await ledger.anotherProcess().claim(["order"])
      await service.putBack(late)
      expect(await service.enterLane(late)).toBe(false)
      expect(await row("order", "s")).toMatchObject({ state: "sending", lease_token: next.lease_token })
    })

    it("is alone in the lane, whatever twenty processes claim, enter and settle at the same time", async () => {
      await service.ask("order", subjects(40), { by: "event" })
      await service.ask("customer", subjects(10), { by: "event" })
      let left = 50
      let mostAtOnce = 0
      const work = async (process: SpecterSyncModuleService, isAhead: boolean) => {
        while (left > 0) {
          const [transfer] = await (isAhead ? process.claimAhead() : process.claim(["order", "customer"]))
          if (!transfer) {
            await sleep(5)
            continue
          }
          while (transfer.lane === null && !(await process.enterLane(transfer))) {
            await sleep(5)
          }
          mostAtOnce = Math.max(mostAtOnce, (await inLane()).length)
          await process.settle([{ transfer, settlement: sent }])
          left -= 1
        }
      }
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => work(ledger.anotherProcess(), index % 2 === 0))
      )
      expect(mostAtOnce).toBe(1)
      expect(await service.listTransfers({ state: "sent" })).toHaveLength(50)
    })
  })

  describe("a lease", () => {
    it("that ran out frees the row for whoever claims its kind, though another takes it back in the same moment", async () => {
      const others = Array.from({ length: 3 }, () => ledger.anotherProcess())
      for (let round = 0; round < 60; round += 1) {
        await claimed("order", `s_${round}`)
        await expireLeases()
        const [[taken]] = await Promise.all([
          service.claim(["order"]),
          ...others.map((another) => another.claim(["article", "article_removal"])),
        ])
        expect([round, taken?.subject_id]).toEqual([round, `s_${round}`])
        await settle(taken, sent)
      }
    })

    it("that runs out gives the transfer to another process, whatever its kind", async () => {
      for (const kind of TRANSFER_KINDS) {
        const late = await claimed(kind, "s")
        await expireLeases()
        const [next] = await ledger.anotherProcess().claim([kind])
        expect(next).toMatchObject({ id: late.id, attempts: 2 })
        expect(next.lease_token).not.toBe(late.lease_token)
        await settle(next, sent)
      }
    })

    it("that was lost lets the late process neither call Specter nor settle", async () => {
      const late = await claimed("order", "s")
      await expireLeases()
      const [next] = await ledger.anotherProcess().claim(["order"])

      await expect(service.hold([late])).rejects.toMatchObject({ type: "conflict" })
      await expect(service.hold([late], { dispatching: true })).rejects.toMatchObject({ type: "conflict" })
      expect(await service.settle([{ transfer: late, settlement: sent }])).toEqual([])
      expect(await row("order", "s")).toMatchObject({
        state: "sending",
        lease_token: next.lease_token,
        dispatched_at: null,
        sent_hash: null,
      })

      await settle(next, sent)
      expect(await service.settle([{ transfer: late, settlement: notReceived }])).toEqual([])
      expect(await row("order", "s")).toMatchObject({ state: "sent", specter_number: "1001" })
    })

    it("that was lost for one of several stops the call for all", async () => {
      await service.ask("article", subjects(3), { by: "event" })
      const transfers = await service.claim(["article"])
      await sql(
        "UPDATE specter_transfer SET lease_until = now() - interval '1 second' WHERE subject_id = 's_1'"
      )
      await ledger.anotherProcess().claimThese("article", ["s_1"])

      await expect(service.hold(transfers)).rejects.toMatchObject({ type: "conflict" })
      const settled = await service.settle(transfers.map((transfer) => ({ transfer, settlement: sent })))
      expect(settled).toHaveLength(2)
      expect((await row("article", "s_1")).state).toBe("sending")
    })

    it("is prolonged before each call", async () => {
      const transfer = await claimed("order", "s")
      await sql("UPDATE specter_transfer SET lease_until = now() + interval '1 second'")
      await service.hold([transfer])
      const left = (await row("order", "s")).lease_until!.getTime() - Date.now()
      expect(left).toBeGreaterThan(40_000)
      expect(left).toBeLessThan(46_000)
      expect((await row("order", "s")).dispatched_at).toBeNull()
    })

    it("remembers from the first call on that one went out", async () => {
      const transfer = await claimed("order", "s")
      await service.hold([transfer], { dispatching: true })
      const { dispatched_at } = await row("order", "s")
      expect(dispatched_at).toBeInstanceOf(Date)
      await service.hold([transfer], { dispatching: true })
      expect((await row("order", "s")).dispatched_at).toEqual(dispatched_at)

      await expireLeases()
      const [next] = await service.claim(["order"])
      expect(next.dispatched_at).toEqual(dispatched_at)
    })

    it("of articles from two claims is prolonged for both", async () => {
      await service.ask("article", subjects(2), { by: "event" })
      const one = await service.claimThese("article", ["s_0"])
      const two = await service.claimThese("article", ["s_1"])
      await sql("UPDATE specter_transfer SET lease_until = now() + interval '1 second'")
      await service.hold([...one, ...two])
      const rows = await service.listTransfers({})
      expect(rows.every(({ lease_until }) => lease_until!.getTime() > Date.now() + 40_000)).toBe(true)
      expect(
        await service.settle([...one, ...two].map((transfer) => ({ transfer, settlement: sent })))
      ).toHaveLength(2)
    })

    it("gets along with processes that ask for, hold, settle and reclaim the same rows at the same time", async () => {
      const wanted = subjects(200)
      await service.ask("article", wanted, { by: "export" })
      const asker = ledger.anotherProcess()
      const reclaimer = ledger.anotherProcess()
      let isOver = false
      const asking = (async () => {
        while (!isOver) {
          await asker.ask("article", [...wanted].reverse(), { by: "event" })
        }
      })()
      const reclaiming = (async () => {
        while (!isOver) {
          await sql(`UPDATE specter_transfer SET lease_until = now() - interval '1 second'
            WHERE id IN (SELECT id FROM specter_transfer WHERE state = 'sending' FOR UPDATE SKIP LOCKED)`)
          await reclaimer.claim(["order"])
        }
      })()
      for (let round = 0; round < 30; round++) {
        const transfers = await service.claim(["article"])
        await service.hold(transfers).catch((error) => expect(error).toMatchObject({ type: "conflict" }))
        await service.settle(transfers.map((transfer) => ({ transfer, settlement: sent })))
      }
      isOver = true
      await Promise.all([asking, reclaiming])
      expect(await service.listTransfers({}, { select: ["id"] })).toHaveLength(200)
    })
  })
})
