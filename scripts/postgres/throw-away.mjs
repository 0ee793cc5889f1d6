import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { startPostgres } from "../postgres.mjs"

const PREFIX = "specter-postgres-"
const MEMORY = "/dev/shm"
const ROOM_NEEDED = 2 * 1024 ** 3

/** Starts a fast PostgreSQL that leaves nothing behind: its `stop()` removes the data too. */
export async function startThrowAwayPostgres() {
  const parent = hasRoom(MEMORY) ? MEMORY : tmpdir()
  await removeLeftovers(parent)
  const folder = mkdtempSync(path.join(parent, `${PREFIX}${process.pid}-`))
  chmodSync(folder, 0o755)
  const server = await startPostgres({ dataDir: path.join(folder, "data"), fast: true })
  return {
    ...server,
    async stop() {
      await server.stop()
      rmSync(server.dataDir, { recursive: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function hasRoom(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM_NEEDED
  } catch (error) {
    if (error.code === "ENOENT") {
      return false
    }
    throw error
  }
}

/** A script that was killed outright could not stop its server: the folder's name holds the script's process id. */
async function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) {
      await stopServerOn(path.join(parent, name, "data"))
      rmSync(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

async function stopServerOn(dataDir) {
  if (existsSync(dataDir)) {
    const server = await startPostgres({ dataDir, fast: true })
    await server.stop()
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}
