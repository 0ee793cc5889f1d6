import http from "node:http"
import net, { type AddressInfo } from "node:net"

/** A request as it came over the wire. */
export type Received = { method: string; url: string; headers: http.IncomingHttpHeaders; body: string }

export type LocalServer = {
  baseUrl: string
  received: Received[]
  connections: () => number
  close: () => Promise<void>
}

type Answer = (response: http.ServerResponse, request: Received) => void

const listen = (server: net.Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
  )

/** An HTTP server on this machine that answers with what it is told. */
export async function startHttpServer(answer: Answer): Promise<LocalServer> {
  const received: Received[] = []
  const sockets = new Set<net.Socket>()
  let connections = 0
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("latin1")
      received.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body })
      answer(response, received[received.length - 1])
    })
  })
  server.on("connection", (socket) => {
    connections += 1
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
  })
  const port = await listen(server)
  return {
    baseUrl: `http://127.0.0.1:${port}/`,
    received,
    connections: () => connections,
    close: closer(server, sockets),
  }
}

/** A TCP server on this machine for what no HTTP server would do. */
export async function startTcpServer(onConnection: (socket: net.Socket) => void): Promise<LocalServer> {
  const sockets = new Set<net.Socket>()
  let connections = 0
  const server = net.createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => sockets.delete(socket))
    onConnection(socket)
  })
  const port = await listen(server)
  return {
    baseUrl: `http://127.0.0.1:${port}/`,
    received: [],
    connections: () => connections,
    close: closer(server, sockets),
  }
}

const closer = (server: net.Server, sockets: Set<net.Socket>) => () =>
  new Promise<void>((resolve) => {
    sockets.forEach((socket) => socket.destroy())
    server.close(() => resolve())
  })
