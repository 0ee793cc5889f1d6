import { createServer } from "node:net"

/** The port that the variable names, or the usual one. */
export function portFrom(env, name, usual) {
  const port = Number(env[name] || usual)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`${name} is "${env[name]}"; it must be a port, a whole number from 1 to 65535.`)
  }
  return port
}

/** Throws when the port cannot be listened on, with what to do about it. */
export async function ensureFree(port, { variable, whose, host }) {
  const taken = (await refusal(port, host)) ?? (await refusal(port))
  if (taken === "EADDRINUSE") {
    throw new Error(
      `Port ${port}, which ${whose} needs, is taken by another program. ` +
        `Stop that program, or choose another port: ${variable}=${port + 1} npm run demo`
    )
  }
  if (taken) {
    throw new Error(
      `Port ${port}, which ${whose} needs, cannot be used here (${taken}). Choose another with ${variable}.`
    )
  }
}

/** Without a host, all of this machine's addresses are tried at once. */
function refusal(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", (error) => resolve(error.code))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
