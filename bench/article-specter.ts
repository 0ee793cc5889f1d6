import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { Sandbox } from "../sandbox"
import type { ArticleInBatch } from "./xml"

/** Articles `from` … `to - 1` of these SKUs. */
export type ArticleRange = { prefix: string; from: number; to: number; price: number }

export type ArticleSpecterOptions = { limit: number; ranges: ArticleRange[] }

/**
 * Puts a Specter in a process of its own in place of the store's, at its address: what it holds is not the store's
 * memory. All of its articles wait to be fetched, `limit` at a time.
 */
export async function startArticleSpecter(
  { url, credentials }: Sandbox,
  options: ArticleSpecterOptions
): Promise<{ stop(): Promise<void> }> {
  const child = fork(
    path.join(__dirname, "article-specter-process.ts"),
    [JSON.stringify({ port: Number(new URL(url).port), credentials, ...options })],
    { execArgv: ["--import", "tsx"] }
  )
  await Promise.race([once(child, "message"), failure(child)])
  return {
    stop: async () => {
      child.kill()
      await once(child, "exit")
    },
  }
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit")
  throw new Error(`The Specter with many articles ended with ${code}`)
}

export function* articlesOf(ranges: ArticleRange[]): Generator<Required<ArticleInBatch>> {
  for (const { prefix, from, to, price } of ranges) {
    for (let number = from; number < to; number += 1) {
      yield { articleNo: `${prefix}-${number}`, name: `Artikel Å ${number}`, price }
    }
  }
}
