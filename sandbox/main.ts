import { startSandbox } from "./index"

const setting = (name: string, fallback: string) => process.env[name] || fallback

function portFrom(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`SANDBOX_PORT is "${text}"; it must be a number from 0 to 65535`)
  }
  return port
}

function explained(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE") {
    return `Port ${port} is taken by another program. Stop it, or choose another port: SANDBOX_PORT=${port + 1}`
  }
  if (code === "EACCES") {
    return `Port ${port} may not be opened by this user. Choose another port with SANDBOX_PORT`
  }
  return error instanceof Error ? error.message : String(error)
}

async function run() {
  const port = portFrom(setting("SANDBOX_PORT", "8025"))
  const sandbox = await startSandbox({
    port,
    host: setting("SANDBOX_HOST", "127.0.0.1"),
    dataFile: process.env.SANDBOX_DATA_FILE || undefined,
    callsKept: 5_000,
    credentials: {
      version: 2,
      sbmId: setting("SPECTER_SBM_ID", "4711"),
      apiUserId: setting("SPECTER_API_USER_ID", "42"),
      apiUserKey: setting("SPECTER_API_USER_KEY", "demo-user-key"),
      integrationKey: setting("SPECTER_INTEGRATION_KEY", "demo-integration-key"),
    },
  }).catch((error: unknown) => {
    throw new Error(explained(error, port))
  })
  console.log(`Specter sandbox: ${sandbox.url} (open it in a browser to see what it holds)`)
  let stopping = false
  // Ctrl-C can reach this process twice: from the terminal and from the script that started it.
  const stop = () => {
    if (stopping) {
      return
    }
    stopping = true
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error)
        process.exit(1)
      }
    )
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
