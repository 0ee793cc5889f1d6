import { execFileSync } from "node:child_process"

/**
 * Who PostgreSQL runs as: `undefined` for an ordinary user (as oneself), else the ids of a user without rights,
 * because PostgreSQL refuses to run as root.
 */
export function serverUser() {
  if (process.getuid?.() !== 0) {
    return undefined
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = id("-u", name)
    const gid = id("-g", name)
    if (uid !== undefined && gid !== undefined) {
      return { uid, gid }
    }
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and this machine has neither a user `postgres` nor `nobody`. " +
      "Run the command as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."
  )
}

function id(flag, name) {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
  } catch (error) {
    if (error.status === 1) {
      return undefined
    }
    throw error
  }
}
