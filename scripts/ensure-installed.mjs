import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const lock = join(root, "package-lock.json")
/** What npm says it has installed; it writes this file last. */
const installed = join(root, "node_modules", ".package-lock.json")

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages

/** By content, not by time: a checkout touches files that did not change. Optional packages may be of another platform. */
function isInstalled() {
  if (!existsSync(installed)) {
    return false
  }
  if (!existsSync(lock)) {
    return true
  }
  const present = packagesOf(installed)
  return Object.entries(packagesOf(lock)).every(
    ([path, wanted]) =>
      path === "" || wanted.optional || wanted.devOptional || present[path]?.version === wanted.version
  )
}

function runNpm(args) {
  return new Promise((resolve, reject) => {
    const npm = spawn("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" })
    npm.on("error", reject)
    npm.on("exit", (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} ended with ${signal ?? `code ${code}`}`))
    )
  })
}

/** Installs the packages that this repository needs, unless they are there. Rejects when npm fails. */
export async function ensureInstalled() {
  if (isInstalled()) {
    return
  }
  const started = Date.now()
  console.log("Installing packages (first start, or they have changed); this takes a few minutes …")
  const progress = setInterval(
    () => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`),
    15_000
  )
  try {
    // Not `npm ci`: it refuses a lock that was written where the registry has no packages for other platforms.
    await runNpm(["install", "--no-save", "--no-audit", "--no-fund"])
  } finally {
    clearInterval(progress)
  }
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s`)
}
