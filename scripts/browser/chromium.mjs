import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
const APT_GET = "/usr/bin/apt-get"
const PACKAGES = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"]

/** Where a Chromium is: that of `CHROMIUM`, the system's, or Debian's, installed now where that is allowed. */
export function findChromium(env) {
  if (env.CHROMIUM) {
    return env.CHROMIUM
  }
  const present = PLACES.find((place) => existsSync(place))
  return present ?? (mayInstall() && install() ? PLACES.find((place) => existsSync(place)) : undefined)
}

const mayInstall = () => process.getuid?.() === 0 && existsSync(APT_GET)

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
