import { fuzz } from "../fuzz"

const CASES = 20_000
const SEED = 4711

describe("what reads Specter's bytes", () => {
  it("reads or refuses whatever comes, soon, and keeps nothing of it", () => {
    const { read, refused, heapGrowthMb } = fuzz(CASES, SEED)
    expect(read).toBeGreaterThan(CASES)
    expect(refused).toBeGreaterThan(CASES)
    expect(heapGrowthMb).toBeLessThan(20)
  }, 120_000)
})
