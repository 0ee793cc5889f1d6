import { finished, Readable } from "node:stream"
import { isSpecterError, SpecterError } from "./errors"
import type { ExchangeRecord } from "./exchange"
import { invalidMessage } from "./messages/form"
import { MAX_ANSWER_BYTES } from "./transport"

export const OPEN_DOCUMENT = "openDocument"

/** The document at an address that Specter gave. `length` is in bytes, when it is known beforehand. */
export type SpecterDocument = { stream: Readable; contentType: string; length?: number }

/** Only Specter's own documents are opened. Throws a `SpecterError` of kind `invalid`. */
export function documentUrl(address: string, base: URL): URL {
  const refuse = (problem: string) => invalidMessage(OPEN_DOCUMENT, [{ field: "url", problem }])
  if (!URL.canParse(address)) {
    throw refuse("is no address")
  }
  const url = new URL(address)
  if (url.protocol !== "https:" && !(url.protocol === "http:" && base.protocol === "http:")) {
    throw refuse("is not https")
  }
  if (url.host !== base.host) {
    throw refuse(`is on ${url.host}, not on ${base.host}`)
  }
  if (url.username !== "" || url.password !== "") {
    throw refuse("holds a user name")
  }
  return url
}

export function tooLarge(): SpecterError {
  return new SpecterError({
    kind: "unknown",
    action: OPEN_DOCUMENT,
    code: "TOO_LARGE",
    message: `The document is larger than ${MAX_ANSWER_BYTES / 1024 / 1024} MB`,
  })
}

async function* withinLimit(source: Readable, toFailure: (error: unknown) => SpecterError) {
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_ANSWER_BYTES) {
        throw tooLarge()
      }
      yield chunk
    }
  } catch (error) {
    throw isSpecterError(error) ? error : toFailure(error)
  }
}

/** The source with its size limited; it fails with a `SpecterError`, and closing it closes the source. */
export function limitedStream(
  source: Readable,
  toFailure: (error: unknown) => SpecterError,
  record: ExchangeRecord
): Readable {
  // Who reads the stream gets the error from it; a stream that nobody reads must not end the process.
  source.on("error", () => undefined)
  const stream = Readable.from(withinLimit(source, toFailure), { objectMode: false })
  finished(stream, (error) => {
    source.destroy()
    record.end(error ? "unknown" : "ok")
  })
  return stream
}
