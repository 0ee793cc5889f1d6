import { setTimeout as sleep } from "node:timers/promises"
import { inLanes } from "../in-lanes"

describe("in lanes", () => {
  it("works on so many parts at a time, and on each once", async () => {
    let [now, most] = [0, 0]
    const done: number[] = []
    await inLanes([1, 2, 3, 4, 5], 2, async (part) => {
      most = Math.max(most, (now += 1))
      await sleep(1)
      done.push(part)
      now -= 1
    })
    expect([most, done.sort()]).toEqual([2, [1, 2, 3, 4, 5]])
  })

  it("begins the next part while what comes after one goes on, and ends when all of that has", async () => {
    const steps: string[] = []
    await inLanes(
      ["å", "ä"],
      1,
      async (part) => {
        steps.push(`work ${part}`)
        return part
      },
      async (part) => {
        await sleep(5)
        steps.push(`after ${part}`)
      }
    )
    expect(steps).toEqual(["work å", "work ä", "after å", "after ä"])
  })

  it("begins no further part after a failure, and throws it when all that had begun have ended", async () => {
    const steps: string[] = []
    const work = async (part: number) => {
      steps.push(`begun ${part}`)
      if (part === 1) {
        throw new Error("Delen går inte")
      }
      await sleep(5)
      return part
    }
    const after = async (part: number) => {
      await sleep(5)
      steps.push(`after ${part}`)
    }
    await expect(inLanes([1, 2, 3, 4], 2, work, after)).rejects.toThrow("Delen går inte")
    expect(steps).toEqual(["begun 1", "begun 2", "after 2"])
  })

  it("throws what fails afterwards, having begun no further part and left nothing unhandled", async () => {
    const unhandled = jest.fn()
    process.on("unhandledRejection", unhandled)
    const begun: number[] = []
    const work = async (part: number) => {
      begun.push(part)
      await sleep(5)
    }
    const after = async () => {
      throw new Error("Bussen är nere")
    }
    await expect(inLanes([1, 2, 3], 1, work, after)).rejects.toThrow("Bussen är nere")
    await sleep(5)
    process.off("unhandledRejection", unhandled)
    expect([begun, unhandled.mock.calls]).toEqual([[1, 2], []])
  })
})
