import type { ClaimedTransfer, Settlement } from "../settlement"
import type { TransferKind } from "../states"
import { describeLedger, notReceived, refused, sent } from "./ledger"

const DAY = 24 * 3600
const again = (failure: Extract<Settlement, { state: "again" }>["failure"]): Settlement => ({
  state: "again",
  failure,
  reason: { code: "specter_unknown_outcome" },
})

describeLedger((ledger) => {
  const { service, sql, row, claimed, settle, makeDue, expireLeases } = ledger
  const secondsUntilDue = async () => {
    const [{ seconds }] = await sql<{ seconds: number }>(
      "SELECT extract(epoch FROM due_at - updated_at)::float AS seconds FROM specter_transfer"
    )
    return seconds
  }
  /** Claims the one waiting row and settles it, `times` times. */
  const settleAgain = async (settlement: Settlement, times: number) => {
    for (let time = 0; time < times; time++) {
      await makeDue()
      const [transfer] = await service.claimThese("article", ["s"])
      await settle(transfer, settlement)
    }
  }

  describe("settling", () => {
    it("writes what Specter has, and drops the lease", async () => {
      const transfer = await claimed("order", "s")
      const notes = [{ code: "text_cut" as const, data: { field: "name", value: "Räksmörgås" } }]

      const settled = await service.settle([
        {
          transfer,
          settlement: { state: "sent", hash: "h1", number: "1001", notes },
          label: "#1042",
          parent_id: "cus_1",
        },
      ])

      expect(settled).toEqual([expect.objectContaining({ id: transfer.id, state: "sent" })])
      const after = await row("order", "s")
      expect(after).toMatchObject({
        state: "sent",
        sent_hash: "h1",
        tried_hash: "h1",
        specter_number: "1001",
        label: "#1042",
        parent_id: "cus_1",
        notes,
        reason: null,
        words: null,
        failure_kind: null,
        attempts: 0,
        first_failed_at: null,
        lease_token: null,
        lease_until: null,
        lane: null,
      })
      expect(Math.abs(after.sent_at!.getTime() - Date.now())).toBeLessThan(5_000)
    })

    it("keeps the number of an order that Specter has, also for whoever lost the lease, and of no other kind", async () => {
      const late = await claimed("order", "s")
      await expireLeases()
      await claimed("order", "s")
      expect(await service.settle([{ transfer: late, settlement: sent }])).toEqual([])
      expect(await service.references("order", ["s"])).toEqual(new Map([["s", "1001"]]))

      await settle(await claimed("article", "a"), sent)
      await settle(await claimed("article", "b"), refused)
      expect(await service.references("article", ["a", "b"])).toEqual(new Map())
      expect(await service.references("order", ["a", "b"])).toEqual(new Map())
    })

    it("knows that Specter has an order whose number it did not tell, and forgets none that it told", async () => {
      const { number, ...numberless } = sent as Settlement & { state: "sent" }
      expect(number).toBe("1001")
      await settle(await claimed("order", "s"), numberless)
      expect(await service.references("order", ["s"])).toEqual(new Map([["s", null]]))
      await service.putReferences([{ kind: "order", store_id: "s", number: "1001" }])
      await service.ask("order", [{ id: "t" }], { by: "event" })
      const [other] = await service.claim(["order"])
      await service.settle([{ transfer: { ...other, subject_id: "s" }, settlement: numberless }])
      expect(await service.references("order", ["s"])).toEqual(new Map([["s", "1001"]]))
    })

    it("writes many of one claim together, each with its own end", async () => {
      await service.ask("article", [{ id: "a" }, { id: "b" }, { id: "c" }], { by: "event" })
      const transfers = await service.claim(["article"])
      const ends: Record<string, Settlement> = { a: sent, b: refused, c: notReceived }
      await service.settle(transfers.map((transfer) => ({ transfer, settlement: ends[transfer.subject_id] })))
      expect((await row("article", "a")).state).toBe("sent")
      expect(await row("article", "b")).toMatchObject({
        state: "rejected",
        words: "Artikeln saknar namn åäö",
      })
      expect(await row("article", "c")).toMatchObject({ state: "waiting", failure_kind: "not_received" })
    })

    it("tells a refusal of Specter's from a problem that our mapping found", async () => {
      await settle(await claimed("article", "s"), refused)
      expect(await row("article", "s")).toMatchObject({
        failure_kind: "refused",
        tried_hash: "hash",
        sent_hash: null,
      })

      const notes = [{ code: "variant_without_price" as const, data: { currency: "SEK" } }]
      await settle(await claimed("article", "t"), {
        state: "rejected",
        reason: { code: "variant_without_sku" },
        notes,
      })
      expect(await row("article", "t")).toMatchObject({
        failure_kind: "mapping",
        words: null,
        notes,
        reason: { code: "variant_without_sku" },
      })
    })

    it("keeps what Specter has when a later version is refused", async () => {
      await settle(await claimed("article", "s"), sent)
      await settle(await claimed("article", "s"), { ...refused, hash: "newer" } as Settlement)
      expect(await row("article", "s")).toMatchObject({
        state: "rejected",
        sent_hash: "hash",
        tried_hash: "newer",
        specter_number: "1001",
      })
    })

    it("says why there was nothing to send", async () => {
      await settle(await claimed("customer", "s"), {
        state: "skipped",
        reason: { code: "customer_without_account" },
      })
      expect(await row("customer", "s")).toMatchObject({
        state: "skipped",
        reason: { code: "customer_without_account" },
        failure_kind: null,
        sent_at: null,
      })
    })

    it("of what Specter has so already keeps the day it was sent and its remarks", async () => {
      const notes = [{ code: "characters_replaced" as const, data: { field: "name", value: "?" } }]
      await settle(await claimed("article", "s"), { state: "sent", hash: "hash", number: "A-1", notes })
      await sql("UPDATE specter_transfer SET sent_at = '2026-01-02T03:04:05Z'")

      await settle(await claimed("article", "s"), { state: "sent", hash: "hash", unchanged: true })

      expect(await row("article", "s")).toMatchObject({
        state: "sent",
        sent_at: new Date("2026-01-02T03:04:05Z"),
        notes,
        specter_number: "A-1",
      })
    })

    it("does nothing without a lease", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      const { id } = await row("article", "s")
      const invented = { id, kind: "article", subject_id: "s", lease_token: "invented" } as ClaimedTransfer
      expect(await service.settle([{ transfer: invented, settlement: sent }])).toEqual([])
      expect((await row("article", "s")).state).toBe("waiting")
    })
  })

  describe("trying again", () => {
    it("waits about 15 seconds, then twice as long each time, up to an hour", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      for (const seconds of [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]) {
        await settleAgain(notReceived, 1)
        const waits = await secondsUntilDue()
        expect(waits).toBeGreaterThanOrEqual(seconds * 0.8 - 0.01)
        expect(waits).toBeLessThanOrEqual(seconds * 1.2 + 0.01)
      }
      expect((await row("article", "s")).attempts).toBe(11)
    })

    it("waits about 15 seconds, not less, when the button was pressed while it was being sent", async () => {
      const transfer = await claimed("article", "s")
      await service.ask("article", [{ id: "s" }], { by: "button", now: true })
      await settle(transfer, notReceived)
      expect(await secondsUntilDue()).toBeGreaterThanOrEqual(11.99)
    })

    it("spreads the next attempts over ±20 %, so that not all come at once", async () => {
      await service.ask(
        "article",
        Array.from({ length: 100 }, (_, index) => ({ id: `s_${index}` })),
        { by: "event" }
      )
      const transfers = await service.claim(["article"])
      await service.settle(transfers.map((transfer) => ({ transfer, settlement: notReceived })))
      const [{ least, most, distinct }] = await sql<{ least: number; most: number; distinct: number }>(
        `SELECT min(extract(epoch FROM due_at - updated_at))::float AS least, max(extract(epoch FROM due_at - updated_at))::float AS most,
          count(DISTINCT due_at)::int AS distinct FROM specter_transfer`
      )
      expect(least).toBeGreaterThanOrEqual(11.99)
      expect(least).toBeLessThan(13.5)
      expect(most).toBeGreaterThan(16.5)
      expect(most).toBeLessThanOrEqual(18.01)
      expect(distinct).toBeGreaterThan(90)
    })

    it("gives up after three days, says so and keeps what failed last", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await settleAgain(notReceived, 1)
      await sql(`UPDATE specter_transfer SET first_failed_at = now() - interval '${3 * DAY - 60} seconds'`)
      await settleAgain(notReceived, 1)
      expect(await row("article", "s")).toMatchObject({ state: "waiting", attempts: 2 })

      await sql(`UPDATE specter_transfer SET first_failed_at = now() - interval '${3 * DAY + 1} seconds'`)
      await settleAgain(notReceived, 1)

      expect(await row("article", "s")).toMatchObject({
        state: "failed",
        reason: { code: "attempts_spent" },
        notes: [{ code: "specter_not_received" }],
        words: "connect ECONNREFUSED",
        failure_kind: "not_received",
      })
      expect(await service.claim(["article"])).toEqual([])
    })

    it("does not give up on what was asked for anew while it was being sent", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await settleAgain(notReceived, 1)
      await sql(`UPDATE specter_transfer SET first_failed_at = now() - interval '4 days'`)
      const [transfer] = await service.claimThese("article", ["s"])
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await settle(transfer, notReceived)
      expect(await row("article", "s")).toMatchObject({
        state: "waiting",
        reason: { code: "specter_not_received" },
      })
    })

    it("starts anew after giving up when asked", async () => {
      await service.ask("order", [{ id: "s" }], { by: "event" })
      await sql(
        "UPDATE specter_transfer SET state = 'failed', first_failed_at = now() - interval '9 days', attempts = 80"
      )
      await service.ask("order", [{ id: "s" }], { by: "button" })
      expect(await row("order", "s")).toMatchObject({ state: "waiting", attempts: 0, first_failed_at: null })
    })

    it("spends no attempt on trouble with the account, however long it lasts", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await settleAgain(notReceived, 2)
      await sql(`UPDATE specter_transfer SET first_failed_at = now() - interval '9 days'`)

      await settleAgain(again("account"), 3)

      expect(await row("article", "s")).toMatchObject({
        state: "waiting",
        attempts: 2,
        failure_kind: "account",
      })
      expect(await secondsUntilDue()).toBe(0)
    })

    it.each(["not_received", "unknown", "unexpected", "waits_for_other"] as const)(
      "spends an attempt on: %s",
      async (failure) => {
        await service.ask("article", [{ id: "s" }], { by: "event" })
        await settleAgain(again(failure), 2)
        expect(await row("article", "s")).toMatchObject({ attempts: 2, failure_kind: failure })
        expect((await row("article", "s")).first_failed_at).toBeInstanceOf(Date)
      }
    )

    it("forgets the failures once it succeeds", async () => {
      await service.ask("article", [{ id: "s" }], { by: "event" })
      await settleAgain(notReceived, 3)
      await settleAgain(sent, 1)
      expect(await row("article", "s")).toMatchObject({
        attempts: 0,
        first_failed_at: null,
        words: null,
        reason: null,
      })
    })

    it("keeps the wish as it was: forced and with stock", async () => {
      await service.ask("article", [{ id: "s" }], { by: "export", forced: true, withStock: true })
      await settleAgain(notReceived, 1)
      expect(await row("article", "s")).toMatchObject({ forced: true, with_stock: true })
    })
  })

  describe("a call that may have been carried out", () => {
    const dispatched = async () => {
      const transfer = await claimed("order", "s")
      await service.hold([transfer], { dispatching: true })
      return transfer
    }
    const unknown = { ...again("unknown"), maybeCarriedOut: true } as Settlement

    it.each<[string, Settlement]>([
      ["its outcome is not known", unknown],
      ["the order waits for the merchant", { state: "unconfirmed", reason: { code: "order_unconfirmed" } }],
    ])("is remembered while %s", async (_, settlement) => {
      await settle(await dispatched(), settlement)
      expect((await row("order", "s")).dispatched_at).toBeInstanceOf(Date)
    })

    it.each<[string, Settlement]>([
      ["Specter has it", sent],
      ["Specter refused it", refused],
      ["there is nothing to send", { state: "skipped", reason: { code: "subject_missing" } }],
      ["this very call did not reach Specter", notReceived],
    ])("is forgotten when %s", async (_, settlement) => {
      await settle(await dispatched(), settlement)
      expect((await row("order", "s")).dispatched_at).toBeNull()
    })

    it("is still remembered when a later call did not reach Specter", async () => {
      await settle(await dispatched(), unknown)
      const { dispatched_at } = await row("order", "s")
      for (const settlement of [
        notReceived,
        again("account"),
        again("waits_for_other"),
        again("unexpected"),
      ]) {
        await makeDue()
        const [transfer] = await service.claim(["order"])
        expect(transfer.dispatched_at).toEqual(dispatched_at)
        await settle(transfer, settlement)
      }
      expect((await row("order", "s")).dispatched_at).toEqual(dispatched_at)
    })

    it("is remembered when the process died in the middle of it", async () => {
      await dispatched()
      await expireLeases()
      const [transfer] = await service.claim(["order"])
      expect(transfer.dispatched_at).toBeInstanceOf(Date)
    })
  })

  describe("what was skipped without its order", () => {
    const withoutOrder: Settlement = { state: "skipped", reason: { code: "order_not_in_specter" } }
    const about = async (
      kind: TransferKind,
      id: string,
      orderId: string,
      settlement: Settlement = withoutOrder
    ) => {
      const transfer = await claimed(kind, id)
      await service.settle([{ transfer, settlement, parent_id: orderId }])
    }
    const statesOf = async (orderId: string) =>
      Object.fromEntries(
        (await service.listTransfers({ parent_id: orderId })).map(({ kind, subject_id, state }) => [
          `${kind} ${subject_id}`,
          state,
        ])
      )

    it("waits anew once Specter has the order, with what has waited for it; nothing else does", async () => {
      await about("delivery", "skipped", "s")
      await about("invoice", "s", "s")
      await about("order_removal", "s", "s")
      await about("delivery", "waiting", "s", {
        state: "again",
        failure: "waits_for_other",
        reason: { code: "order_not_in_specter" },
      })
      await about("delivery", "numberless", "s", {
        state: "rejected",
        reason: { code: "specter_order_number_unknown" },
      })
      await about("delivery", "cancelled", "s", {
        state: "skipped",
        reason: { code: "fulfillment_canceled" },
      })
      await about("delivery", "refused", "s", refused)
      await about("delivery", "other", "t")
      await sql("UPDATE specter_transfer SET due_at = now() + interval '1 hour'")

      expect(await service.hurryDependants({ orderIds: ["u"], variantIds: ["s"] })).toBe(false)
      expect(await service.hurryDependants({ orderIds: ["s"], variantIds: [] })).toBe(true)

      expect(await statesOf("s")).toEqual({
        "delivery skipped": "waiting",
        "invoice s": "waiting",
        "order_removal s": "waiting",
        "delivery waiting": "waiting",
        "delivery numberless": "waiting",
        "delivery cancelled": "skipped",
        "delivery refused": "rejected",
      })
      expect(await statesOf("t")).toEqual({ "delivery other": "skipped" })
      expect(await row("delivery", "skipped")).toMatchObject({ attempts: 0, first_failed_at: null })
      expect(await row("delivery", "numberless")).toMatchObject({ attempts: 0, first_failed_at: null })
      expect(await row("delivery", "waiting")).toMatchObject({ attempts: 1 })
      const due = await service.listTransfers({ due_at: { $lte: new Date() }, state: "waiting" })
      expect(due.map(({ subject_id }) => subject_id)).toContain("numberless")
      expect(await service.claim(["invoice"])).toMatchObject([{ subject_id: "s" }])
    })

    it("waits anew too once the merchant says that Specter has the order", async () => {
      await about("delivery", "d", "s")
      await settle(await claimed("order", "s"), {
        state: "unconfirmed",
        reason: { code: "order_unconfirmed" },
      })
      await service.confirm("invoice", "s")
      expect((await row("delivery", "d")).state).toBe("skipped")
      await service.confirm("order", "s")
      expect((await row("delivery", "d")).state).toBe("waiting")
    })
  })

  describe("the merchant's word on an order of which no certain answer came", () => {
    const unconfirmed = async () => {
      const transfer = await claimed("order", "s")
      await service.hold([transfer], { dispatching: true })
      await settle(transfer, {
        state: "unconfirmed",
        reason: { code: "order_unconfirmed" },
        words: "timeout",
        hash: "tried",
      })
    }

    it("that Specter has it settles it without a call", async () => {
      await unconfirmed()
      expect(await service.confirm("order", "s", "5001")).toBe(true)
      expect(await row("order", "s")).toMatchObject({
        state: "sent",
        specter_number: "5001",
        sent_hash: "tried",
        dispatched_at: null,
        reason: null,
        words: null,
        failure_kind: null,
      })
      expect(await service.references("order", ["s"])).toEqual(new Map([["s", "5001"]]))
      expect(await service.claim(["order"])).toEqual([])
      expect(await service.confirm("order", "s", "5002")).toBe(false)
      expect((await row("order", "s")).specter_number).toBe("5001")
    })

    it("that Specter has it is taken without a number too", async () => {
      await unconfirmed()
      expect(await service.confirm("order", "s")).toBe(true)
      expect(await row("order", "s")).toMatchObject({ state: "sent", specter_number: null })
    })

    it("that Specter lacks it lets it wait anew, with no memory of the call", async () => {
      await unconfirmed()
      expect(await service.sendAgain("order", "s")).toBe(true)
      expect(await service.sendAgain("order", "s")).toBe(false)
      const [transfer] = await service.claim(["order"])
      expect(transfer).toMatchObject({
        subject_id: "s",
        dispatched_at: null,
        asked_by: "button",
        attempts: 1,
      })
    })

    it("changes nothing of a transfer that waits, is being sent or is sent", async () => {
      await service.ask("order", [{ id: "w" }], { by: "event" })
      expect(await service.sendAgain("order", "w")).toBe(false)
      expect(await service.confirm("order", "w")).toBe(false)
      const [transfer] = await service.claim(["order"])
      expect(await service.confirm("order", "w")).toBe(false)
      await settle(transfer, sent)
      expect(await service.sendAgain("order", "w")).toBe(false)
      expect(await service.confirm("order", "unknown")).toBe(false)
    })
  })
})
