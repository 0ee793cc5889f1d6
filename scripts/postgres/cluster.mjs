import { spawn } from "node:child_process"
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { text } from "node:stream/consumers"

const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum_naptime=5min"]

/** One data folder of PostgreSQL and the three programs that work on it, run as `user` (or as oneself). */
export class Cluster {
  constructor({ binaries, dataDir, user, fast }) {
    this.binaries = binaries
    this.dataDir = dataDir
    this.user = user
    this.fast = fast
    this.logFile = path.join(dataDir, "server.log")
  }

  exists() {
    return existsSync(path.join(this.dataDir, "PG_VERSION"))
  }

  /**
   * Makes the data folder, under another name until it is whole. Databases sort and compare å, ä and ö alike on
   * every machine: the locale is PostgreSQL's own.
   */
  async create(owner, password) {
    const unfinished = `${this.dataDir}.unfinished`
    const passwordFile = `${this.dataDir}.password`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    this.#giveToServer(unfinished)
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    this.#giveToServer(passwordFile)
    try {
      await this.#run("initdb", [
        `--pgdata=${unfinished}`,
        `--username=${owner}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(this.fast ? ["--no-sync"] : []),
      ])
    } finally {
      rmSync(passwordFile)
    }
    renameSync(unfinished, this.dataDir)
  }

  /** The port of the server that runs on this folder, or undefined. A server outlives the script that started it when that was killed. */
  async runningOn() {
    const running = await this.#exitCode("pg_ctl", ["status", `--pgdata=${this.dataDir}`])
    if (running !== 0) {
      return undefined
    }
    const lines = readFileSync(path.join(this.dataDir, "postmaster.pid"), "utf8").split("\n")
    return Number(lines[3])
  }

  async start(port) {
    const settings = [
      `port=${port}`,
      "listen_addresses=localhost",
      "unix_socket_directories=",
      "max_connections=200",
      ...(this.fast ? FAST : []),
    ]
    const options = settings.map((setting) => `-c ${setting}`).join(" ")
    try {
      await this.#run("pg_ctl", [
        "start",
        "--wait",
        "--timeout=60",
        `--pgdata=${this.dataDir}`,
        `--log=${this.logFile}`,
        `--options=${options}`,
      ])
    } catch (error) {
      throw new Error(`${error.message}\n${this.#lastLogLines()}`, { cause: error })
    }
  }

  /** "immediate" is a crash: what was under way is not ended in order. */
  async stop(mode = "fast") {
    await this.#run("pg_ctl", [
      "stop",
      "--wait",
      `--mode=${mode}`,
      "--timeout=60",
      `--pgdata=${this.dataDir}`,
    ])
  }

  #giveToServer(file) {
    if (this.user) {
      chownSync(file, this.user.uid, this.user.gid)
    }
  }

  #lastLogLines() {
    return existsSync(this.logFile)
      ? readFileSync(this.logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n")
      : ""
  }

  async #run(program, args) {
    const { code, output } = await this.#spawn(program, args)
    if (code !== 0) {
      throw new Error(`PostgreSQL's ${program} failed (exit code ${code}): ${output.trim()}`)
    }
  }

  async #exitCode(program, args) {
    return (await this.#spawn(program, args)).code
  }

  /** A group of its own keeps a Ctrl-C in the terminal from stopping the server before those who use it. */
  async #spawn(program, args) {
    const child = spawn(path.join(this.binaries, program), args, {
      ...this.user,
      cwd: path.dirname(this.dataDir),
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    })
    const ended = new Promise((resolve, reject) => {
      child.once("error", (error) => reject(cannotRun(program, error)))
      child.once("exit", resolve)
    })
    const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    return { code, output: out + err }
  }
}

function cannotRun(program, error) {
  return new Error(
    `PostgreSQL's ${program} cannot run on this machine (${error.code}). ` +
      "Set DATABASE_URL to a PostgreSQL of your own instead.",
    { cause: error }
  )
}
