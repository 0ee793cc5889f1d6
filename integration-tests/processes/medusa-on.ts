import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { databaseUrl } from "./databases"
import { MEDUSA, ROOT } from "./store-process"

/** Runs one of Medusa's commands on a database, with the plugin switched off. */
export async function medusaOn(
  database: string,
  args: string[],
  env: Record<string, string> = {}
): Promise<void> {
  await promisify(execFile)(process.execPath, [MEDUSA, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "development",
      DATABASE_URL: databaseUrl(database),
      SPECTER_SBM_ID: "",
      ...env,
    },
    maxBuffer: 64 * 1024 ** 2,
  })
}
