import { fork } from "node:child_process"
import path from "node:path"
import { copyTemplate, onServer, TEMPLATE } from "../integration-tests/processes/databases"
import type { Measured } from "./measure"
import { machine, reportOf, type Result, writeResults } from "./report"
import { makeTemplate } from "./template"

/**
 * In this order; `npm run bench -- stock growth` runs some of them and only prints, with `--write` they are renewed in the
 * report.
 */
const MEASURES = [
  "stock",
  "prices",
  "products",
  "export",
  "storefront",
  "listing",
  "orders",
  "growth",
  "memory",
]
const LONGEST_MS = 25 * 60_000

async function main(): Promise<void> {
  const words = process.argv.slice(2)
  const wanted = words.filter((word) => word !== "--write")
  const unknown = wanted.filter((name) => !MEASURES.includes(name))
  if (unknown.length) {
    throw new Error(`There is no measurement called ${unknown.join(", ")}; there are ${MEASURES.join(", ")}`)
  }
  say("Making the shop that is measured")
  await onServer(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`)
  await makeTemplate()
  for (const name of MEASURES.filter((each) => wanted.length === 0 || wanted.includes(each))) {
    say(name)
    const database = await copyTemplate(`specter_bench_${name}`)
    const measured = await run(name, database.url)
    await database.drop()
    const result: Result = { name, ...measured, machine: await machine() }
    say(reportOf(result))
    if (wanted.length === 0 || words.includes("--write")) {
      await writeResults(result, MEASURES)
    }
  }
}

/** Each measurement has a process and a database of its own: none meets what another left. */
function run(name: string, databaseUrl: string): Promise<Measured> {
  const child = fork(path.join(__dirname, "one.ts"), [name], {
    execArgv: ["--import", "tsx", "--expose-gc", "--experimental-vm-modules"],
    env: {
      ...process.env,
      NODE_ENV: "development",
      LOG_LEVEL: "error",
      DATABASE_URL: databaseUrl,
      DISABLE_MEDUSA_ADMIN: "true",
    },
  })
  return new Promise((resolve, reject) => {
    let measured: Measured | undefined
    const late = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS)
    child.once("message", (message) => (measured = message as Measured))
    child.once("exit", (code, signal) => {
      clearTimeout(late)
      if (measured) {
        resolve(measured)
      } else {
        reject(new Error(`The measurement ${name} ended with ${signal ?? code} and no figures`))
      }
    })
  })
}

function say(words: string): void {
  process.stdout.write(`${words}\n`)
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exitCode = 1
})
