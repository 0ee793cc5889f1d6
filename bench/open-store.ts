import type { Server } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import loaders from "@medusajs/medusa/loaders/index"
import express from "express"

/** Starts the store of this folder in this process, as `medusa start` does, subscribers and jobs included. */
export async function openStore(
  directory: string,
  port = 0
): Promise<{ container: MedusaContainer; url: string }> {
  const app = express()
  const { container } = await loaders({ directory, expressApp: app })
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(port, "127.0.0.1", () => resolve(listening))
  })
  const address = server.address() as { port: number }
  return { container, url: `http://127.0.0.1:${address.port}` }
}
