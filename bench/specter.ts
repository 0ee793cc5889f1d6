import { fork } from "node:child_process"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "../integration-tests/processes/store-process"
import { type RemoteSandbox, remoteSandbox } from "../sandbox/remote"
import { joinedTo } from "./credentials"
import { WITH_US } from "./with-us"

const PATIENCE_MS = 30_000

/** A Specter in a process of its own: its work is not the store's. Ends with this process. */
export async function startSpecter(): Promise<{ url: string; specter: RemoteSandbox }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  fork(path.join(__dirname, "../sandbox/main.ts"), {
    execArgv: WITH_US,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, ...joinedTo(url), SANDBOX_PORT: String(port) },
  })
  const specter = remoteSandbox(url)
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    try {
      await specter.state(0)
      return { url, specter }
    } catch (error) {
      if (Date.now() > deadline) {
        throw error
      }
    }
  }
}
