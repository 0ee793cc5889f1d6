import { leaseHolder } from "../lease-holder"
import { claimedTransfer } from "./claimed-transfer"

describe("leaseHolder", () => {
  const transfers = [claimedTransfer()]

  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it("holds once for a call that follows at once", async () => {
    const hold = jest.fn().mockResolvedValue(undefined)
    const held = leaseHolder({ hold }, transfers)
    await held()
    jest.advanceTimersByTime(4_000)
    await held()
    expect(hold.mock.calls).toEqual([[transfers]])
  })

  it("holds anew when a while has passed, from before the hold was asked for", async () => {
    const hold = jest.fn().mockImplementation(async () => void jest.advanceTimersByTime(4_000))
    const held = leaseHolder({ hold }, transfers)
    await held()
    jest.advanceTimersByTime(2_000)
    await held()
    expect(hold).toHaveBeenCalledTimes(2)
  })

  it("holds anew after a hold that failed", async () => {
    const hold = jest.fn().mockRejectedValueOnce(new Error("taken over")).mockResolvedValue(undefined)
    const held = leaseHolder({ hold }, transfers)
    await expect(held()).rejects.toThrow("taken over")
    await held()
    expect(hold).toHaveBeenCalledTimes(2)
  })
})
