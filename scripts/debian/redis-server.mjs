import { findProgram } from "./find-program.mjs"

/** See `findProgram`; `REDIS_SERVER` may name one. */
export const findRedisServer = (env) =>
  findProgram(env, { variable: "REDIS_SERVER", names: ["redis-server"], packages: ["redis-server"] })
