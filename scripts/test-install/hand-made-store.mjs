import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { untilAnswers } from "../demo/until-answers.mjs"
import { startShell } from "./shell.mjs"
import { writeStore } from "./store-files.mjs"

/** A Medusa store in a folder of its own, far from this repository, worked on with shell commands as its owner would. */
export class HandMadeStore {
  #opened

  /** What runs is put into `opened`, to be stopped in reverse order. `env` has the store's PORT and DATABASE_URL. */
  constructor({ env, opened }) {
    this.folder = mkdtempSync(path.join(tmpdir(), "hand-made-store-"))
    this.log = path.join(this.folder, "commands.log")
    this.env = env
    this.url = `http://127.0.0.1:${env.PORT}`
    this.#opened = opened
    writeStore(this.folder)
  }

  write(file, text) {
    writeFileSync(path.join(this.folder, file), text)
  }

  removeFile(file) {
    rmSync(path.join(this.folder, file), { recursive: true })
  }

  /** Runs the commands to their end; throws with their last lines when one fails. Resolves to what they wrote. */
  async run(commands, env = {}) {
    const shell = this.#start(commands, env)
    const code = await shell.ended
    if (code !== 0) {
      throw new Error(
        `A command failed (${code}):\n${commands}\n${shell.lastLines()}\nAll of it: ${this.log}`
      )
    }
    return shell.output()
  }

  /** Starts the store with these commands, waits until it answers, and stops it when `work`, which gets its output, is done. */
  async whileRunning(commands, work, env = {}) {
    const shell = this.#start(commands, env)
    try {
      await untilAnswers(`${this.url}/health`, shell, "The store")
      await work(shell.output)
    } catch (error) {
      throw new Error(`${error.message}\nThe store's last lines:\n${shell.lastLines()}`, { cause: error })
    } finally {
      await shell.stop()
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #start(commands, env) {
    const shell = startShell(commands, { cwd: this.folder, env: { ...this.env, ...env }, log: this.log })
    this.#opened.push(shell)
    return shell
  }
}
