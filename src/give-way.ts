import { setImmediate } from "node:timers/promises"

/** Lets this process answer what has come in meanwhile: to be called now and then where thousands are worked through. */
export const giveWay = (): Promise<void> => setImmediate()
