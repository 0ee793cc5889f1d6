import { onDatabase, onServer, TEMPLATE } from "../integration-tests/processes/databases"
import { medusaOn } from "../integration-tests/processes/medusa-on"

const QUIET = { LOG_LEVEL: "error" }

/** A database with the shop that is measured, which each measurement copies. */
export async function makeTemplate(): Promise<void> {
  await onServer(`CREATE DATABASE ${TEMPLATE}`)
  await medusaOn(TEMPLATE, ["db:migrate"], QUIET)
  await medusaOn(TEMPLATE, ["exec", "./bench/seed.ts"], QUIET)
  // How many of the seed's events were noted before its process ended is chance.
  await onDatabase(TEMPLATE, "TRUNCATE specter_transfer", "VACUUM ANALYZE")
}
