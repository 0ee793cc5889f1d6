import { settledBefore } from "../settled-before"
import { claimedTransfer } from "./claimed-transfer"

const refused = {
  tried_hash: "now",
  failure_kind: "refused",
  reason: { code: "specter_refused" as const },
  words: "Ogiltigt namn",
  notes: [{ code: "text_cut" as const }],
}

describe("what can be told before any call", () => {
  it("is that Specter has this very content", () => {
    expect(settledBefore(claimedTransfer({ sent_hash: "now" }), "now")).toEqual({
      state: "sent",
      hash: "now",
      unchanged: true,
    })
  })

  it("is that Specter has refused this very content, with what it said", () => {
    expect(settledBefore(claimedTransfer(refused), "now")).toEqual({
      state: "rejected",
      reason: { code: "specter_refused" },
      words: "Ogiltigt namn",
      hash: "now",
      notes: [{ code: "text_cut" }],
    })
  })

  it.each([
    ["it was never sent", {}],
    ["Specter has other content", { sent_hash: "before" }],
    ["other content was refused", { ...refused, tried_hash: "before" }],
    ["a later call may or may not have been carried out", { sent_hash: "now", failure_kind: "unknown" }],
    ["later content was refused", { ...refused, sent_hash: "now", tried_hash: "later" }],
    ["our own mapping found the problem, which may be gone", { ...refused, failure_kind: "mapping" }],
    ["it must be sent in any case", { sent_hash: "now", forced: true }],
    ["what was refused must be sent in any case", { ...refused, forced: true }],
  ])("is nothing when %s", (_, known) => {
    expect(settledBefore(claimedTransfer(known), "now")).toBeUndefined()
  })
})
