import { spawn } from "node:child_process"
import { createWriteStream } from "node:fs"
import path from "node:path"
import { ROOT } from "../demo/where.mjs"

const PATIENCE = 15_000
const OUTPUT_KEPT = 200_000
const LINE_SHOWN = 400

/** What npm, this repository or a developer's shell would bring along into a store that knows nothing of them. */
const FOREIGN =
  /^(npm_package_|npm_lifecycle_|npm_config_local_prefix|INIT_CWD|NODE_|SPECTER_|DATABASE_URL|REDIS_URL|PORT$)/

/** The environment of somebody who stands in the store's folder. */
export function cleanEnv(env) {
  const isOurs = (folder) => folder.startsWith(ROOT) || folder.endsWith(path.join("node_modules", ".bin"))
  const folders = env.PATH.split(path.delimiter).filter((folder) => !isOurs(folder))
  const kept = Object.entries(env).filter(([name]) => !FOREIGN.test(name))
  return {
    ...Object.fromEntries(kept),
    PATH: folders.join(path.delimiter),
    MEDUSA_DISABLE_TELEMETRY: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
  }
}

/**
 * Starts shell commands in a group of their own; their output goes to `log`. Returns `{ ended, output(), stop() }`:
 * `ended` resolves to the exit code, `output` is the latest of what they wrote.
 */
export function startShell(commands, { cwd, env, log }) {
  const child = spawn("sh", ["-ec", commands], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  })
  const file = createWriteStream(log, { flags: "a" })
  file.write(`\n$ ${commands.trim().replace(/\n/g, "\n$ ")}\n`)
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      file.write(chunk)
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT)
    })
  }
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code, signal) => {
      file.end()
      resolve(code ?? signal)
    })
  })
  return {
    ended,
    output: () => output,
    lastLines: () => {
      const lines = output.split("\n").filter((line) => line.trim() && !/"level":"http"/.test(line))
      return lines
        .map((line) => line.slice(0, LINE_SHOWN))
        .slice(-15)
        .join("\n")
    },
    stop: () => stopGroup(child, ended),
  }
}

/** npm and the shell stand between us and the store: the whole group is told. */
async function stopGroup(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  process.kill(-child.pid, "SIGTERM")
  const lastResort = setTimeout(() => process.kill(-child.pid, "SIGKILL"), PATIENCE)
  await ended
  clearTimeout(lastResort)
}
