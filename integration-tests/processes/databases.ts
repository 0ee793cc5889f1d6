import { Client, Pool } from "@medusajs/framework/pg"

export const TEMPLATE = "specter_processes_template"

/** The address of a database on the server that the tests run on. */
export function databaseUrl(name: string): string {
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname = `/${name}`
  return url.href
}

/** Statements about whole databases. */
export async function onServer(...statements: string[]): Promise<void> {
  await onDatabase("postgres", ...statements)
}

/** Each statement in a transaction of its own. */
export async function onDatabase(name: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(name) })
  await client.connect()
  try {
    for (const statement of statements) {
      await client.query(statement)
    }
  } finally {
    await client.end()
  }
}

/** A copy of the seeded shop, and a way to look into it beside the stores that run on it. */
export type Database = {
  url: string
  rows(statement: string, bindings?: unknown[]): Promise<any[]>
  /** Holds locks, taken by these statements, until the function that comes back is called. */
  lock(...statements: string[]): Promise<() => Promise<void>>
  drop(): Promise<void>
}

export async function copyTemplate(name: string): Promise<Database> {
  await onServer(
    `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
    `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`
  )
  const url = databaseUrl(name)
  const pool = new Pool({ connectionString: url })
  // A server that crashes breaks idle connections; the next question gets a new one.
  pool.on("error", () => undefined)
  return {
    url,
    rows: async (statement, bindings) => (await pool.query(statement, bindings)).rows,
    lock: async (...statements) => {
      const client = await pool.connect()
      await client.query("BEGIN")
      for (const statement of statements) {
        await client.query(statement)
      }
      return async () => {
        await client.query("ROLLBACK")
        client.release()
      }
    },
    drop: async () => {
      await pool.end()
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
