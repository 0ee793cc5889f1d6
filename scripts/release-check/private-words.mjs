import { execFileSync } from "node:child_process"
import { homedir, hostname } from "node:os"
import { ROOT } from "../demo/where.mjs"

const PATTERNS = [
  /(?<![\w.])\/(home|Users|root|tmp|var\/tmp)\/\w+/,
  /\b(npm_|ghp_|github_pat_|glpat-|xox[bp]-)\w{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\/\/[^\s/"':]+:[^\s/"'@]+@[^\s/"']+/,
  /demo-(user|integration)-key|prov-(nyckel|hemlighet|integration)/,
]
const PUBLIC_REGISTRY = "registry.npmjs.org"

/** Looks for keys, addresses with a password, folders and hosts of the machine that built it, and the tests' own secrets. */
export function privateWords({ read, files }) {
  const words = [ROOT, ...(homedir() === "/" ? [] : [homedir()]), ...ownHosts()]
  return files.flatMap((file) => {
    const text = withInlineMap(read(file))
    const found = [
      ...words.filter((word) => text.includes(word)),
      ...PATTERNS.map((pattern) => pattern.exec(text)?.[0]).filter(Boolean),
    ]
    return found.map((word) => `${file} has "${word.slice(0, 60)}"`)
  })
}

/** Medusa's build puts each file's source map into the file, where it reads as letters and digits. */
function withInlineMap(text) {
  const [, encoded] = /sourceMappingURL=data:[^,]*;base64,([\w+/=]+)/.exec(text) ?? []
  return encoded ? text.replace(encoded, Buffer.from(encoded, "base64").toString()) : text
}

function ownHosts() {
  const registry = execFileSync("npm", ["config", "get", "registry"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  })
  const { host } = new URL(registry.trim())
  return [host, hostname()].filter((name) => name.includes(".") && name !== PUBLIC_REGISTRY)
}
