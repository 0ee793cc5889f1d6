/**
 * `npm run test:browser`: the admin in a real browser, against a throw-away store with a sandbox.
 *
 *   -- --images   renews the documentation's screenshots in docs/images too
 *   -- --serve    starts the store and leaves it running, to look at and to run single specs against
 *
 * Without a Chromium nothing is tested, which is said and is no failure. Other arguments go to jest. With BROWSER_STORE_URL and BROWSER_SANDBOX_URL that store is used instead of a new one.
 */
import { spawn } from "node:child_process"
import path from "node:path"
import { findChromium } from "./browser/chromium.mjs"
import { ROOT } from "./demo/where.mjs"
import { ensureInstalled } from "./ensure-installed.mjs"

const flags = new Set(process.argv.slice(2).filter((word) => ["--images", "--serve"].includes(word)))
const jestArgs = process.argv.slice(2).filter((word) => !flags.has(word))
/** What runs, to be stopped in reverse order. */
const opened = []
let stopping

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => void stop().then(() => process.exit(130)))
}

await ensureInstalled()
const chromium = findChromium(process.env)
if (chromium.file) {
  try {
    process.exitCode = await run()
  } finally {
    await stop()
  }
} else {
  const line = "!".repeat(100)
  console.log(`${line}\nBROWSER TESTS SKIPPED: there is no Chromium. ${chromium.why}`)
  console.log(`Install Debian's package "chromium" as root, or name a Chromium in CHROMIUM.\n${line}`)
}

async function run() {
  const { storeUrl, sandboxUrl } = await store()
  if (flags.has("--serve")) {
    console.log(`\nBROWSER_STORE_URL=${storeUrl} BROWSER_SANDBOX_URL=${sandboxUrl}\nCtrl-C stops the store.`)
    await new Promise(() => setInterval(() => {}, 60_000))
  }
  return await runJest({
    BROWSER_STORE_URL: storeUrl,
    BROWSER_SANDBOX_URL: sandboxUrl,
    BROWSER_EXECUTABLE: chromium.file,
    BROWSER_IMAGES: flags.has("--images") ? "1" : "",
  })
}

async function store() {
  const { BROWSER_STORE_URL: storeUrl, BROWSER_SANDBOX_URL: sandboxUrl } = process.env
  if (storeUrl && sandboxUrl) {
    return { storeUrl, sandboxUrl }
  }
  const { startThrowAwayStore } = await import("./browser/throw-away-store.mjs")
  return await startThrowAwayStore(opened)
}

function runJest(env) {
  const jest = spawn(
    process.execPath,
    [path.join(ROOT, "node_modules/jest/bin/jest.js"), "--runInBand", "--forceExit", ...jestArgs],
    {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, NODE_OPTIONS: "--experimental-vm-modules", ...env, TEST_TYPE: "browser" },
    }
  )
  opened.push({ stop: async () => void jest.kill("SIGTERM") })
  return new Promise((resolve, reject) => {
    jest.once("error", reject)
    jest.once("exit", (code) => resolve(code ?? 1))
  })
}

async function stop() {
  stopping ??= (async () => {
    while (opened.length > 0) {
      await opened.pop().stop()
    }
  })()
  await stopping
}
