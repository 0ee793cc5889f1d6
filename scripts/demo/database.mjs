import path from "node:path"
import pg from "@medusajs/framework/pg"
import { startPostgres } from "../postgres.mjs"
import { KEPT } from "./where.mjs"

const NAME = "specter_demo"

/**
 * The demo's database: that of `DATABASE_URL`, or one on an embedded PostgreSQL that keeps its data in `.demo/`.
 *
 * Returns `{ url, whole, fingerprint, noteWhole(fingerprint), stop() }`. `whole` says that an earlier start came through
 * filling it, with the schema of `fingerprint`; of a database that is not ours nothing is known.
 */
export async function openDatabase(env) {
  if (env.DATABASE_URL) {
    return { url: env.DATABASE_URL, whole: false, noteWhole: async () => {}, stop: async () => {} }
  }
  const dataDir = path.join(KEPT, "postgres")
  const server = await startPostgres({ dataDir })
  if (server.dataDir !== dataDir) {
    console.log(`    its data is in ${server.dataDir}, because PostgreSQL's user cannot reach this folder`)
  }
  const admin = new Admin(server.url("postgres"))
  try {
    const note = await readOrMakeAnew(server, admin)
    return {
      url: server.url(NAME),
      whole: note !== undefined,
      fingerprint: note?.fingerprint,
      noteWhole: (fingerprint) => admin.comment(NAME, JSON.stringify({ fingerprint })),
      stop: () => server.stop(),
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** A database without the note was left half filled: it is made anew. */
async function readOrMakeAnew(server, admin) {
  if (await server.createDatabase(NAME)) {
    return undefined
  }
  const comment = await admin.commentOn(NAME)
  if (comment) {
    return JSON.parse(comment)
  }
  console.log("    the first start was cut off last time: beginning anew")
  await admin.drop(NAME)
  await server.createDatabase(NAME)
  return undefined
}

/** Statements about databases, each on a connection of its own. */
class Admin {
  constructor(url) {
    this.url = url
  }

  async commentOn(name) {
    const sql = "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1"
    const { rows } = await this.#run((client) => client.query(sql, [name]))
    return rows[0]?.comment
  }

  async comment(name, text) {
    await this.#run((client) =>
      client.query(`COMMENT ON DATABASE ${client.escapeIdentifier(name)} IS ${client.escapeLiteral(text)}`)
    )
  }

  async drop(name) {
    await this.#run((client) => client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`))
  }

  async #run(work) {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
}
