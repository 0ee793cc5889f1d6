import path from "node:path"
import { runChild, startChild } from "./child.mjs"
import { step } from "./progress.mjs"
import { schemaFingerprint } from "./schema-fingerprint.mjs"
import { untilAnswers } from "./until-answers.mjs"
import { KEPT, ROOT, SANDBOX_LOG, STORE_LOG } from "./where.mjs"

const MEDUSA = path.join(ROOT, "node_modules/@medusajs/cli/cli.js")

/** Brings the schema up to date when it may have changed, and fills an empty database with the shop. */
export async function fillDatabase(database, settings, opened) {
  const fingerprint = schemaFingerprint()
  if (database.whole && database.fingerprint === fingerprint) {
    return
  }
  await step(database.whole ? "Updating the database's tables" : "Creating the database's tables", () =>
    medusa(["db:migrate"], settings, opened)
  )
  if (!database.whole) {
    await step("Filling the shop", () => medusa(["exec", "./demo/seed.ts"], settings, opened))
  }
  await database.noteWhole(fingerprint)
}

export async function startSandbox(settings, opened) {
  const sandbox = startChild({
    name: "Sandbox",
    args: ["--import", "tsx", "sandbox/main.ts"],
    env: {
      SANDBOX_DATA_FILE: path.join(KEPT, "sandbox.json"),
      ...settings.env,
      SANDBOX_PORT: String(settings.sandboxPort),
    },
    log: SANDBOX_LOG,
  })
  opened.push(sandbox)
  await untilAnswers(`${settings.sandboxUrl}/_sandbox/state?calls=0`, sandbox, "The sandbox")
  return sandbox
}

/** `medusa start` in development serves the admin from its sources; `medusa develop` would only add restarts on file changes. */
export async function startStore(settings, opened) {
  const store = startChild({
    name: "Store",
    args: [MEDUSA, "start", "--host", settings.host, "--port", String(settings.storePort)],
    env: settings.env,
    log: STORE_LOG,
  })
  opened.push(store)
  await untilAnswers(`${settings.storeUrl}/health`, store, "The store")
  return store
}

/** Without the plugin: what it begins to send when the shop is filled would be cut off at the program's end. */
async function medusa(args, settings, opened) {
  const env = { ...settings.env, SPECTER_INTEGRATION_KEY: "" }
  await runChild(
    { name: `medusa ${args.join(" ")}`, args: [MEDUSA, ...args], env, log: STORE_LOG },
    (child) => opened.push(child)
  )
}
