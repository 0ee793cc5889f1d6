/**
 * `npm test`: types and lint side by side, then every kind of test in turn, until one fails. Ends with a line
 * "N passed, N failed".
 */
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { ensureInstalled } from "./ensure-installed.mjs"

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..")
const CHECKS = ["types", "lint"]
const TESTS = ["test:unit", "test:modules", "test:http", "test:processes", "test:browser"]

const running = new Set()
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => running.forEach((child) => child.kill(signal)))
}

await ensureInstalled()
const results = mkdtempSync(path.join(tmpdir(), "specter-test-"))
try {
  const runs = await runAll()
  summarise(runs)
  process.exitCode = runs.every((run) => run.succeeded) ? 0 : 1
} finally {
  rmSync(results, { recursive: true })
}

async function runAll() {
  console.log(`\n== ${CHECKS.join(", ")}`)
  const runs = await Promise.all(CHECKS.map(runCheck))
  for (const script of TESTS) {
    if (!runs.every(({ succeeded }) => succeeded)) {
      break
    }
    console.log(`\n== ${script}`)
    runs.push(await runTests(script))
  }
  return runs
}

async function runCheck(script) {
  const { code, took } = await npmRun(script, [])
  return { script, took, succeeded: code === 0, passed: 0, failed: code === 0 ? 0 : 1 }
}

async function runTests(script) {
  const file = path.join(results, `${script.replace(":", "-")}.json`)
  const { code, took } = await npmRun(script, ["--json", `--outputFile=${file}`])
  const isTested = existsSync(file)
  const { passed, failed } = isTested
    ? countsOf(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0 }
  const succeeded = code === 0 && failed === 0
  return {
    script,
    took,
    succeeded,
    isSkipped: succeeded && !isTested,
    passed,
    failed: succeeded ? 0 : Math.max(1, failed),
  }
}

/** A file that could not even be loaded counts as one failure. */
function countsOf({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }
}

function npmRun(script, args) {
  const begun = Date.now()
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
      shell: process.platform === "win32",
    })
    running.add(child)
    child.once("error", reject)
    child.once("exit", (code) => {
      running.delete(child)
      resolve({ code, took: Date.now() - begun })
    })
  })
}

function summarise(runs) {
  console.log("\n")
  for (const { script, took, succeeded, isSkipped, passed, failed } of runs) {
    const outcome = isSkipped ? "SKIPPED: nothing of it was tested" : succeeded ? "ok" : "FAILED"
    const counts = TESTS.includes(script) ? `, ${passed} passed, ${failed} failed` : ""
    console.log(`${script.padEnd(14)}${(took / 1000).toFixed(1).padStart(7)} s  ${outcome}${counts}`)
  }
  const sum = (count) => runs.reduce((total, run) => total + run[count], 0)
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`)
}
