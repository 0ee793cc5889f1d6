import { mkdirSync } from "node:fs"
import path from "node:path"
import pg from "@medusajs/framework/pg"
import { binariesFor } from "./postgres/binaries.mjs"
import { Cluster } from "./postgres/cluster.mjs"
import { freePort } from "./postgres/free-port.mjs"
import { reachableByEveryone, reachableStandIn } from "./postgres/reachable.mjs"
import { serverUser } from "./postgres/server-user.mjs"

const OWNER = "postgres"
const PASSWORD = "postgres"
/** Medusa turns ssl on unless the host is called this. */
const HOST = "localhost"

/**
 * Starts an embedded PostgreSQL on `dataDir` (made when it is missing), or takes over the one that still runs there.
 * `fast` gives up safety against a crash for speed. Without `port`, a free one.
 *
 * Returns `{ dataDir, host, port, user, password, reused, url(database), createDatabase(name), stop() }`;
 * `dataDir` is another folder than asked for when root's own folders cannot be reached by PostgreSQL's user.
 */
export async function startPostgres({ dataDir, port, fast = false }) {
  const user = serverUser()
  const folder = user && !reachableByEveryone(dataDir) ? reachableStandIn(dataDir) : dataDir
  mkdirSync(path.dirname(folder), { recursive: true })
  const cluster = new Cluster({ binaries: binariesFor(user), dataDir: folder, user, fast })
  if (!cluster.exists()) {
    await cluster.create(OWNER, PASSWORD)
  }
  const runningOn = await cluster.runningOn()
  const usedPort = runningOn ?? port ?? (await freePort())
  if (runningOn === undefined) {
    await cluster.start(usedPort)
  }
  return server({ cluster, port: usedPort, reused: runningOn !== undefined })
}

function server({ cluster, port, reused }) {
  const url = (database) => `postgres://${OWNER}:${PASSWORD}@${HOST}:${port}/${database}`
  return {
    dataDir: cluster.dataDir,
    host: HOST,
    port,
    user: OWNER,
    password: PASSWORD,
    reused,
    url,
    createDatabase: (name) => createDatabase(url("postgres"), name),
    stop: () => cluster.stop(),
  }
}

/** Creates the database unless it is there already. Returns whether it was created. */
async function createDatabase(serverUrl, name) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name])
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
    }
    return rowCount === 0
  } finally {
    await client.end()
  }
}
