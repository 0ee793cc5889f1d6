import { spawn } from "node:child_process"
import { createWriteStream } from "node:fs"
import { createInterface } from "node:readline"
import { PassThrough } from "node:stream"
import { ROOT } from "./where.mjs"

const END_WITH_PARENT = new URL("./end-with-parent.mjs", import.meta.url).href
const PATIENCE = 15_000
const LINES_KEPT = 15
// eslint-disable-next-line no-control-regex -- terminals' colour codes begin with this character
const COLOURS = /\u001b\[[0-9;]*m/g

/**
 * Starts a Node program of the project whose output goes to `log`; error lines are shown too, as `name`'s.
 *
 * Returns `{ ended, stop(), lastLines() }`: `ended` resolves to the exit code when the program ends for whatever reason.
 * It runs in a group of its own, so that a Ctrl-C reaches it only through `stop()`.
 */
export function startChild({ name, args, env, log }) {
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  })
  const lines = watch(child, name, log)
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code, signal) => resolve(code ?? signal))
  })
  return {
    ended,
    lastLines: () => lines.join("\n"),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) {
        return
      }
      child.kill("SIGTERM")
      const lastResort = setTimeout(() => child.kill("SIGKILL"), PATIENCE)
      await ended
      clearTimeout(lastResort)
    },
  }
}

/** Runs a Node program to its end; throws with its last lines when it fails. */
export async function runChild(options, running) {
  const child = startChild(options)
  running?.(child)
  const code = await child.ended
  if (code !== 0) {
    throw new Error(
      `${options.name} failed (${code}). Its last lines:\n${child.lastLines()}\nAll of them: ${options.log}`
    )
  }
}

function watch(child, name, log) {
  const file = createWriteStream(log, { flags: "a" })
  const both = new PassThrough()
  const lines = []
  let open = 2
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(both, { end: false })
    stream.once("end", () => --open === 0 && both.end())
  }
  createInterface({ input: both, crlfDelay: Infinity }).on("line", (colourful) => {
    const line = colourful.replace(COLOURS, "")
    file.write(`${line}\n`)
    lines.push(line)
    lines.splice(0, lines.length - LINES_KEPT)
    if (/^error:|"level":"error"/.test(line)) {
      console.error(`  ${name}: ${line}`)
    }
  })
  both.once("end", () => file.end())
  return lines
}
