import { connect } from "node:net"

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
let connections: ReturnType<typeof open>[] = []
let timer: NodeJS.Timeout | undefined

function count(what: string, times = 1): void {
  if (times > 0) {
    answers.set(what, (answers.get(what) ?? 0) + times)
  }
}

const answered = () => [...answers.values()].reduce((sum, times) => sum + times, 0)

/** A connection for many guesses; those that it breaks off unanswered are counted as what it broke for. */
function open() {
  const socket = connect(Number(port), hostname)
  let waiting = 0
  let why = "closed without an answer"
  let tail = ""
  socket.setEncoding("latin1")
  socket.on("data", (some: string) => {
    const text = tail + some
    let end = 0
    for (const match of text.matchAll(STATUS)) {
      count(match[1])
      waiting -= 1
      end = match.index + match[0].length
    }
    // A status line may come in two parts.
    tail = text.slice(Math.max(end, text.length - 12))
  })
  socket.on("error", ({ message }) => (why = message))
  socket.on("close", () => count(why, waiting))
  return {
    isOver: () => socket.destroyed,
    end: () => socket.end(),
    guess: (path: string) => {
      waiting += 1
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
    },
  }
}

function guess(): void {
  const which = sent % CONNECTIONS
  if (connections[which].isOver()) {
    connections[which] = open()
  }
  sent += 1
  connections[which].guess(`/specter/callbacks/gissning-${sent}-0123456789abcdef/stock`)
}

function begin(): void {
  connections = Array.from({ length: CONNECTIONS }, open)
  const begun = performance.now()
  const before = sent
  timer = setInterval(() => {
    const due = before + ((performance.now() - begun) / 1000) * RATE
    while (sent < Math.min(due, CALLS)) {
      guess()
    }
  }, TICK_MS)
}

function pause(): void {
  clearInterval(timer)
  const waiting = setInterval(() => {
    if (answered() >= sent) {
      clearInterval(waiting)
      connections.forEach(({ end }) => end())
      process.send!({ sent, answers: [...answers] })
    }
  }, TICK_MS)
}

process.on("message", (word) => (word === "begin" ? begin() : pause()))
process.on("disconnect", () => process.exit())
