import assert from "node:assert/strict"
import { mkdirSync } from "node:fs"
import path from "node:path"
import { startSandbox } from "../../sandbox/index.ts"
import { findChromium } from "../browser/chromium.mjs"
import { adminSession } from "../demo/admin-session.mjs"
import { step } from "../demo/progress.mjs"
import { freePort } from "../postgres/free-port.mjs"
import { startThrowAwayPostgres } from "../postgres/throw-away.mjs"
import { contentProblems } from "../release-check/content.mjs"
import { pack } from "../release-check/pack.mjs"
import { lookAtAdmin } from "./admin-pages.mjs"
import { copyDatabase } from "./copy-database.mjs"
import { HandMadeStore } from "./hand-made-store.mjs"
import { NEIGHBOUR, writeNeighbour } from "./neighbour.mjs"
import { readmeBlocks } from "./readme-section.mjs"
import { cleanEnv } from "./shell.mjs"
import {
  sell,
  stockFollows,
  tellAdmin,
  untilConnected,
  untilInSpecter,
  untilToldWhyNot,
} from "./shop-floor.mjs"
import { configOf, envOf, plainConfig } from "./store-files.mjs"
import { serveTarballs } from "./tarball-server.mjs"

const SELLING = "specter_install"
const NOT_MIGRATED = "specter_not_migrated"
const PLUGIN = "medusa-plugin-specter"
const CREDENTIALS = {
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "prov-nyckel-åäö",
  integrationKey: "prov-integration",
}

const [install, config, variables, prepare, start] = blocks("Installation in a store", [
  "bash",
  "ts",
  "dotenv",
  "bash",
  "bash",
])
const [takeOut, afterwards] = blocks("Uninstalling", ["bash", "bash"])

/** What runs, to be stopped in reverse order. */
const opened = []
let stopping
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => void stop().then(() => process.exit(130)))
}

try {
  const place = await step("Starting a database and a Specter sandbox", openPlace)
  await run(place)
  await stop()
  place.tidyUp()
  console.log("\nThe plugin can be installed, as the README says.")
} catch (error) {
  console.error(`\nFAILED: ${error.message}`)
  process.exitCode = 1
  await stop()
}

async function run(place) {
  await step("Packing the plugin and a neighbour", () => packBoth(place))
  await step("Making a store without the plugin, with a shop in it", () => makeStore(place))
  await step("Installing the plugin as the README says", () => installPlugin(place))
  await step("Selling; the order and the stock go between store and Specter", () => sellWithPlugin(place))
  await step("Wrong options: the store sells and says what is wrong", () => sellWithWrongOptions(place))
  await step("Specter out of reach: the store starts and sells", () => sellWithoutSpecter(place))
  await step("Right options again: what was sold meanwhile reaches Specter", () => catchUp(place))
  await step("Migrations not run: the store sells and says what to run", () => sellNotMigrated(place))
  await step("The plugin taken out as the README says: the store sells", () => takePluginOut(place))
}

async function openPlace() {
  const postgres = await startThrowAwayPostgres()
  opened.push(postgres)
  await postgres.createDatabase(SELLING)
  const sandbox = await startSandbox({ credentials: CREDENTIALS })
  opened.push({ stop: () => sandbox.close() })
  const env = {
    ...cleanEnv(process.env),
    PORT: String(await freePort()),
    DATABASE_URL: postgres.url(SELLING),
  }
  const store = new HandMadeStore({ env, opened })
  console.log(`    the store's folder is ${store.folder}`)
  return {
    postgres,
    sandbox,
    store,
    missed: [],
    tidyUp: () => process.argv.includes("--keep") || store.remove(),
    variables: {
      SPECTER_SBM_ID: CREDENTIALS.sbmId,
      SPECTER_API_USER_ID: CREDENTIALS.apiUserId,
      SPECTER_API_USER_KEY: CREDENTIALS.apiUserKey,
      SPECTER_INTEGRATION_KEY: CREDENTIALS.integrationKey,
      SPECTER_BASE_URL: sandbox.url,
      SPECTER_PUBLIC_URL: store.url,
      SPECTER_CALLBACK_SECRET: "prov-hemlighet-0123456789",
    },
  }
}

async function packBoth(place) {
  const folder = path.join(place.store.folder, "tarballs")
  const neighbour = path.join(place.store.folder, "neighbour")
  mkdirSync(folder)
  writeNeighbour(neighbour)
  const ours = await pack(folder)
  const theirs = await pack(folder, neighbour)
  console.log(`    ${ours.filename}: ${ours.size} bytes, ${ours.files.length} files`)
  assert.deepEqual(contentProblems(ours), [])
  const server = await serveTarballs(folder)
  opened.push(server)
  place.tarball = server.url + ours.filename
  place.neighbour = server.url + theirs.filename
  place.store.removeFile("neighbour")
}

