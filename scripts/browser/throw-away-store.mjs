import { cpSync, mkdirSync, rmSync } from "node:fs"
import path from "node:path"
import { runChild, startChild } from "../demo/child.mjs"
import { demoSettings } from "../demo/settings.mjs"
import { step } from "../demo/progress.mjs"
import { untilAnswers } from "../demo/until-answers.mjs"
import { ROOT } from "../demo/where.mjs"
import { freePort } from "../postgres/free-port.mjs"
import { startThrowAwayPostgres } from "../postgres/throw-away.mjs"

const MEDUSA = path.join(ROOT, "node_modules/@medusajs/cli/cli.js")
const LOGS = path.join(ROOT, ".cache/browser")
const STORE_LOG = path.join(LOGS, "store.log")
/** Where Medusa puts an admin that it builds alone, and where it serves one from. */
const ADMIN_BUILT = path.join(ROOT, ".medusa/admin")
const PUBLIC = path.join(ROOT, "public")
const ADMIN_SERVED = path.join(PUBLIC, "admin")
const PRODUCTION = { NODE_ENV: "production" }
const SANDBOX_LOG = path.join(LOGS, "sandbox.log")

/**
 * Starts the demo's shop with a sandbox on free ports and an empty, throw-away database. What runs is put into
 * `opened`, to be stopped in reverse order. Returns the demo's settings; their `env` has the database too.
 */
export async function startThrowAwayStore(opened) {
  mkdirSync(LOGS, { recursive: true })
  rmSync(STORE_LOG, { force: true })
  rmSync(SANDBOX_LOG, { force: true })
  const database = await step("Starting the database", () => startThrowAwayPostgres())
  opened.push(database)
  await database.createDatabase("specter_browser")
  const ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) }
  const settings = demoSettings(
    { ...process.env, ...ports, SPECTER_BASE_URL: "", DATABASE_URL: database.url("specter_browser") },
    "browser-tests-callback-secret"
  )
  await step("Creating the database's tables", () => medusa(["db:migrate"], settings, opened))
  await step("Filling the shop", () => medusa(["exec", "./demo/seed.ts"], settings, opened))
  await step("Building the admin", () => buildAdmin(settings, opened))
  await step("Starting the Specter sandbox", () => startSandbox(settings, opened))
  await step("Starting the store", () => startStore(settings, opened))
  return settings
}

async function startSandbox({ env, sandboxPort, sandboxUrl }, opened) {
  const sandbox = startChild({
    name: "Sandbox",
    args: ["--import", "tsx", "sandbox/main.ts"],
    env: { ...env, SANDBOX_PORT: String(sandboxPort) },
    log: SANDBOX_LOG,
  })
  opened.push(sandbox)
  await untilAnswers(`${sandboxUrl}/_sandbox/state?calls=0`, sandbox, "The sandbox")
}

/** Not from its sources, as in development: a page of those takes seconds. */
async function buildAdmin({ env }, opened) {
  const args = [MEDUSA, "build", "--admin-only", "--lint", "false"]
  const options = { name: "medusa build", args, env: { ...env, ...PRODUCTION }, log: STORE_LOG }
  await runChild(options, (child) => opened.push(child))
  // Left there, it would be built into the plugin: Vite takes what is public along.
  const removePublic = async () => rmSync(PUBLIC, { recursive: true, force: true })
  await removePublic()
  opened.push({ stop: removePublic })
  cpSync(ADMIN_BUILT, ADMIN_SERVED, { recursive: true })
}

async function startStore({ env, host, storePort, storeUrl }, opened) {
  const store = startChild({
    name: "Store",
    args: [MEDUSA, "start", "--host", host, "--port", String(storePort)],
    env: { ...env, ...PRODUCTION },
    log: STORE_LOG,
  })
  opened.push(store)
  await untilAnswers(`${storeUrl}/health`, store, "The store")
}

/** Without the plugin: what it begins to send when the shop is filled would be cut off at the program's end. */
async function medusa(args, settings, opened) {
  const env = { ...settings.env, SPECTER_INTEGRATION_KEY: "" }
  await runChild({ name: `medusa ${args[0]}`, args: [MEDUSA, ...args], env, log: STORE_LOG }, (child) =>
    opened.push(child)
  )
}
