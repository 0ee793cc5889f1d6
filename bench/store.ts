import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { type Sandbox, startSandbox } from "../sandbox"
import { CREDENTIALS, joinedTo } from "./credentials"
import { openStore } from "./open-store"

export const ROOT = path.join(__dirname, "..")

/** A store with the plugin in this process, and the Specter it is joined to. */
export type BenchStore = { container: MedusaContainer; sandbox: Sandbox; url: string }

export async function startStore(): Promise<BenchStore> {
  const sandbox = await startSandbox({ credentials: CREDENTIALS })
  Object.assign(process.env, joinedTo(sandbox.url))
  return { sandbox, ...(await openStore(ROOT)) }
}
