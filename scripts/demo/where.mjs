import path from "node:path"
import { fileURLToPath } from "node:url"

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..")
/** What the demo keeps between its runs. */
export const KEPT = path.join(ROOT, ".demo")
export const STORE_LOG = path.join(KEPT, "store.log")
export const SANDBOX_LOG = path.join(KEPT, "sandbox.log")
