import type { Server } from "node:http"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import loaders from "@medusajs/medusa/loaders/index"
import express from "express"
import { type Sandbox, startSandbox } from "../sandbox"

const ROOT = path.join(__dirname, "..")

const CREDENTIALS = {
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "prov-nyckel-åäö",
  integrationKey: "prov-integration",
}

/** A store in this process, as `medusa start` makes one, subscribers and jobs included, and the Specter it is joined to. */
export type BenchStore = { container: MedusaContainer; sandbox: Sandbox; url: string }

export async function startStore(): Promise<BenchStore> {
  const sandbox = await startSandbox({ credentials: CREDENTIALS })
  Object.assign(process.env, {
    SPECTER_SBM_ID: CREDENTIALS.sbmId,
    SPECTER_API_USER_ID: CREDENTIALS.apiUserId,
    SPECTER_API_USER_KEY: CREDENTIALS.apiUserKey,
    SPECTER_INTEGRATION_KEY: CREDENTIALS.integrationKey,
    SPECTER_BASE_URL: sandbox.url,
    SPECTER_PUBLIC_URL: "http://127.0.0.1:9",
    SPECTER_CALLBACK_SECRET: "prov-hemlighet-0123456789",
  })
  const app = express()
  const { container } = await loaders({ directory: ROOT, expressApp: app })
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening))
  })
  const { port } = server.address() as { port: number }
  return { container, sandbox, url: `http://127.0.0.1:${port}` }
}
