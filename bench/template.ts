import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { databaseUrl, onDatabase, onServer, TEMPLATE } from "../integration-tests/processes/databases"
import { MEDUSA, ROOT } from "../integration-tests/processes/store-process"

/** A database with the shop that is measured, which each measurement copies. */
export async function makeTemplate(): Promise<void> {
  await onServer(`CREATE DATABASE ${TEMPLATE}`)
  await medusa("db:migrate")
  await medusa("exec", "./bench/seed.ts")
  // How many of the seed's events were noted before its process ended is chance.
  await onDatabase(TEMPLATE, "TRUNCATE specter_transfer", "VACUUM ANALYZE")
}

async function medusa(...args: string[]): Promise<void> {
  const env = {
    ...process.env,
    NODE_ENV: "development",
    LOG_LEVEL: "error",
    DATABASE_URL: databaseUrl(TEMPLATE),
    SPECTER_SBM_ID: "",
  }
  await promisify(execFile)(process.execPath, [MEDUSA, ...args], {
    cwd: ROOT,
    env,
    maxBuffer: 64 * 1024 ** 2,
  })
}
