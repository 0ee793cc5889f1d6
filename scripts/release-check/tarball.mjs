import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"
import { pack } from "./pack.mjs"

const FOLDER = path.join(ROOT, ".cache/release-check")
/** Where a store beside it finds the package by its name, and Medusa's packages in this repository. */
const INSTALLED = path.join(FOLDER, "node_modules/medusa-plugin-specter")

/**
 * Packs the plugin and unpacks it as if installed in a store in `folder`. Returns what `pack` does, with `folder`,
 * `read(file)` and `remove()`.
 */
export async function openTarball() {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(INSTALLED, { recursive: true })
  const packed = await pack(FOLDER)
  const file = path.join(FOLDER, packed.filename)
  execFileSync("tar", ["-xzf", file, "-C", INSTALLED, "--strip-components=1"])
  return {
    ...packed,
    folder: FOLDER,
    read: (name) => readFileSync(path.join(INSTALLED, name), "utf8"),
    remove: () => rmSync(FOLDER, { recursive: true }),
  }
}
