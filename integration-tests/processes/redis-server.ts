import { spawn } from "node:child_process"
import { once } from "node:events"
import { createConnection } from "node:net"
import { tmpdir } from "node:os"
import { eventually } from "../eventually"
import { freePort } from "./store-process"

/** A Redis that keeps nothing on disk: one that is started again has forgotten everything. */
export type RedisServer = { url: string; start(): Promise<void>; stop(): Promise<void> }

/** Where a redis-server is, as `npm run test:processes` found it; empty when there is none. */
export const REDIS_SERVER = process.env.REDIS_SERVER ?? ""

export async function redisServer(): Promise<RedisServer> {
  const port = await freePort()
  let stop = async () => {}
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      stop = await startRedis(port)
    },
    stop: () => stop(),
  }
}

async function startRedis(port: number): Promise<() => Promise<void>> {
  const nothingKept = ["--save", "", "--appendonly", "no", "--dir", tmpdir()]
  const args = ["--bind", "127.0.0.1", "--port", String(port), ...nothingKept]
  const redis = spawn(REDIS_SERVER, args, { stdio: "ignore" })
  const ended = once(redis, "exit")
  await eventually(() => answers(port), 20)
  return async () => {
    redis.kill("SIGTERM")
    await ended
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection({ port, host: "127.0.0.1" }, () => connection.write("PING\r\n"))
    connection.once("error", () => resolve(false))
    connection.once("data", (data) => {
      connection.end()
      resolve(data.toString().startsWith("+PONG"))
    })
  })
}
