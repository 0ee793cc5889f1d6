import { toHealth } from "../health"

const WELL = {
  on: true,
  pause: { cause: null },
  counts: [],
  oldestWaiting: null,
  callbacksGivenUp: 0,
  pulls: [{ failures: 0 }],
}

describe("The health figure", () => {
  it("is 0 when all is well", () => {
    const counts = [
      { state: "sent", count: 900 },
      { state: "waiting", count: 3 },
      { state: "skipped", count: 2 },
    ] as const
    expect(toHealth({ ...WELL, counts: [...counts], oldestWaiting: 12 })).toEqual({
      level: 0,
      reasons: [],
      oldest_waiting_seconds: 12,
      attention: 0,
      callbacks_given_up: 0,
    })
  })

  it("is 1 when somebody has to look", () => {
    const counts = [
      { state: "rejected", count: 2 },
      { state: "unconfirmed", count: 1 },
      { state: "failed", count: 4 },
    ] as const
    expect(toHealth({ ...WELL, counts: [...counts] })).toMatchObject({
      level: 1,
      reasons: ["attention"],
      attention: 7,
    })
    expect(toHealth({ ...WELL, oldestWaiting: 15 * 60 + 1 })).toMatchObject({
      level: 1,
      reasons: ["waiting_long"],
    })
    expect(toHealth({ ...WELL, callbacksGivenUp: 2 })).toMatchObject({
      level: 1,
      reasons: ["callbacks_given_up"],
      callbacks_given_up: 2,
    })
    expect(toHealth({ ...WELL, pulls: [{ failures: 3 }] })).toMatchObject({
      level: 1,
      reasons: ["pull_failing"],
    })
  })

  it("is 2 when nothing goes to Specter", () => {
    expect(toHealth({ ...WELL, on: false })).toMatchObject({ level: 2, reasons: ["off"] })
    expect(toHealth({ ...WELL, pause: { cause: "account" } })).toMatchObject({
      level: 2,
      reasons: ["account"],
    })
    expect(toHealth({ ...WELL, pause: { cause: "outage" }, oldestWaiting: 9_999 })).toMatchObject({
      level: 2,
      reasons: ["outage", "waiting_long"],
    })
  })
})
