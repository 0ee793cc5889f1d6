import { readFileSync } from "node:fs"
import path from "node:path"
import { startOfSwedishDay, swedishDay } from "../../../swedish-day"
import { articleKey } from "../article-key"
import { TRANSFER_KINDS, type TransferKind, type TransferState } from "../states"
import { describeLedger, notReceived, refused, sent } from "./ledger"

describeLedger((ledger) => {
  const { service, sql, row, claimed, settle } = ledger
  const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `s_${index}` }))

  it("takes up what a killed process left of a pull once its lease has run out, whatever had failed before", async () => {
    const failed = await service.takeTurn("stock")
    await service.failTurn(failed!, "connect ECONNREFUSED")
    expect(await service.duePulls(["stock"], 10)).toEqual([])
    await service.takeTurn("stock")
    expect(await service.duePulls(["stock"], 10)).toEqual([])
    await sql("UPDATE specter_turn SET lease_until = now() - interval '1 second'")
    expect(await service.duePulls(["stock"], 10)).toEqual(["stock"])
  })

  describe("a pause", () => {
    const paused = async () => (await service.pauseState()).cause
    const countMisses = async (times: number) => {
      for (let time = 0; time < times; time++) {
        await service.countMiss("connect ECONNREFUSED")
      }
    }
    const secondsToProbe = async () => {
      const [{ seconds }] = await sql<{ seconds: number }>(
        "SELECT extract(epoch FROM probe_at - updated_at)::float AS seconds FROM specter_pause"
      )
      return seconds
    }
    const probeIsDue = () => sql("UPDATE specter_pause SET probe_at = now() - interval '1 second'")

    it("is not there until something goes wrong", async () => {
      expect(await service.pauseState()).toEqual({
        cause: null,
        paused_at: null,
        probe_at: null,
        words: null,
      })
      expect(await service.resume()).toBe(false)
      expect(await service.takeProbe()).toBe(false)
    })

    it.each<[string, () => Promise<void>]>([
      ["the account", () => service.pauseForAccount("Felaktig nyckel")],
      ["an outage", () => countMisses(5)],
    ])("for %s keeps every process from sending, but not the merchant's button", async (_, pause) => {
      await service.ask("article", ids(2), { by: "event" })
      await service.ask("order", ids(1), { by: "event" })
      await pause()

      expect(await service.claim(TRANSFER_KINDS)).toEqual([])
      expect(await ledger.anotherProcess().claim(TRANSFER_KINDS)).toEqual([])
      expect(await service.claimThese("article", ["s_1"])).toHaveLength(1)
      expect(await service.claimThese("order", ["s_0"])).toHaveLength(1)

      expect(await service.resume()).toBe(true)
      expect(await service.claim(TRANSFER_KINDS)).toHaveLength(1)
    })

    it("for the account keeps Specter's words and since when, and asks for no probe", async () => {
      await service.pauseForAccount("Felaktig nyckel")
      const { paused_at } = await service.pauseState()
      await service.pauseForAccount("Licensen har gått ut")
      expect(await service.pauseState()).toEqual({
        cause: "account",
        paused_at,
        probe_at: null,
        words: "Licensen har gått ut",
      })
      expect(await service.takeProbe()).toBe(false)
    })

    it("for an outage comes with the fifth call in a row that did not reach Specter", async () => {
      await countMisses(4)
      expect(await service.pauseState()).toMatchObject({ cause: null, words: null })
      await countMisses(1)
      expect(await service.pauseState()).toMatchObject({ cause: "outage", words: "connect ECONNREFUSED" })
    })

    it("for an outage does not come when a call got through in between", async () => {
      await countMisses(4)
      await service.resume()
      await countMisses(4)
      expect(await paused()).toBeNull()
    })

    it("comes though five processes count a miss at the same time", async () => {
      await Promise.all(Array.from({ length: 5 }, () => ledger.anotherProcess().countMiss("timeout")))
      expect(await paused()).toBe("outage")
      expect(await service.listPauses({})).toHaveLength(1)
    })

    it("is probed after 15 seconds, then after twice as long each time, up to five minutes", async () => {
      await countMisses(5)
      const { paused_at } = await service.pauseState()
      for (const seconds of [15, 30, 60, 120, 240, 300, 300]) {
        expect(await secondsToProbe()).toBeCloseTo(seconds, 1)
        await countMisses(1)
      }
      expect((await service.pauseState()).paused_at).toEqual(paused_at)
    })

    it("is probed by one process at a time, and only when it is due", async () => {
      await countMisses(5)
      expect(await service.takeProbe()).toBe(false)
      await probeIsDue()

      const taken = await Promise.all(Array.from({ length: 20 }, () => ledger.anotherProcess().takeProbe()))

      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await service.takeProbe()).toBe(false)
      await probeIsDue()
      expect(await service.takeProbe()).toBe(true)
    })

    it("for the account is not softened by a call that did not reach Specter", async () => {
      await service.pauseForAccount("Felaktig nyckel")
      await countMisses(6)
      expect(await service.pauseState()).toMatchObject({
        cause: "account",
        probe_at: null,
        words: "Felaktig nyckel",
      })
    })

    it("for an outage turns into one for the account when Specter answers so", async () => {
      await countMisses(5)
      await service.pauseForAccount("Felaktig nyckel")
      expect(await service.pauseState()).toMatchObject({ cause: "account", probe_at: null })
    })

    it("ends with the first success and starts counting from nothing", async () => {
      await countMisses(7)
      expect(await service.resume()).toBe(true)
      expect(await service.resume()).toBe(false)
      expect(await service.pauseState()).toEqual({
        cause: null,
        paused_at: null,
        probe_at: null,
        words: null,
      })
      await countMisses(4)
      expect(await paused()).toBeNull()
    })
  })

  describe("references", () => {
    it("tell Specter's numbers by the store's ids, and by kind", async () => {
      await service.putReferences([
        { kind: "order", store_id: "a", number: "1" },
        { kind: "order", store_id: "b" },
        { kind: "customer", store_id: "a", number: "77" },
      ])
      expect(await service.references("order", ["a", "b", "c"])).toEqual(
        new Map([
          ["a", "1"],
          ["b", null],
        ])
      )
      expect(await service.references("customer", ["a"])).toEqual(new Map([["a", "77"]]))
      expect(await service.references("order", [])).toEqual(new Map())
      await service.putReferences([])
    })

    it("never lose a number to an unknown one", async () => {
      await service.putReferences([{ kind: "order", store_id: "a", number: "1" }])
      await service.putReferences([{ kind: "order", store_id: "a" }])
      await service.putReferences([{ kind: "order", store_id: "a", number: undefined }])
      expect(await service.references("order", ["a"])).toEqual(new Map([["a", "1"]]))
      await service.putReferences([{ kind: "order", store_id: "a", number: "2" }])
      expect(await service.references("order", ["a"])).toEqual(new Map([["a", "2"]]))
    })

    it("are one for each thing, whoever writes them at the same time", async () => {
      const references = ids(200).map(({ id }) => ({
        kind: "article" as const,
        store_id: id,
        number: `A-${id}`,
      }))
      const processes = Array.from({ length: 6 }, () => ledger.anotherProcess())
      await Promise.all(
        processes.map((process, index) =>
          process.putReferences(index % 2 ? references : [...references].reverse())
        )
      )
      expect(await service.listReferences({})).toHaveLength(200)
    })

    it("can be dropped", async () => {
      await service.putReferences([{ kind: "article", store_id: "a", number: "1" }])
      await service.dropReference("article", "a")
      await service.dropReference("article", "never there")
      expect(await service.references("article", ["a"])).toEqual(new Map())
    })
  })

  describe("the articles that Specter is known to have", () => {
    const DECOMPOSED = "TRÖJA".normalize("NFD")

    it.each([
      ["letter case", "Tröja-S", "TRÖJA-s"],
      ["spaces around it", " A 1 ", "A 1"],
      ["runs of spaces", "A  \u00a0 1", "A 1"],
      ["how å ä ö are composed", DECOMPOSED, "TRÖJA"],
    ])("are the same whatever %s", async (_, written, asked) => {
      await service.knowArticles([written])
      expect(await service.knownArticles([asked, "other"])).toEqual(new Set([articleKey(asked)]))
      await service.knowArticles([asked])
      expect(await service.listKnownArticles({})).toHaveLength(1)
      await service.forgetArticle(asked)
      expect(await service.knownArticles([written])).toEqual(new Set())
    })

    it("are not the same with another letter", async () => {
      await service.knowArticles(["TRÖJA", "A1"])
      expect(await service.knownArticles(["TROJA", "A 1", "A-1"])).toEqual(new Set())
      expect(await service.knownArticles([])).toEqual(new Set())
    })

    it("are not known before Specter has answered, and their zero says nothing until a figure is told", async () => {
      await service.expectZero(["KÖPP-1", "KÖPP-2"])
      expect(await service.knownArticles(["KÖPP-1"])).toEqual(new Set())
      await service.knowArticles(["KÖPP-1"])
      await service.seeArticles([{ articleNo: "KÖPP-2", figure: "-1" }], new Date())
      expect((await service.knownArticles(["KÖPP-1", "KÖPP-2"])).size).toBe(2)
      expect((await service.awaitingFigure(["köpp-1", "KÖPP-2", "OKÄND"])).size).toBe(2)
      expect(await service.awaitsAnyFigure()).toBe(true)

      await service.figuresTold(["KÖPP-1"])
      await service.seeArticles([{ articleNo: "KÖPP-2", figure: "0.5" }], new Date())
      expect(await service.awaitsAnyFigure()).toBe(false)
    })

    it("keep since when Specter's figure is so, and no older figure replaces it", async () => {
      const minute = (count: number) => new Date(Date.UTC(2026, 0, 1, 12, count))
      const told = (figure: string, bySite: Record<string, number>) => ({
        articleNo: "KÖPP-1",
        figure,
        bySite: new Map(Object.entries(bySite)),
      })
      const inAll = { articleNo: "KÖPP-1", figure: "5" }
      await service.seeArticles([inAll], minute(1))
      await service.seeArticles([inAll], minute(2))
      expect(await service.knownFigures(["köpp-1"])).toEqual([{ ...inAll, at: minute(1) }])

      await service.seeArticles([told("5", { Å: 2, Ö: 3 })], minute(4))
      await service.seeArticles([told("9", { Å: 9 })], minute(3))
      await service.seeArticles([{ articleNo: "KÖPP-1" }], minute(5))
      expect(await service.knownFigures(["köpp-1"])).toEqual([
        { ...told("5", { Å: 2, Ö: 3 }), at: minute(4) },
      ])

      await service.seeArticles([inAll], minute(6))
      expect(await service.knownFigures(["köpp-1"])).toEqual([{ ...inAll, at: minute(6) }])
    })

    it("that are known await no figure, whoever makes them again", async () => {
      await service.knowArticles(["KÖPP-1"])
      await service.expectZero(["KÖPP-1"])
      expect(await service.awaitsAnyFigure()).toBe(false)
    })

    it("can be learnt by several processes in any order at the same time", async () => {
      const numbers = ids(300).map(({ id }) => id)
      const processes = Array.from({ length: 6 }, () => ledger.anotherProcess())
      await Promise.all(
        processes.map((process, index) => process.knowArticles(index % 2 ? numbers : [...numbers].reverse()))
      )
      expect((await service.knownArticles(numbers)).size).toBe(300)
      await service.knowArticles([])
    })
  })

  describe("a run", () => {
    it("is taken by one process, and by another only when the lease has run out", async () => {
      const { id } = await service.createRuns({ type: "products" })
      const taken = await Promise.all(Array.from({ length: 10 }, () => ledger.anotherProcess().takeRun(id)))
      const [run, ...others] = taken.filter((one) => one !== undefined)
      expect(others).toEqual([])
      expect(run).toMatchObject({
        id,
        type: "products",
        state: "running",
        asked: 0,
        planned: false,
        cursor: null,
      })
      expect(await service.takeRun()).toBeUndefined()

      await sql("UPDATE specter_run SET lease_until = now() - interval '1 second'")
      const next = await service.takeRun()
      expect(next).toMatchObject({ id })
      const step = { cursor: "s_9", asked: 10, total: 30, planned: false }
      expect(await service.advanceRun(run!, step)).toBe(false)
      expect(await service.advanceRun(next!, step)).toBe(true)
      expect(await service.retrieveRun(id)).toMatchObject({
        cursor: "s_9",
        asked: 10,
        total: 30,
        planned: false,
      })
    })

    it("is found by its id, or the oldest that is unattended", async () => {
      const old = await service.createRuns({ type: "products" })
      const young = await service.createRuns({ type: "customers" })
      await sql("UPDATE specter_run SET created_at = now() - interval '1 hour' WHERE id = :id", {
        id: old.id,
      })
      expect((await service.takeRun(young.id))?.id).toBe(young.id)
      expect((await service.takeRun())?.id).toBe(old.id)
      expect(await service.takeRun("unknown")).toBeUndefined()
    })

    it("goes on behind its last page, and is not taken once all has been asked for", async () => {
      const { id } = await service.createRuns({ type: "stock", forced: true })
      const run = (await service.takeRun(id))!
      await service.advanceRun(run, { cursor: "s_4", asked: 5, total: 8, planned: false })
      expect((await service.retrieveRun(id)).lease_until!.getTime()).toBeGreaterThan(Date.now() + 40_000)
      await service.advanceRun(run, { asked: 2, total: 8, planned: true })
      expect(await service.retrieveRun(id)).toMatchObject({
        cursor: "s_4",
        asked: 7,
        total: 7,
        planned: true,
        forced: true,
      })
      await sql("UPDATE specter_run SET lease_until = now() - interval '1 second'")
      expect(await service.takeRun(id)).toBeUndefined()
    })

    it("is counted from the transfers that it asked for", async () => {
      const { id } = await service.createRuns({ type: "products" })
      await service.ask("article", ids(5), { by: "export", runId: id })
      await service.ask("article", [{ id: "not of it" }], { by: "event" })
      const transfers = await service.claimThese("article", ["s_0", "s_1", "s_2"])
      await service.settle([
        { transfer: transfers[0], settlement: sent },
        { transfer: transfers[1], settlement: refused },
      ])
      expect(await service.runProgress(id)).toEqual({ waiting: 2, sending: 1, sent: 1, rejected: 1 })
      expect(await service.runProgress("unknown")).toEqual({})
    })

    it("finishes once", async () => {
      const { id } = await service.createRuns({ type: "products" })
      await service.takeRun(id)
      await service.finishRun(id, { state: "done", outcome: { sent: 3 } })
      await service.finishRun(id, { state: "failed", error: "too late" })
      const run = await service.retrieveRun(id)
      expect(run).toMatchObject({ state: "done", outcome: { sent: 3 }, error: null, lease_token: null })
      expect(run.finished_at).toBeInstanceOf(Date)
    })
  })

  describe("the store held against the ledger", () => {
    it("misses the subjects without a row of this kind", async () => {
      await service.ask("order", ids(2), { by: "event" })
      await service.ask("delivery", [{ id: "s_5" }], { by: "event" })
      expect((await service.missing("order", ["s_0", "s_1", "s_5", "new"])).sort()).toEqual(["new", "s_5"])
      expect(await service.missing("order", [])).toEqual([])
    })

    it("finds the sent orders that changed since they were sent or last looked at", async () => {
      await settle(await claimed("order", "sent"), sent)
      await settle(await claimed("order", "refused"), refused)
      await service.ask("order", [{ id: "waiting" }], { by: "event" })
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000)
      const orders = (seconds: number) =>
        ["sent", "refused", "waiting", "unknown"].map((id) => ({ id, updated_at: at(seconds) }))

      expect(await service.changedSince(orders(-60))).toEqual([])
      expect(await service.changedSince(orders(60))).toEqual(["sent"])
      expect(await service.changedSince([{ id: "sent", updated_at: at(60).toISOString() }])).toEqual(["sent"])

      await service.markOutdated("sent", true)
      expect(await service.changedSince(orders(-1))).toEqual([])
      expect(await service.changedSince(orders(60))).toEqual(["sent"])
      expect(await service.changedSince([])).toEqual([])
    })

    it("notes that Specter has an older version of an order, of sent orders only", async () => {
      await settle(await claimed("order", "o"), sent)
      const before = await row("order", "o")
      await service.markOutdated("o", false)
      expect(await row("order", "o")).toMatchObject({ outdated: false, updated_at: before.updated_at })
      await service.markOutdated("o", true)
      const outdated = await row("order", "o")
      expect(outdated.outdated).toBe(true)
      expect(outdated.checked_at).toBeInstanceOf(Date)
      expect(outdated.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime())

      await service.ask("order", [{ id: "w" }], { by: "event" })
      await service.markOutdated("w", true)
      expect((await row("order", "w")).outdated).toBe(false)
    })

    it("counts the transfers of each kind in each state", async () => {
      await service.ask("article", ids(3), { by: "event" })
      await settle(await claimed("order", "o"), sent)
      expect(await service.counts()).toEqual(
        expect.arrayContaining([
          { kind: "article", state: "waiting", count: 3 },
          { kind: "order", state: "sent", count: 1 },
        ])
      )
    })

    it("counts what is sent or skipped once a minute where there is much of it, for every process", async () => {
      const sent = async () => (await service.counts()).find(({ state }) => state === "sent")?.count
      const counted = async (ago: string) =>
        await sql(`UPDATE specter_settled_count SET counted_at = now() - interval '${ago}'`)
      await sql(`INSERT INTO specter_transfer (id, kind, subject_id, state, asked_by, due_at)
        SELECT 'strf_' || n, 'article', 'v' || n, 'sent', 'event', now() FROM generate_series(1, 100001) n`)
      await service.recount()
      await sql("DELETE FROM specter_transfer WHERE id = 'strf_1'")
      await service.recount()
      expect(await sent()).toBe(100_001)
      await counted("61 seconds")
      await service.recount()
      expect(await sent()).toBe(100_000)
    })

    it("counts anew where few are sent, and where nobody has counted for long", async () => {
      const skipped = async () => (await service.counts()).find(({ state }) => state === "skipped")?.count
      await sql(`INSERT INTO specter_settled_count (id, counts, total, counted_at)
        VALUES ('settled', '[{"kind": "article", "state": "skipped", "count": 100001}]', 100001, now())`)
      expect(await skipped()).toBe(100_001)
      await sql("UPDATE specter_settled_count SET counted_at = now() - interval '11 minutes'")
      expect(await skipped()).toBeUndefined()
      await service.recount()
      await sql("UPDATE specter_settled_count SET counts = '[]'")
      await settle(await claimed("order", "o"), { state: "skipped", reason: { code: "order_is_draft" } })
      expect(await skipped()).toBe(1)
    })
  })

  describe("the figures of a day", () => {
    const today = swedishDay(new Date())
    const midnight = startOfSwedishDay(today)
    const yesterday = swedishDay(new Date(midnight.getTime() - 1))
    const endedAt = async (kind: TransferKind, subjectId: string, at: Date) =>
      await sql(
        `UPDATE specter_transfer SET created_at = CAST(:at AS timestamptz) - interval '40 seconds', updated_at = :at,
         sent_at = CASE WHEN sent_at IS NOT NULL THEN CAST(:at AS timestamptz) END
         WHERE kind = :kind AND subject_id = :subject_id`,
        { kind, subject_id: subjectId, at: at.toISOString() }
      )
    const none = { sent: 0, rejected: 0, failed: 0, skipped: 0, median_seconds: null }

    it("are of what ended on it in Sweden, whatever an export found unchanged since", async () => {
      await settle(await claimed("order", "skickad sent i går"), sent)
      await endedAt("order", "skickad sent i går", new Date(midnight.getTime() - 60_000))
      await settle(await claimed("article", "oförändrad"), sent)
      await endedAt("article", "oförändrad", new Date(midnight.getTime() - 1))
      await settle(await claimed("article", "skickad för länge sedan"), sent)
      await endedAt("article", "skickad för länge sedan", new Date(Date.now() - 40 * 24 * 3600 * 1000))
      await settle(await claimed("order", "nekad"), refused)
      await endedAt("order", "nekad", midnight)
      await service.ask("article", ids(1), { by: "event" })
      for (const article of ["oförändrad", "skickad för länge sedan"]) {
        await settle(await claimed("article", article), { state: "sent", hash: "hash", unchanged: true })
      }

      const days = await service.dailyFigures(30)

      expect(days).toHaveLength(30)
      expect(days.slice(-2)).toEqual([
        { ...none, date: yesterday, sent: 2, median_seconds: 40 },
        { ...none, date: today, rejected: 1 },
      ])
      expect(days.slice(0, -2)).toEqual(days.slice(0, -2).map(({ date }) => ({ ...none, date })))
      expect(new Set(days.map(({ date }) => date)).size).toBe(30)
    })
  })

  describe("the oldest that waits", () => {
    const HOUR = 3_600
    const born = async (id: string, by: { by: "event" | "export"; runId?: string } = { by: "event" }) => {
      await service.ask("order", [{ id }], by)
      await sql(
        `UPDATE specter_transfer SET created_at = created_at - interval '1 hour', updated_at = updated_at - interval '1 hour',
           due_at = due_at - interval '1 hour' WHERE subject_id = :id`,
        { id }
      )
    }

    it("is as old as its wish, whatever is told of it meanwhile and whoever has held it", async () => {
      await born("o")
      await service.ask("order", [{ id: "young" }], { by: "event" })
      await service.ask("order", [{ id: "o" }], { by: "event" })
      expect(await service.oldestWaitingSeconds()).toBeCloseTo(HOUR, -2)
      const [held] = await service.claimThese("order", ["o"])
      expect(await service.oldestWaitingSeconds()).toBeCloseTo(HOUR, -2)
      await service.putBack(held)
      expect(await service.oldestWaitingSeconds()).toBeCloseTo(HOUR, -2)
    })

    it("is as old as its first failure, though its next attempt is to come", async () => {
      await settle(await claimed("order", "o"), notReceived)
      await sql("UPDATE specter_transfer SET first_failed_at = now() - interval '1 hour'")
      expect(await service.oldestWaitingSeconds()).toBeCloseTo(HOUR, -2)
    })

    it("is young again when it was sent, and is none of an export's", async () => {
      expect(await service.oldestWaitingSeconds()).toBeNull()
      const { id: runId } = await service.createRuns({ type: "products" })
      await born("exported", { by: "export", runId })
      expect(await service.oldestWaitingSeconds()).toBeNull()
      await born("o")
      await settle((await service.claimThese("order", ["o"]))[0], refused)
      expect(await service.oldestWaitingSeconds()).toBeNull()
      await service.ask("order", [{ id: "o" }], { by: "event" })
      expect(await service.oldestWaitingSeconds()).toBeCloseTo(0, -1)
    })
  })

  describe("dropping a transfer", () => {
    it("forgets what was sent, but takes nothing from a process that is sending it", async () => {
      await settle(await claimed("article", "a"), sent)
      await service.dropTransfer("article", "a")
      expect(await service.listTransfers({})).toEqual([])

      await claimed("article", "a")
      await service.dropTransfer("article", "a")
      expect((await row("article", "a")).state).toBe("sending")
    })
  })

  describe("pruning", () => {
    const ENDS: TransferState[] = [
      "waiting",
      "sending",
      "sent",
      "rejected",
      "unconfirmed",
      "failed",
      "skipped",
    ]
    const bear = async (kind: TransferKind) => {
      for (const state of ENDS) {
        const id = `${kind} ${state}`
        await service.ask(kind, [{ id }], { by: "event" })
        await sql("UPDATE specter_transfer SET state = :state WHERE subject_id = :id", { state, id })
      }
    }

    it("deletes only old rows that say nothing more to anybody", async () => {
      for (const kind of TRANSFER_KINDS) {
        await bear(kind)
      }
      await service.prune(90)
      expect(await service.listTransfers({})).toHaveLength(TRANSFER_KINDS.length * ENDS.length)

      await sql("UPDATE specter_transfer SET updated_at = now() - interval '91 days'")
      await service.prune(90)

      const left = new Set((await service.listTransfers({})).map(({ subject_id }) => subject_id))
      const gone = TRANSFER_KINDS.flatMap((kind) => ENDS.map((state) => `${kind} ${state}`)).filter(
        (id) => !left.has(id)
      )
      expect(gone.sort()).toEqual([
        "article skipped",
        "article_removal sent",
        "article_removal skipped",
        "customer skipped",
      ])
    })

    it("deletes old finished runs and no running one", async () => {
      const done = await service.createRuns({ type: "products" })
      const running = await service.createRuns({ type: "customers" })
      const recent = await service.createRuns({ type: "stock" })
      await service.finishRun(done.id, { state: "done" })
      await service.finishRun(recent.id, { state: "failed", error: "…" })
      await sql("UPDATE specter_run SET updated_at = now() - interval '91 days' WHERE id <> :id", {
        id: recent.id,
      })
      await service.prune(90)
      expect((await service.listRuns({})).map(({ id }) => id).sort()).toEqual([running.id, recent.id].sort())
    })

    it("deletes old callbacks that were worked on or given up, and none that waits", async () => {
      const due_at = new Date()
      const born = (state: "waiting" | "done" | "failed", subject: string) =>
        service.createNotices({ kind: "invoice", subject, state, due_at })
      await Promise.all([
        born("done", "1/1"),
        born("failed", "2/2"),
        born("waiting", "3/3"),
        born("done", "4/4"),
      ])
      await sql("UPDATE specter_notice SET updated_at = now() - interval '91 days' WHERE subject <> '4/4'")
      await service.prune(90)
      expect((await service.listNotices({})).map(({ subject }) => subject).sort()).toEqual(["3/3", "4/4"])
    })
  })

  it.each(["queries.ts", "pull-queries.ts"])("uses every statement of %s", (file) => {
    const read = (name: string) => readFileSync(path.join(__dirname, "..", name), "utf8")
    const names = [...read(file).matchAll(/^export const (\w+)/gm)].map(([, name]) => name)
    const services = read("service.ts") + read("pull-ledger.ts")
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !services.includes(`sql.${name}`))).toEqual([])
  })
})
