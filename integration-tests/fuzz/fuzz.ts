import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import type { MedusaRequest } from "@medusajs/framework/http"
import { callbackParameters } from "../../src/api/specter/callback-parameters"
import { decodeAnswer } from "../../src/modules/specter/client/codecs/answer-text"
import { parseDecimal } from "../../src/modules/specter/client/codecs/decimal"
import { encodeForm, toLatin1 } from "../../src/modules/specter/client/codecs/latin1"
import { pageWords, plainWords } from "../../src/modules/specter/client/codecs/plain-words"
import { parseSemicolonLine, splitRows } from "../../src/modules/specter/client/codecs/semicolon"
import { parseXml, XmlProblem } from "../../src/modules/specter/client/codecs/xml"
import { documentUrl } from "../../src/modules/specter/client/document"
import { SpecterError } from "../../src/modules/specter/client/errors"
import { idOf, readAnswer, resultOf } from "../../src/modules/specter/client/messages/answer"
import { parseArticles } from "../../src/modules/specter/client/messages/article-batch"
import { parseOrders } from "../../src/modules/specter/client/messages/order-batch"
import { parseStock } from "../../src/modules/specter/client/messages/stock-batch"
import { defaultWireNames as names } from "../../src/modules/specter/client/wire-names"
import { byteCases } from "./byte-cases"

type Target = { name: string; read: (text: string) => unknown; mayThrow?: new (...given: any[]) => Error }

const context = { action: "newOrderSubmit", batchNo: "0123456789abcdef0123456789abcdef", names }
const base = new URL("https://api.specter.se/")

/** Everything that reads what Specter says, with the one kind of error that each may throw. */
const TARGETS: Target[] = [
  {
    name: "a call's result",
    read: (text) => resultOf(readAnswer(text, context), "a"),
    mayThrow: SpecterError,
  },
  { name: "what was made", read: (text) => idOf(readAnswer(text, context), "a"), mayThrow: SpecterError },
  { name: "a stock batch", read: parseStockText, mayThrow: SpecterError },
  { name: "an article batch", read: (text) => parseArticles(text), mayThrow: SpecterError },
  { name: "an order batch", read: (text) => parseOrders(text), mayThrow: SpecterError },
  { name: "XML", read: parseXml, mayThrow: XmlProblem },
  { name: "a line", read: parseSemicolonLine },
  { name: "rows", read: splitRows },
  { name: "a number", read: parseDecimal },
  { name: "words", read: (text) => plainWords(text) },
  { name: "a page", read: (text) => pageWords(text) },
  { name: "a document's address", read: (text) => documentUrl(text, base), mayThrow: SpecterError },
  { name: "a callback", read: (text) => callbackParameters({ originalUrl: text } as MedusaRequest) },
  { name: "text for Specter", read: (text) => encodeForm([["name", toLatin1(text).text]]) },
]

function parseStockText(text: string): unknown {
  return parseStock(text)
}

export type FuzzFigures = {
  cases: number
  /** How often a target read a case, and how often it refused one. */
  read: number
  refused: number
  slowestMs: number
  slowest: string
  heapGrowthMb: number
}

const SLOW_MS = 2_000
const WARM_UP = 2_000

/**
 * Gives that many cases to everything that reads Specter's bytes. Throws for an error of another kind than a target may
 * throw, and for a case that takes longer than two seconds.
 */
export function fuzz(cases: number, seed: number): FuzzFigures {
  const figures = { cases, read: 0, refused: 0, slowestMs: 0, slowest: "", heapGrowthMb: 0 }
  const source = byteCases(seed)
  let heapBefore = 0
  for (let number = 0; number < cases; number += 1) {
    if (number === Math.min(WARM_UP, cases - 1)) {
      heapBefore = heapUsed()
    }
    const { bytes, contentType } = source.next().value!
    const text = decodeAnswer(bytes, contentType)
    for (const target of TARGETS) {
      const begun = process.cpuUsage()
      const wasRead = give(target, text, { number, seed })
      const took = cpuMs(begun)
      figures[wasRead ? "read" : "refused"] += 1
      if (took > figures.slowestMs) {
        Object.assign(figures, {
          slowestMs: took,
          slowest: `${target.name}, case ${number}, ${text.length} characters`,
        })
      }
      if (took > SLOW_MS) {
        throw new Error(`${target.name} took ${took} ms for case ${number} of seed ${seed}`)
      }
    }
  }
  figures.heapGrowthMb = (heapUsed() - heapBefore) / 1024 / 1024
  return figures
}

/** The process's own time: on a busy machine it may stand still in the midst of a case. */
function cpuMs(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

function give(
  { name, read, mayThrow }: Target,
  text: string,
  { number, seed }: { number: number; seed: number }
) {
  try {
    read(text)
    return true
  } catch (error) {
    if (mayThrow && error instanceof mayThrow) {
      return false
    }
    const shown = JSON.stringify(text.slice(0, 500))
    throw new Error(`${name} failed at case ${number} of seed ${seed}: ${String(error)}\n${shown}`)
  }
}

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
