import { fork } from "node:child_process"
import path from "node:path"
import { WITH_US } from "./with-us"

/** A store in a process of its own. */
export type StoreProcess = {
  url: string
  /** Applies a stock batch of 10,000 articles, all changed; resolves when it is applied. */
  applyStock(): Promise<void>
  /** Stops it in the middle of whatever it does, and lets it go on: it takes nothing from the one that is measured. */
  pause(): void
  goOn(): void
  end(): Promise<void>
}

/** Starts the store of this folder on this port. Ends with this process. */
export async function startStoreProcess(
  directory: string,
  port: number,
  env: Record<string, string>
): Promise<StoreProcess> {
  const child = fork(path.join(__dirname, "serve.ts"), [directory, String(port)], {
    execArgv: WITH_US,
    env: { ...process.env, ...env },
  })
  const told = () =>
    new Promise<unknown>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The store in ${directory} ended with ${code}`))
      child.once("exit", ended)
      child.once("message", (message) => {
        child.off("exit", ended)
        resolve(message)
      })
    })
  const url = (await told()) as string
  return {
    url,
    applyStock: async () => {
      child.send("apply")
      await told()
    },
    pause: () => void child.kill("SIGSTOP"),
    goOn: () => void child.kill("SIGCONT"),
    end: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve())
        child.kill("SIGKILL")
      }),
  }
}
