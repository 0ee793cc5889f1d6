import { spawnSync } from "node:child_process"
import { ROOT } from "../demo/where.mjs"

/**
 * Of the plugin's own dependencies; Medusa's packages are the store's. Some registries have no such service: then
 * nothing is known, which is no "ok".
 */
export function auditProblems() {
  const { stdout } = spawnSync("npm", ["audit", "--json", "--omit=dev", "--omit=peer"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 16 * 1024 ** 2,
  })
  const { vulnerabilities, message, error } = JSON.parse(stdout)
  if (!vulnerabilities) {
    return { notChecked: `the registry does not answer npm audit: ${message ?? error?.summary}` }
  }
  return Object.values(vulnerabilities).map(({ name, severity, range }) => `${name} ${range}: ${severity}`)
}
