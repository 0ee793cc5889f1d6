import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"

const APT_GET = "/usr/bin/apt-get"

/**
 * Where a program is: the one that `variable` of the environment names, the one on the path, or Debian's, installed now
 * where that is allowed. `names` are what it is called, `packages` what Debian has it in, the first one first.
 * Answers `{ file }`, or `{ why }` there is none.
 */
export function findProgram(env, { variable, names, packages }) {
  if (env[variable]) {
    return existsSync(env[variable])
      ? { file: env[variable] }
      : { why: `${variable} names ${env[variable]}, which is not there.` }
  }
  const present = onPath(env, names)
  if (present) {
    return { file: present }
  }
  if (!existsSync(APT_GET)) {
    return { why: "It is not on the path, and this is no Debian, where it could be installed." }
  }
  if (process.getuid() !== 0) {
    return { why: "It is not on the path, and only root may install it." }
  }
  const file = install(packages) ? onPath({ PATH: "/usr/bin" }, names) : undefined
  return file ? { file } : { why: "It is not on the path, and apt-get could not install it." }
}

function onPath({ PATH = "" }, names) {
  return PATH.split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file))
}

function install(packages) {
  console.log(`Installing Debian's ${packages[0]} …`)
  return aptGet("update", "-qq") && aptGet("install", "-y", "-qq", "--no-install-recommends", ...packages)
}

function aptGet(...args) {
  const { status } = spawnSync(APT_GET, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  })
  return status === 0
}
