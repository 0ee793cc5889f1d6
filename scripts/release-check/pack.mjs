import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { ROOT } from "../demo/where.mjs"

const run = promisify(execFile)
const MAX_OUTPUT = 16 * 1024 ** 2

/**
 * `npm pack` of a package into `destination`, this one's unless another folder is named; it is built first.
 * Returns `{ filename, size, unpackedSize, files: string[] }`, sizes in bytes. Throws what the build says is wrong.
 */
export async function pack(destination, folder = ROOT) {
  const args = ["pack", "--json", "--pack-destination", destination]
  const options = { cwd: folder, maxBuffer: MAX_OUTPUT, shell: process.platform === "win32" }
  const { stdout } = await run("npm", args, options).catch(({ stderr }) => {
    throw new Error(`${folder} could not be packed:\n${stderr.trim()}`)
  })
  // The build writes to the same output before the list.
  const [{ filename, size, unpackedSize, files }] = JSON.parse(stdout.slice(stdout.search(/^\[$/m)))
  return { filename, size, unpackedSize, files: files.map(({ path }) => path) }
}
