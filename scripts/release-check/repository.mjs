import { execFileSync } from "node:child_process"
import { ROOT } from "../demo/where.mjs"

export function gitProblems() {
  const changed = execFileSync("git", ["status", "--porcelain"], { cwd: ROOT, encoding: "utf8" })
  return changed.split("\n").filter(Boolean)
}

export function versionProblems({ read }) {
  const { version } = JSON.parse(read("package.json"))
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
    return [`${version} is no semantic version`]
  }
  const [, entry] = read("CHANGELOG.md").split(`\n## ${version}\n`)
  return /^- /m.test(entry?.split("\n## ")[0] ?? "")
    ? []
    : [`CHANGELOG.md has no entry "## ${version}" with what is new`]
}
