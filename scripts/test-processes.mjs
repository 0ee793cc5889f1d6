/**
 * `npm run test:processes`: stores in processes of their own, on a throw-away PostgreSQL, one of the specs with Redis.
 *
 * Without a redis-server that spec is skipped, which is said and is no failure. Arguments go to jest.
 */
import path from "node:path"
import { ROOT } from "./demo/where.mjs"
import { findRedisServer } from "./debian/redis-server.mjs"
import { runNode } from "./run-node.mjs"

const JEST = ["--env", "TEST_TYPE=processes", "jest", "--runInBand", "--forceExit"]

const redis = findRedisServer(process.env)
if (!redis.file) {
  const line = "!".repeat(100)
  console.warn(`${line}\nTESTS WITH REDIS SKIPPED: there is no redis-server. ${redis.why}`)
  console.warn(`Install Debian's package "redis-server" as root, or name one in REDIS_SERVER.\n${line}`)
}
runNode([path.join(ROOT, "scripts/with-postgres.mjs"), ...JEST, ...process.argv.slice(2)], {
  ...process.env,
  REDIS_SERVER: redis.file ?? "",
})
