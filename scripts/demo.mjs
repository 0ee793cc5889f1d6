/** `npm run demo`: a Swedish store joined to a Specter sandbox. The README says which variables change what. */
import { mkdirSync, rmSync } from "node:fs"
import { ensureInstalled } from "./ensure-installed.mjs"
import { demoSettings } from "./demo/settings.mjs"
import { handOverShop } from "./demo/hand-over-shop.mjs"
import { keptCallbackSecret } from "./demo/kept-secret.mjs"
import { ensureFree } from "./demo/ports.mjs"
import { fillDatabase, startSandbox, startStore } from "./demo/programs.mjs"
import { seconds, step } from "./demo/progress.mjs"
import { noteRunning, noteStopped, runningDemo } from "./demo/running.mjs"
import { KEPT, SANDBOX_LOG, STORE_LOG } from "./demo/where.mjs"

await ensureInstalled()
const { openDatabase } = await import("./demo/database.mjs")

const begun = Date.now()
/** What runs, to be stopped in reverse order. */
const opened = []
let stopping

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => stop(0))
}

const starting = start()
starting.catch((error) => {
  if (!stopping) {
    console.error(`\nThe demo could not start. ${error.message}`)
    stop(1)
  }
})

async function start() {
  mkdirSync(KEPT, { recursive: true })
  const settings = demoSettings(process.env, keptCallbackSecret())
  await ensureAlone(settings)
  rmSync(STORE_LOG, { force: true })
  rmSync(SANDBOX_LOG, { force: true })
  console.log("Starting the demo. Ctrl-C stops it.")
  noteRunning({ storeUrl: settings.storeUrl, sandboxUrl: settings.sandboxUrl })
  opened.push({ stop: async () => noteStopped() })

  const database = await stage("Starting the database", () => openDatabase(process.env))
  opened.push(database)
  settings.env.DATABASE_URL = database.url
  if (settings.sandboxPort) {
    const sandbox = await stage("Starting the Specter sandbox", () => startSandbox(settings, opened))
    stopWhenEnded(sandbox, "The Specter sandbox", SANDBOX_LOG)
  }
  await fillDatabase(database, settings, opened)
  const store = await stage("Starting the store", () => startStore(settings, opened))
  stopWhenEnded(store, "The store", STORE_LOG)
  if (settings.sandboxPort && !database.whole) {
    await stage("Handing products and customers over to Specter", () => handOverShop(settings.storeUrl))
  }
  if (!stopping) {
    announce(settings)
  }
}

/** One step of the start; none begins once the demo stops. */
async function stage(what, work) {
  if (stopping) {
    throw new Error("The demo was stopped")
  }
  return step(what, work)
}

async function ensureAlone({ host, storePort, sandboxPort }) {
  const other = runningDemo()
  if (other) {
    throw new Error(
      `A demo of this folder runs already: ${other.storeUrl} (process ${other.pid}). ` +
        "If it does not, delete .demo/running.json."
    )
  }
  await ensureFree(storePort, { variable: "PORT", whose: "the store", host })
  if (sandboxPort) {
    await ensureFree(sandboxPort, {
      variable: "SANDBOX_PORT",
      whose: "the Specter sandbox",
      host: "127.0.0.1",
    })
  }
}

function stopWhenEnded(child, name, log) {
  child.ended.then((code) => {
    if (!stopping) {
      console.error(
        `\n${name} ended by itself (${code}). Its last lines:\n${child.lastLines()}\nAll of them: ${log}`
      )
      stop(1)
    }
  })
}

async function stop(exitCode) {
  stopping ??= stopAll().then(
    () => exitCode,
    (error) => {
      console.error(`Not everything could be stopped. ${error.message}`)
      return 1
    }
  )
  process.exit(await stopping)
}

async function stopAll() {
  if (opened.length > 0) {
    console.log("\nStopping …")
  }
  await stopOpened()
  // What was being opened at the signal is there only once the start has noticed.
  await starting.catch(() => {})
  await stopOpened()
}

async function stopOpened() {
  while (opened.length > 0) {
    await opened.pop().stop()
  }
}

function announce({ storePort, sandboxPort, env }) {
  console.log(`
Ready after ${seconds(Date.now() - begun)}.

  Admin     http://localhost:${storePort}/app     admin@example.se, password specter-demo
  Store     http://localhost:${storePort}/store   (the store API)
  Specter   ${sandboxPort ? `http://localhost:${sandboxPort}      the sandbox: what Specter holds` : env.SPECTER_BASE_URL}

  In another terminal, npm run demo:order places orders and shows what Specter got.
  The store's log is .demo/store.log. Ctrl-C stops everything; the data stays in .demo.
`)
}
