import { spawn } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { ensureInstalled } from "./ensure-installed.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

try {
  await ensureInstalled()
} catch (error) {
  console.error(`The packages could not be installed: ${error.message}`)
  process.exit(1)
}

const sandbox = spawn(
  process.execPath,
  [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "sandbox/main.ts")],
  { cwd: root, stdio: "inherit" }
)
/** A terminal's Ctrl-C reaches the sandbox by itself as well; it stops once. */
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => sandbox.kill(signal))
}
sandbox.on("exit", (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
