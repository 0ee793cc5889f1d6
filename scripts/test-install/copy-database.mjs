import pg from "@medusajs/framework/pg"

/** Copies a database that nobody uses at the moment. */
export async function copyDatabase(serverUrl, from, to) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const name = (text) => client.escapeIdentifier(text)
    await client.query(`CREATE DATABASE ${name(to)} TEMPLATE ${name(from)}`)
  } finally {
    await client.end()
  }
}