async function makeStore({ store, postgres, neighbour }) {
  store.write("medusa-config.ts", plainConfig())
  await store.run(`npm install\nnpm install ${neighbour}`)
  await store.run("npx medusa db:migrate")
  await store.run("npx medusa exec ./demo/seed.ts")
  store.removeFile("demo")
  await copyDatabase(postgres.url("postgres"), SELLING, NOT_MIGRATED)
}

async function installPlugin({ store, tarball, variables: values }) {
  await store.run(install.replace(PLUGIN, tarball))
  store.write("medusa-config.ts", configOf(config))
  store.write(".env", envOf(variables, values))
  await store.run(prepare)
}

async function sellWithPlugin({ store, sandbox }) {
  await store.whileRunning(start, async () => {
    await untilConnected(sandbox)
    const order = await sell(store.url)
    await untilInSpecter(store.url, sandbox, order)
    await stockFollows(store.url, sandbox)
    await inBrowser(store.url, order)
  })
}

async function inBrowser(storeUrl, order) {
  const { file: chromium, why } = findChromium(process.env)
  if (!chromium) {
    const line = "!".repeat(100)
    console.log(`${line}\nADMIN PAGES SKIPPED: there is no Chromium. ${why}\n${line}`)
    return
  }
  const { products } = await tellAdmin(storeUrl, "GET", "/admin/products?limit=1&fields=id")
  await lookAtAdmin({ storeUrl, chromium, orderId: order.id, productId: products[0].id })
  console.log(`    the admin shows our pages and widgets, and ${NEIGHBOUR}'s page beside ours`)
}

async function sellWithWrongOptions(place) {
  const { store, sandbox } = place
  const wrong = { SPECTER_INTEGRATION_KEY: "", SPECTER_PUBLIC_URL: "store.example.se" }
  store.write(".medusa/server/.env.production", envOf(variables, { ...place.variables, ...wrong }))
  const before = sandbox.calls.length
  await store.whileRunning(start, async (output) => {
    place.missed.push(await sell(store.url))
    saidIn(output(), /Specter: the plugin is switched off/)
    saidIn(output(), /Specter: the option publicUrl must be an address/)
    saidIn(output(), /Specter: the option integrationKey is missing/)
    const { connection } = await tellAdmin(store.url, "GET", "/admin/specter/status")
    assert.match(JSON.stringify(connection), /publicUrl/)
  })
  assert.equal(sandbox.calls.length, before, "Specter was not called")
}

async function sellWithoutSpecter(place) {
  const { store } = place
  const nobody = { SPECTER_BASE_URL: `http://127.0.0.1:${await freePort()}/` }
  store.write(".medusa/server/.env.production", envOf(variables, { ...place.variables, ...nobody }))
  await store.whileRunning(start, async () => {
    const order = await sell(store.url)
    place.missed.push(order)
    await untilToldWhyNot(store.url, order, "specter_not_received")
  })
}

async function catchUp(place) {
  const { store, sandbox, missed } = place
  store.write(".medusa/server/.env.production", envOf(variables, place.variables))
  await store.whileRunning(start, async () => {
    for (const order of missed) {
      await untilInSpecter(store.url, sandbox, order)
    }
  })
}

/** What is sold before the tables are there is older than the installation: it goes with the button only. */
async function sellNotMigrated({ store, sandbox, postgres }) {
  const env = { DATABASE_URL: postgres.url(NOT_MIGRATED) }
  sandbox.reset()
  const work = async (output) => {
    const early = await sell(store.url)
    saidIn(output(), /Specter: .*npx medusa db:migrate/)
    const ask = await adminSession(store.url)
    const { data: told } = await ask("GET", "/admin/specter/status")
    assert.match(told.message, /npx medusa db:migrate/, "the admin names the command")
    await store.run("npx medusa db:migrate", env)
    await untilConnected(sandbox)
    await untilInSpecter(store.url, sandbox, await sell(store.url))
    await tellAdmin(store.url, "POST", `/admin/specter/orders/${early.id}/transfer`, {})
    await untilInSpecter(store.url, sandbox, early)
  }
  await store.whileRunning(start, work, env)
}

async function takePluginOut({ store, sandbox }) {
  await store.run(takeOut)
  store.write("medusa-config.ts", plainConfig())
  await store.run(afterwards)
  const before = sandbox.calls.length
  await store.whileRunning(start, async (output) => {
    await sell(store.url)
    assert.ok(!/specter/i.test(output()), "the log still speaks of Specter")
    const answer = await fetch(`${store.url}/specter/callbacks/x/stock`)
    assert.equal(answer.status, 404)
  })
  assert.equal(sandbox.calls.length, before, "Specter was not called")
}

function saidIn(output, words) {
  assert.ok(words.test(output), `the store's log does not say ${words}`)
}

/** The section's blocks, which must be in these languages. */
function blocks(heading, languages) {
  const found = readmeBlocks(heading)
  assert.deepEqual(
    found.map(({ language }) => language),
    languages,
    `the blocks of the README's "${heading}"`
  )
  return found.map(({ text }) => text)
}

async function stop() {
  stopping ??= (async () => {
    while (opened.length > 0) {
      await opened.pop().stop()
    }
  })()
  await stopping
}
