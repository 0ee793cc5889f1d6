import { readdirSync } from "node:fs"
import { join } from "node:path"

const OF_BOTH_MODULES = [join(__dirname, "migrations"), join(__dirname, "../specter-sync/migrations")]

/** What whoever maintains the store does about missing tables. */
export const RUN_MIGRATIONS =
  "the plugin's tables are missing or of an older version. Run `npx medusa db:migrate` in the store's folder."

/** The migrations that this version of the plugin comes with, named as Medusa notes them when it has run them. */
export function migrationNames(): string[] {
  return OF_BOTH_MODULES.flatMap((folder) => readdirSync(folder)).flatMap(
    (file) => /^(Migration\w+)\.[jt]s$/.exec(file)?.[1] ?? []
  )
}
