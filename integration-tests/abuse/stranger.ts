import { connect, type Socket } from "node:net"

/**
 * Guesses the callbacks' secret at a steady rate from "begin" to "pause", `CALLS` times in all. A program of its own, whose
 * work is neither the shop's nor its shopper's. After "pause" it says how it was answered.
 */
const [url, rate, calls] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const RATE = Number(rate)
const CALLS = Number(calls)
const CONNECTIONS = 4
const TICK_MS = 20
const STATUS = /HTTP\/1\.1 (\d{3}) /g

const answers = new Map<string, number>()
let sent = 0

function count(what: string): void {
  answers.set(what, (answers.get(what) ?? 0) + 1)
}

const answered = () => [...answers.values()].reduce((sum, times) => sum + times, 0)

function open(): Socket {
  const socket = connect(Number(port), hostname)
  let tail = ""
  socket.setEncoding("latin1")
  socket.on("data", (some: string) => {
    const text = tail + some
    let end = 0
    for (const match of text.matchAll(STATUS)) {
      count(match[1])
      end = match.index + match[0].length
    }
    // A status line may come in two parts.
    tail = text.slice(Math.max(end, text.length - 12))
  })
  socket.on("error", ({ message }) => count(message))
  return socket
}

function guess(socket: Socket): void {
  sent += 1
  const path = `/specter/callbacks/gissning-${sent}-0123456789abcdef/stock`
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
}

let sockets: Socket[] = []
let timer: NodeJS.Timeout | undefined

function begin(): void {
  sockets = Array.from({ length: CONNECTIONS }, open)
  const begun = performance.now()
  const before = sent
  timer = setInterval(() => {
    const due = before + ((performance.now() - begun) / 1000) * RATE
    while (sent < Math.min(due, CALLS)) {
      guess(sockets[sent % CONNECTIONS])
    }
  }, TICK_MS)
}

function pause(): void {
  clearInterval(timer)
  const waiting = setInterval(() => {
    if (answered() >= sent) {
      clearInterval(waiting)
      sockets.forEach((socket) => socket.end())
      process.send!({ sent, answers: [...answers] })
    }
  }, TICK_MS)
}

process.on("message", (word) => (word === "begin" ? begin() : pause()))
process.on("disconnect", () => process.exit())
