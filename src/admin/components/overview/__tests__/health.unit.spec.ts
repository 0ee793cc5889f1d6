import type { Status } from "../../../lib/answers"
import { figuresOf, healthOf } from "../health"

const well = {
  connection: { on: true, last_success_at: "2026-11-23T10:00:00Z" },
  pause: null,
  health: { reasons: [], oldest_waiting_seconds: null, callbacks_given_up: 0 },
  counts: [
    { kind: "order", state: "sent", count: 7 },
    { kind: "article", state: "sent", count: 30 },
    { kind: "article", state: "skipped", count: 2 },
  ],
} as unknown as Status
const counts = (state: string, count: number) =>
  [...well.counts, { kind: "order", state, count }] as Status["counts"]

describe("the health of the connection with Specter", () => {
  it("is good when nothing waits and nothing has failed", () => {
    expect(healthOf(well)).toBe("good")
  })

  it("is untested while Specter has never answered", () => {
    expect(healthOf({ ...well, connection: { ...well.connection, last_success_at: null } })).toBe("untested")
  })

  it.each(["rejected", "failed", "unconfirmed"])("needs the merchant as soon as something is %s", (state) => {
    expect(healthOf({ ...well, counts: counts(state, 1) })).toBe("attention")
  })

  it("tells of callbacks that were given up, once nothing needs the merchant more", () => {
    const status = { ...well, health: { ...well.health, callbacks_given_up: 2 } }
    expect(healthOf({ ...status, counts: counts("waiting", 1) })).toBe("callbacks")
    expect(healthOf({ ...status, counts: counts("failed", 1) })).toBe("attention")
  })

  it("tells that changes cannot be fetched, before what goes by itself", () => {
    const status = { ...well, health: { ...well.health, reasons: ["waiting_long", "pull_failing"] } }
    expect(healthOf(status)).toBe("pulls")
    expect(healthOf({ ...status, counts: counts("waiting", 1) })).toBe("pulls")
    expect(healthOf({ ...status, counts: counts("failed", 1) })).toBe("attention")
    expect(healthOf({ ...status, health: { ...status.health, callbacks_given_up: 1 } })).toBe("callbacks")
  })

  it.each(["waiting", "sending"])("tells of what is %s", (state) => {
    expect(healthOf({ ...well, counts: counts(state, 3) })).toBe("moving")
  })

  it("puts a pause before everything that waits or has failed", () => {
    const pause = { cause: "account", paused_at: null, probe_at: null, words: null } as const
    expect(healthOf({ ...well, counts: counts("failed", 1), pause })).toBe("account")
    expect(healthOf({ ...well, counts: counts("failed", 1), pause: { ...pause, cause: "outage" } })).toBe(
      "outage"
    )
  })

  it("puts missing options before all else", () => {
    const pause = { cause: "outage", paused_at: null, probe_at: null, words: null } as const
    expect(healthOf({ ...well, pause, connection: { ...well.connection, on: false } })).toBe("off")
  })

  it("adds the kinds up", () => {
    expect(figuresOf({ counts: [...counts("sending", 2), ...counts("failed", 4).slice(-1)] })).toEqual({
      waiting: 2,
      attention: 4,
      sent: 37,
    })
  })
})
