import { setTimeout as pause } from "node:timers/promises"

const PATIENCE = 120_000

/** Waits until the address answers with success. Throws when the program ends first, with its last lines. */
export async function untilAnswers(address, child, name) {
  let ended
  child.ended.then((code) => (ended = code))
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    if (ended !== undefined) {
      throw new Error(`${name} ended while starting (${ended}). Its last lines:\n${child.lastLines()}`)
    }
    if (await answers(address)) {
      return
    }
    await pause(150)
  }
  throw new Error(`${name} did not answer within ${PATIENCE / 1000} s. Its last lines:\n${child.lastLines()}`)
}

/** Whether the address answers with success. */
export async function answers(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.ok
  } catch (error) {
    if (error.name === "TypeError" || error.name === "TimeoutError") {
      return false
    }
    throw error
  }
}
