import { once } from "node:events"
import type { Readable } from "node:stream"

/** Readers find the mark within so many bytes. */
const MARK_WITHIN = 1024
const MARK = "%PDF-"

/**
 * Looks at the stream's first bytes and leaves them in it. An error page that calls itself a PDF is none.
 * Throws what the stream fails with.
 */
export async function beginsAsPdf(stream: Readable): Promise<boolean> {
  await once(stream, "readable")
  const head = stream.read() as Buffer | null
  if (head === null) {
    return false
  }
  stream.unshift(head)
  return head.subarray(0, MARK_WITHIN).includes(MARK)
}
