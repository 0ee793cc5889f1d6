import { onDatabase, onServer, TEMPLATE } from "./databases"
import { medusaOn } from "./medusa-on"

/** Before all specs: a database with the tables and the shop, which each spec copies. */
export default async function makeTemplate(): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`, `CREATE DATABASE ${TEMPLATE}`)
  await medusaOn(TEMPLATE, ["db:migrate"])
  await medusaOn(TEMPLATE, ["exec", "./integration-tests/processes/seed.ts"])
  // How many of the seed's events were noted before its process ended is chance: the specs begin without any.
  await onDatabase(TEMPLATE, "TRUNCATE specter_transfer")
}
