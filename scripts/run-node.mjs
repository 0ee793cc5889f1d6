import { spawn } from "node:child_process"
import { ROOT } from "./demo/where.mjs"

/** Runs a Node program in this one's place: with its terminal and signals, and this one ends as it does. */
export function runNode(args, env = process.env) {
  const program = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit", env })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => program.kill(signal))
  }
  program.once("error", (error) => {
    throw error
  })
  program.once("exit", (code) => (process.exitCode = code ?? 1))
}
