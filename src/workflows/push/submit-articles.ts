import { type ArticleMessage, isSpecterError, type Note, type SpecterFailure } from "../../modules/specter/client"

export type Submitted = { notes: Note[] } | { failure: SpecterFailure }

type Send = (messages: ArticleMessage[]) => Promise<{ notes: Note[][] }>

/**
 * Sends articles together. When Specter refuses a call, its halves are sent alone, so that one odd article keeps
 * no other from being accepted; any other failure is that of all of them.
 * @returns one answer an article, in their order.
 */
export async function submitArticles(messages: ArticleMessage[], send: Send): Promise<Submitted[]> {
  if (!messages.length) {
    return []
  }
  try {
    const { notes } = await send(messages)
    return messages.map((_, index) => ({ notes: notes[index] ?? [] }))
  } catch (failure) {
    if (!isSpecterError(failure)) {
      throw failure
    }
    const isOneOfThem = failure.kind === "refused" || failure.kind === "invalid"
    if (!isOneOfThem || messages.length === 1) {
      return messages.map(() => ({ failure }))
    }
    const middle = Math.ceil(messages.length / 2)
    const first = await submitArticles(messages.slice(0, middle), send)
    const second = await submitArticles(messages.slice(middle), send)
    return [...first, ...second]
  }
}
