/**
 * Loaded into a store's process before the store (`node --require`): a share of the events that Medusa's local event bus
 * is given are lost, as when a process dies or a broker fails. One character an event is kept in a file: "." or "x".
 */
const { appendFileSync } = require("node:fs")
const { default: LocalEventBus } = require("@medusajs/event-bus-local/dist/services/event-bus-local")

const { CHAOS_EVENTS_FILE: file, CHAOS_EVENTS_LOST: share, CHAOS_EVENTS_SEED: seed } = process.env
const { emit } = LocalEventBus.prototype
let state = Number(seed) >>> 0

/** The same share of events for the same seed (a linear congruential generator's upper bits). */
function isLost() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return (state >>> 8) / 2 ** 24 < Number(share)
}

LocalEventBus.prototype.emit = async function emitSome(events, options) {
  const kept = [events].flat().filter(() => {
    const lost = isLost()
    appendFileSync(file, lost ? "x" : ".")
    return !lost
  })
  return await emit.call(this, kept, options)
}
