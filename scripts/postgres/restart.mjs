/**
 * node scripts/postgres/restart.mjs <data folder>
 *
 * Crashes the PostgreSQL that runs there and starts it again on its port: what it had committed it has to know still.
 */
import { binariesFor } from "./binaries.mjs"
import { Cluster } from "./cluster.mjs"
import { serverUser } from "./server-user.mjs"

const dataDir = process.argv[2]
const user = serverUser()
const cluster = new Cluster({ binaries: binariesFor(user), dataDir, user, fast: true })
const port = await cluster.runningOn()
if (port === undefined) {
  throw new Error(`No PostgreSQL runs on ${dataDir}`)
}
await cluster.stop("immediate")
await cluster.start(port)
