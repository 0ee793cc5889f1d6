import {
  type AskedBy,
  TRANSFER_KINDS,
  TRANSFER_STATES,
  type TransferKind,
  type TransferState,
} from "../states"
import { describeLedger, notReceived, refused, sent } from "./ledger"

const MADE_ONCE: TransferKind[] = ["order", "delivery", "invoice"]

describeLedger((ledger) => {
  const { service, sql, row, claimed, settle } = ledger

  describe("asking for a transfer", () => {
    it("bears one row, that waits and is due at once", async () => {
      const asked = await service.ask("order", [{ id: "order_1", label: "#1042", parent_id: "cus_1" }], {
        by: "event",
      })

      const born = await row("order", "order_1")
      expect(asked).toEqual([born.id])
      expect(born).toMatchObject({
        state: "waiting",
        asked_by: "event",
        attempts: 0,
        label: "#1042",
        parent_id: "cus_1",
      })
      expect(born.due_at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
    })

    it("bears nothing when nothing is asked for", async () => {
      expect(await service.ask("order", [], { by: "event" })).toEqual([])
      expect(await service.listTransfers({})).toEqual([])
    })

    it("bears one row for a subject that is named twice", async () => {
      expect(
        await service.ask("article", [{ id: "a" }, { id: "b" }, { id: "a" }], { by: "event" })
      ).toHaveLength(2)
      expect(await service.listTransfers({})).toHaveLength(2)
    })

    it("bears a row for each kind of the same subject", async () => {
      for (const kind of TRANSFER_KINDS) {
        await service.ask(kind, [{ id: "same" }], { by: "event" })
      }
      expect(await service.listTransfers({ subject_id: "same" })).toHaveLength(TRANSFER_KINDS.length)
    })

    it("bears one row however many processes ask at the same time", async () => {
      const processes = Array.from({ length: 20 }, () => ledger.anotherProcess())

      const asked = await Promise.all(
        processes.map((process) => process.ask("order", [{ id: "order_1" }], { by: "event" }))
      )

      const { id } = await row("order", "order_1")
      expect(asked).toEqual(processes.map(() => [id]))
    })

    it("gets along when processes ask for the same many subjects in opposite orders", async () => {
      const ids = Array.from({ length: 400 }, (_, index) => ({ id: `variant_${index}` }))
      const processes = Array.from({ length: 8 }, () => ledger.anotherProcess())

      for (let round = 0; round < 3; round++) {
        await Promise.all(
          processes.map((process, index) =>
            process.ask("article", index % 2 ? ids : [...ids].reverse(), { by: "export" })
          )
        )
      }

      expect(await service.listTransfers({}, { select: ["id"] })).toHaveLength(ids.length)
    })

    it("gets along with an import that notes the same articles in the opposite order", async () => {
      const ids = Array.from({ length: 400 }, (_, index) => `variant_${index}`)
      const imported = ids.map((variantId) => ({
        variantId,
        productId: "prod",
        label: variantId,
        hash: "h",
        articleNo: variantId,
      }))
      const seen = ids.map((articleNo) => ({ articleNo, figure: "1" }))
      await Promise.all(
        Array.from({ length: 8 }, async (_, index) => {
          const process = ledger.anotherProcess()
          for (let round = 0; round < 3; round++) {
            await process.noteImported(index % 2 ? imported : [...imported].reverse(), new Date())
            await process.seeArticles(index % 2 ? seen : [...seen].reverse(), new Date())
            await process.ask(
              "article",
              ids.map((id) => ({ id })),
              { by: "export" }
            )
            await process.knowArticles(ids)
          }
        })
      )
      expect(await service.listTransfers({}, { select: ["id"] })).toHaveLength(ids.length)
      expect((await service.knownArticles(ids)).size).toBe(ids.length)
    })

    it("takes any text as a subject, also one that looks like SQL", async () => {
      const odd = `'); DROP TABLE specter_transfer; -- "å\\ :kind ?`
      await service.ask("order", [{ id: odd, label: 'it\'s "här" ;--', parent_id: "'" }], { by: "event" })
      expect(await service.missing("order", [odd, "' OR 1=1 --"])).toEqual(["' OR 1=1 --"])
      const [transfer] = await service.claimThese("order", [odd])
      expect(transfer).toMatchObject({ subject_id: odd, label: 'it\'s "här" ;--', parent_id: "'" })
      await settle(transfer, { ...refused, words: "'; DELETE FROM specter_transfer; --" } as never)
      expect(await row("order", odd)).toMatchObject({
        state: "rejected",
        words: "'; DELETE FROM specter_transfer; --",
      })
    })
  })

  describe("asking again while it waits", () => {
    it("changes neither when it is due nor how often it was tried", async () => {
      await settle(await claimed("article", "variant_1"), notReceived)
      const before = await row("article", "variant_1")

      expect(await service.ask("article", [{ id: "variant_1" }], { by: "event" })).toEqual([before.id])

      const after = await row("article", "variant_1")
      expect(after).toMatchObject({
        state: "waiting",
        due_at: before.due_at,
        attempts: 1,
        first_failed_at: before.first_failed_at,
        reason: before.reason,
        words: before.words,
      })
    })

    it("with `now` makes it due and starts its attempts anew", async () => {
      await settle(await claimed("article", "variant_1"), notReceived)

      await service.ask("article", [{ id: "variant_1" }], { by: "button", now: true })

      const hurried = await row("article", "variant_1")
      expect(hurried).toMatchObject({ state: "waiting", attempts: 0, first_failed_at: null })
      expect(await service.claim(["article"])).toHaveLength(1)
    })

    it("adds up what was wished for: forced, with stock, its run", async () => {
      const run = await service.createRuns({ type: "stock" })
      await service.ask("article", [{ id: "variant_1" }], { by: "export", withStock: true, runId: run.id })
      await service.ask("article", [{ id: "variant_1" }], { by: "button", forced: true })
      await service.ask("article", [{ id: "variant_1", parent_id: "prod_1" }], { by: "event" })

      expect(await row("article", "variant_1")).toMatchObject({
        with_stock: true,
        forced: true,
        run_id: run.id,
        parent_id: "prod_1",
      })
    })

    it("keeps the label that is known when none is given", async () => {
      await service.ask("order", [{ id: "order_1", label: "#1" }], { by: "event" })
      await service.ask("order", [{ id: "order_1" }], { by: "event" })
      expect((await row("order", "order_1")).label).toBe("#1")
    })

    it("does not take the merchant's press of the button for anything less", async () => {
      await service.ask("order", [{ id: "order_1" }], { by: "event" })
      await service.ask("order", [{ id: "order_1" }], { by: "button" })
      expect((await row("order", "order_1")).asked_by).toBe("button")
      await service.ask("order", [{ id: "order_1" }], { by: "reconcile" })
      expect((await row("order", "order_1")).asked_by).toBe("button")

      const [transfer] = await service.claim(["order"])
      await service.ask("order", [{ id: "order_1" }], { by: "event" })
      await settle(transfer, refused)
      await service.ask("order", [{ id: "order_1" }], { by: "event" })
      expect((await row("order", "order_1")).asked_by).toBe("button")
    })
  })

  describe("asking while it is being sent", () => {
    it.each(["article", "customer"] as const)("has a %s sent once more afterwards", async (kind) => {
      const first = await claimed(kind, "s")
      const asked = await service.ask(kind, [{ id: "s" }], { by: "event" })
      expect(asked).toEqual([first.id])
      expect((await row(kind, "s")).state).toBe("sending")

      await settle(first, sent)

      expect(await row(kind, "s")).toMatchObject({ state: "waiting", sent_hash: "hash", asked_again: false })
      const [second] = await service.claim([kind])
      await settle(second, sent)
      expect((await row(kind, "s")).state).toBe("sent")
      expect(await service.claim([kind])).toEqual([])
    })

    it.each(MADE_ONCE)("never repeats a %s that was sent", async (kind) => {
      const transfer = await claimed(kind, "s")
      await service.ask(kind, [{ id: "s" }], { by: "button", forced: true, now: true })

      await settle(transfer, sent)

      expect((await row(kind, "s")).state).toBe("sent")
      expect(await service.claim([kind])).toEqual([])
      expect(await service.claimThese(kind, ["s"])).toEqual([])
    })

    it.each(MADE_ONCE)("never repeats a %s whose outcome is not known", async (kind) => {
      const transfer = await claimed(kind, "s")
      await service.ask(kind, [{ id: "s" }], { by: "event" })
      await settle(transfer, { state: "unconfirmed", reason: { code: "order_unconfirmed" } })
      expect((await row(kind, "s")).state).toBe("unconfirmed")
    })

    it.each(TRANSFER_KINDS)(
      "has a %s that was refused tried once more, as its data may have changed",
      async (kind) => {
        const transfer = await claimed(kind, "s")
        await service.ask(kind, [{ id: "s" }], { by: "event" })
        await settle(transfer, refused)
        expect(await row(kind, "s")).toMatchObject({
          state: "waiting",
          reason: refused.state === "rejected" && refused.reason,
        })
      }
    )

    it("takes a second press of the button for the same wish, but nobody else's", async () => {
      const press = { by: "button", now: true, forced: true } as const
      await service.ask("article", [{ id: "s" }], press)
      const [first] = await service.claim(["article"])
      await service.ask("article", [{ id: "s" }], press)
      await settle(first, sent)
      expect((await row("article", "s")).state).toBe("sent")

      await service.ask("article", [{ id: "s" }], press)
      const [second] = await service.claim(["article"])
      await service.ask("article", [{ id: "s" }], { by: "event", now: true })
      await service.ask("article", [{ id: "s" }], press)
      await settle(second, sent)
      expect((await row("article", "s")).state).toBe("waiting")
    })

    it("never loses a wish that comes in the very moment of settling", async () => {
      const asker = ledger.anotherProcess()
      for (let round = 0; round < 60; round++) {
        const transfer = await claimed("article", "s")
        await Promise.all([
          service.settle([{ transfer, settlement: sent }]),
          asker.ask("article", [{ id: "s" }], { by: "event" }),
        ])
        expect(await row("article", "s")).toMatchObject({
          state: "waiting",
          sent_hash: "hash",
          lease_token: null,
        })
      }
    })

    it("keeps the new wish: forced and with stock go with the next attempt", async () => {
      const transfer = await claimed("article", "s")
      await service.ask("article", [{ id: "s" }], { by: "export", forced: true, withStock: true })
      await settle(transfer, sent)
      const [again] = await service.claim(["article"])
      expect(again).toMatchObject({ forced: true, with_stock: true })
      await settle(again, sent)
      expect(await row("article", "s")).toMatchObject({ forced: false, with_stock: false })
    })
  })

  describe("asking for what has an outcome", () => {
    const ENDS: TransferState[] = ["sent", "rejected", "failed", "skipped", "unconfirmed"]
    const ANYBODY: AskedBy[] = ["event", "button", "reconcile", "export", "order"]

    async function revivedFrom(kind: TransferKind, by: AskedBy): Promise<string[]> {
      await sql("DELETE FROM specter_transfer")
      await service.ask(
        kind,
        ENDS.map((id) => ({ id })),
        { by: "event" }
      )
      await sql(
        "UPDATE specter_transfer SET state = subject_id, attempts = 3, first_failed_at = now(), forced = true"
      )

      const asked = await service.ask(
        kind,
        ENDS.map((id) => ({ id })),
        { by }
      )

      const rows = await service.listTransfers({ kind })
      const waiting = rows.filter(({ state }) => state === "waiting")
      expect(asked.sort()).toEqual(waiting.map(({ id }) => id).sort())
      for (const transfer of rows) {
        expect(transfer).toMatchObject(
          transfer.state === "waiting"
            ? { attempts: 0, first_failed_at: null, forced: false }
            : { state: transfer.subject_id, attempts: 3 }
        )
      }
      return waiting.map(({ subject_id }) => subject_id).sort()
    }

    it.each(["article", "customer"] as const)(
      "revives a %s from every certain end, whoever asks",
      async (kind) => {
        for (const by of ANYBODY) {
          expect(await revivedFrom(kind, by)).toEqual(["failed", "rejected", "sent", "skipped"])
        }
      }
    )

    it.each(["order", "order_removal", "article_removal", "delivery", "invoice"] as const)(
      "revives no %s that was sent or may have been, and nothing for reconcile",
      async (kind) => {
        expect(await revivedFrom(kind, "event")).toEqual(["failed", "rejected", "skipped"])
        expect(await revivedFrom(kind, "button")).toEqual(["failed", "rejected", "skipped"])
        expect(await revivedFrom(kind, "reconcile")).toEqual([])
      }
    )

    it("keeps what Specter has while it waits anew", async () => {
      await settle(await claimed("article", "s"), sent)
      await service.ask("article", [{ id: "s" }], { by: "event" })
      expect(await row("article", "s")).toMatchObject({
        state: "waiting",
        sent_hash: "hash",
        specter_number: "1001",
      })
    })

    it("leaves the run that it was part of", async () => {
      const run = await service.createRuns({ type: "products" })
      await service.ask("article", [{ id: "s" }], { by: "export", runId: run.id })
      const [transfer] = await service.claim(["article"])
      await settle(transfer, sent)
      expect((await row("article", "s")).run_id).toBe(run.id)
      await service.ask("article", [{ id: "s" }], { by: "event" })
      expect((await row("article", "s")).run_id).toBeNull()
    })
  })

  it("knows every state that the table allows", async () => {
    await service.ask(
      "article",
      TRANSFER_STATES.map((id) => ({ id })),
      { by: "event" }
    )
    await sql("UPDATE specter_transfer SET state = subject_id")
    expect((await service.counts()).map(({ state }) => state).sort()).toEqual([...TRANSFER_STATES].sort())
    await expect(sql("UPDATE specter_transfer SET state = 'lost'")).rejects.toThrow(/check constraint/)
  })
})
