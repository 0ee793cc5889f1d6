/**
 * node scripts/with-postgres.mjs [--env KEY=VALUE …] <program> [arguments …]
 *
 * Runs a program of node_modules/.bin with a throw-away PostgreSQL, or with the server of DATABASE_URL when that is set.
 */
import { existsSync } from "node:fs"
import path from "node:path"
import { spawn } from "node:child_process"
import { constants } from "node:os"
import { fileURLToPath } from "node:url"
import { startThrowAwayPostgres } from "./postgres/throw-away.mjs"

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..")
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"]

const { program, args, env } = commandLine(process.argv.slice(2))
let child
let asked
for (const signal of SIGNALS) {
  process.on(signal, () => {
    asked ??= signal
    child?.kill(signal)
  })
}

const server = process.env.DATABASE_URL ? serverOf(process.env.DATABASE_URL) : await startThrowAwayPostgres()
try {
  process.exitCode = asked ? 128 + constants.signals[asked] : await run()
} finally {
  await server.stop()
}

function commandLine([...words]) {
  const env = {}
  while (words[0] === "--env") {
    const [key, ...value] = words[1].split("=")
    env[key] = value.join("=")
    words.splice(0, 2)
  }
  const program = path.join(ROOT, "node_modules", ".bin", words[0] ?? "")
  if (!words[0] || !existsSync(program)) {
    console.error(
      "Usage: node scripts/with-postgres.mjs [--env KEY=VALUE …] <program of node_modules/.bin> [arguments …]"
    )
    process.exit(2)
  }
  return { program, args: words.slice(1), env }
}

function serverOf(databaseUrl) {
  const { hostname, port, username, password } = new URL(databaseUrl)
  return {
    // Medusa turns ssl on for 127.0.0.1, not for localhost.
    host: hostname === "127.0.0.1" ? "localhost" : hostname,
    port: port || "5432",
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    url: () => databaseUrl,
    stop: async () => {},
  }
}

function run() {
  child = spawn(program, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, "--experimental-vm-modules"].filter(Boolean).join(" "),
      MEDUSA_DISABLE_TELEMETRY: "true",
      DB_HOST: server.host,
      DB_PORT: String(server.port),
      DB_USERNAME: server.user,
      DB_PASSWORD: server.password,
      DB_TEMP_NAME: "specter-tests",
      DATABASE_URL: server.url("postgres"),
      ...(server.dataDir ? { POSTGRES_DATA_DIR: server.dataDir } : {}),
      ...env,
    },
  })
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
