import { SPECTER_FAILURE_KINDS, SpecterError, type SpecterFailure } from "../../../modules/specter/client"
import { TRANSFER_KINDS, type TransferKind } from "../../../modules/specter-sync/states"
import { settleFailure } from "../settle-failure"
import { settleRemovalRefusal } from "../settle-removal-refusal"
import { TransferStop } from "../transfer-stop"
import { claimedTransfer } from "./claimed-transfer"

const failed = (kind: SpecterFailure["kind"], more: Partial<SpecterFailure> = {}) =>
  new SpecterError({ kind, action: "newArticleSubmit", message: `It failed: ${kind}`, ...more })

const settle = (kind: TransferKind, error: unknown) => settleFailure(claimedTransfer({ kind }), error)
const REPEATABLE = TRANSFER_KINDS.filter((kind) => kind !== "delivery" && kind !== "invoice")

describe("what a failure means for its transfer", () => {
  it.each(TRANSFER_KINDS)("a call for a %s that Specter did not get is tried again", (kind) => {
    expect(settle(kind, failed("not_received", { code: "ECONNREFUSED" }))).toEqual({
      settlement: {
        state: "again",
        failure: "not_received",
        reason: { code: "specter_not_received" },
        words: "It failed: not_received",
      },
    })
  })

  it.each(TRANSFER_KINDS)("trouble with the account is nothing that a %s has done wrong", (kind) => {
    expect(settle(kind, failed("account", { words: "Felaktig nyckel" })).settlement).toEqual({
      state: "again",
      failure: "account",
      reason: { code: "specter_account" },
      words: "Felaktig nyckel",
    })
  })

  it.each(REPEATABLE)("an unknown outcome of a %s is made certain by repeating it", (kind) => {
    expect(settle(kind, failed("unknown")).settlement).toMatchObject({
      state: "again",
      failure: "unknown",
      maybeCarriedOut: true,
      reason: { code: "specter_unknown_outcome" },
    })
  })

  it.each([
    ["delivery", "delivery_unconfirmed"],
    ["invoice", "invoice_unconfirmed"],
  ] as const)(
    "an unknown outcome of a %s waits for the merchant, as a second call makes a second one",
    (kind, code) => {
      expect(settle(kind, failed("unknown")).settlement).toEqual({
        state: "unconfirmed",
        failure: "unknown",
        reason: { code },
        words: "It failed: unknown",
      })
    }
  )

  it.each(["refused", "batch_open"] as const)(
    "a call that was answered with “%s” waits for other data",
    (kind) => {
      expect(settle("customer", failed(kind, { words: "Ogiltig e-postadress åäö" })).settlement).toEqual({
        state: "rejected",
        reason: { code: "specter_refused" },
        words: "Ogiltig e-postadress åäö",
      })
      expect(settle("customer", failed(kind)).settlement).toMatchObject({ words: `It failed: ${kind}` })
    }
  )

  it("a message that does not fit Specter's fields names them, and no words of Specter's", () => {
    const problems = [
      { field: "name", problem: "is empty" },
      { field: "weightKg", problem: "is no number" },
    ]
    expect(settle("article", failed("invalid", { problems })).settlement).toEqual({
      state: "rejected",
      reason: { code: "invalid_message", data: { problems: "name is empty; weightKg is no number" } },
    })
    expect(settle("article", failed("invalid")).settlement).toMatchObject({
      reason: { data: { problems: "" } },
    })
  })

  it.each(SPECTER_FAILURE_KINDS)("“%s” means the same after a workflow step has lost its class", (kind) => {
    const error = failed(kind, { words: "Nej", problems: [{ field: "a", problem: "b" }] })
    const revived = JSON.parse(JSON.stringify(error))
    for (const transferKind of TRANSFER_KINDS) {
      expect(settle(transferKind, revived)).toEqual(settle(transferKind, error))
    }
  })

  it("a step that stops a transfer has said what came of it", () => {
    const stop = new TransferStop(
      { state: "skipped", reason: { code: "subject_missing" } },
      { label: "#1042" }
    )
    const expected = { settlement: { state: "skipped", reason: { code: "subject_missing" } }, label: "#1042" }
    expect(settle("order", stop)).toEqual(expected)
    expect(settle("order", { ...stop })).toEqual(expected)
  })

  it.each<[string, unknown, string]>([
    ["an error", new TypeError("x is not a function"), "x is not a function"],
    ["an error that lost its class", { message: "relation does not exist" }, "relation does not exist"],
    ["a text", "boom", "boom"],
    ["nothing at all", undefined, "undefined"],
    ["null", null, "null"],
  ])("%s of our own is tried again, and whatever call went out is remembered", (_, error, message) => {
    expect(settle("order", error)).toEqual({
      settlement: {
        state: "again",
        failure: "unexpected",
        maybeCarriedOut: true,
        reason: { code: "unexpected_error", data: { message } },
      },
    })
  })

  it("a long message is kept short", () => {
    const { settlement } = settle("order", new Error("å".repeat(2_000)))
    expect(settlement).toMatchObject({ reason: { data: { message: "å".repeat(500) } } })
  })
})

describe("what a refused removal means", () => {
  it("names the option with which the merchant corrects the action's name", () => {
    const told = settleRemovalRefusal(failed("refused", { words: "Okänd action" }), "wireNames.x")
    expect(told).toMatchObject({
      name: "TransferStop",
      settlement: {
        state: "rejected",
        reason: { code: "removal_refused", data: { option: "wireNames.x" } },
        words: "Okänd action",
      },
    })
  })

  it("leaves every other failure as it is", () => {
    for (const error of [failed("unknown"), failed("account"), new Error("own")]) {
      expect(settleRemovalRefusal(error, "wireNames.x")).toBe(error)
    }
  })
})
