import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"

const NAMES = ["chromium", "chromium-browser", "google-chrome"]
const APT_GET = "/usr/bin/apt-get"
const PACKAGES = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"]

/**
 * Where a Chromium is: that of `CHROMIUM`, the one on the path, or Debian's, installed now where that is allowed.
 * Answers `{ file }`, or `{ why }` there is none.
 */
export function findChromium(env) {
  if (env.CHROMIUM) {
    return existsSync(env.CHROMIUM)
      ? { file: env.CHROMIUM }
      : { why: `CHROMIUM names ${env.CHROMIUM}, which is not there.` }
  }
  const present = onPath(env)
  if (present) {
    return { file: present }
  }
  if (!existsSync(APT_GET)) {
    return { why: "It is not on the path, and this is no Debian, where it could be installed." }
  }
  if (process.getuid() !== 0) {
    return { why: "It is not on the path, and only root may install it." }
  }
  const file = install() ? onPath({ PATH: "/usr/bin" }) : undefined
  return file ? { file } : { why: "It is not on the path, and apt-get could not install it." }
}

function onPath({ PATH = "" }) {
  return PATH.split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file))
}

function install() {
  console.log("Installing Debian's Chromium …")
  return aptGet("update", "-qq") && aptGet("install", "-y", "-qq", "--no-install-recommends", ...PACKAGES)
}

function aptGet(...args) {
  const { status } = spawnSync(APT_GET, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  })
  return status === 0
}
