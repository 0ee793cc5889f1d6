/**
 * npm run test:chaos -- [--seed N] [--small] [--orders N] [--customers N] [--articles N] [--batches N] [--kills N] [--restarts N]
 *
 * Two stores on one database do everything at once while calls fail, processes are killed, PostgreSQL crashes and callbacks
 * and events are lost; afterwards Specter and the store must agree. Prints the counts; exits 1 with the differences.
 */
import path from "node:path"
import { parseArgs } from "node:util"
import { ROOT } from "./demo/where.mjs"
import { runNode } from "./run-node.mjs"

const FULL = { orders: 1000, customers: 500, articles: 2000, batches: 200, kills: 5, restarts: 2 }
const option = { type: "string" }
const names = ["seed", ...Object.keys(FULL)]
const { values } = parseArgs({
  options: { small: { type: "boolean" }, ...Object.fromEntries(names.map((name) => [name, option])) },
})
const { small, ...given } = { ...values }
const sizes = { ...(small ? {} : FULL), ...given }
for (const [name, value] of Object.entries(sizes)) {
  if (!/^\d+$/.test(String(value))) {
    console.error(`--${name} takes a number, not "${value}"`)
    process.exit(2)
  }
}
const env = Object.fromEntries(
  Object.entries(sizes).map(([name, value]) => [`CHAOS_${name.toUpperCase()}`, String(value)])
)
runNode([path.join(ROOT, "scripts/test-processes.mjs"), "processes/chaos.spec"], { ...process.env, ...env })
