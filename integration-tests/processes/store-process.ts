import { spawn } from "node:child_process"
import { createServer } from "node:net"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { setTimeout as sleep } from "node:timers/promises"

export const ROOT = path.join(__dirname, "../..")
export const MEDUSA = path.join(ROOT, "node_modules/@medusajs/cli/cli.js")
const END_WITH_PARENT = pathToFileURL(path.join(ROOT, "scripts/demo/end-with-parent.mjs")).href

/** A store starts in seconds, and in minutes on a machine that is busy with much else. */
const PATIENCE = 240_000
const OUTPUT_KEPT = 2_000_000

/** A store in a process of its own. */
export type StoreProcess = {
  url: string
  /** The latest of what it wrote. */
  output(): string
  /** Whether it has ended, by whatever. */
  isOver(): boolean
  /** Stops it in the middle of whatever it does, and lets it go on. */
  pause(): void
  goOn(): void
  /** Ends it at once, with no chance to tidy up. Returns whether that is what it ended by. */
  kill(): Promise<boolean>
  /** Ends it as an operator does. */
  stop(): Promise<void>
}

/** Starts a store on this port as the demo does, without the admin's pages, and waits until it answers. */
export async function startStoreProcess(port: number, env: Record<string, string>): Promise<StoreProcess> {
  const url = `http://127.0.0.1:${port}`
  const child = spawn(
    process.execPath,
    ["--import", END_WITH_PARENT, MEDUSA, "start", "--host", "127.0.0.1", "--port", String(port)],
    {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        NODE_ENV: "development",
        DISABLE_MEDUSA_ADMIN: "true",
        MEDUSA_DISABLE_TELEMETRY: "true",
        PORT: String(port),
        ...env,
      },
    }
  )
  const { keep, output } = keepLatest(OUTPUT_KEPT)
  child.stdout!.on("data", keep)
  child.stderr!.on("data", keep)
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  for (const deadline = Date.now() + PATIENCE; !(await answers(`${url}/health`)); await sleep(100)) {
    if (isOver() || Date.now() > deadline) {
      await end("SIGKILL")
      throw new Error(`The store did not start. It wrote:\n${output()}`)
    }
  }
  return {
    url,
    output,
    isOver,
    pause: () => void child.kill("SIGSTOP"),
    goOn: () => void child.kill("SIGCONT"),
    kill: async () => {
      await end("SIGKILL")
      return child.signalCode === "SIGKILL"
    },
    stop: () => end("SIGTERM"),
  }
}

/** Keeps at least the latest so many bytes. A text of that length, cut anew at each line, would cost milliseconds a line. */
function keepLatest(bytes: number) {
  let before: Buffer[] = []
  let latest: Buffer[] = []
  let size = 0
  return {
    keep: (chunk: Buffer) => {
      latest.push(chunk)
      size += chunk.length
      if (size >= bytes) {
        ;[before, latest, size] = [latest, [], 0]
      }
    },
    output: () => Buffer.concat([...before, ...latest]).toString(),
  }
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    // Nobody listens yet.
    return false
  }
}
