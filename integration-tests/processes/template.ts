import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { databaseUrl, onDatabase, onServer, TEMPLATE } from "./databases"
import { MEDUSA, ROOT } from "./store-process"

/** Before all specs: a database with the tables and the shop, which each spec copies. */
export default async function makeTemplate(): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`, `CREATE DATABASE ${TEMPLATE}`)
  await medusa("db:migrate")
  await medusa("exec", "./integration-tests/processes/seed.ts")
  // How many of the seed's events were noted before its process ended is chance: the specs begin without any.
  await onDatabase(TEMPLATE, "TRUNCATE specter_transfer")
}

async function medusa(...args: string[]): Promise<void> {
  const env = {
    ...process.env,
    NODE_ENV: "development",
    DATABASE_URL: databaseUrl(TEMPLATE),
    SPECTER_SBM_ID: "",
  }
  await promisify(execFile)(process.execPath, [MEDUSA, ...args], {
    cwd: ROOT,
    env,
    maxBuffer: 64 * 1024 ** 2,
  })
}
