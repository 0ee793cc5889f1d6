import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { KEPT } from "./where.mjs"

const FILE = path.join(KEPT, "running.json")

/** The running demo `{ pid, storeUrl, sandboxUrl? }`, or undefined. */
export function runningDemo() {
  if (!existsSync(FILE)) {
    return undefined
  }
  const demo = JSON.parse(readFileSync(FILE, "utf8"))
  return demo.pid !== process.pid && isAlive(demo.pid) ? demo : undefined
}

export function noteRunning(demo) {
  writeFileSync(FILE, JSON.stringify({ ...demo, pid: process.pid }))
}

export function noteStopped() {
  rmSync(FILE, { force: true })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}
