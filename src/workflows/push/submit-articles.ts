import {
  type ArticleMessage,
  isSpecterError,
  type Note,
  type SpecterFailure,
} from "../../modules/specter/client"

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
    return messages.map((_, index) => ({ notes: withoutPlace(notes[index] ?? []) }))
  } catch (failure) {
    if (!isSpecterError(failure)) {
      throw failure
    }
    const isOneOfThem = failure.kind === "refused" || failure.kind === "invalid"
    if (!isOneOfThem) {
      return messages.map(() => ({ failure }))
    }
    if (messages.length === 1) {
      return [{ failure: { ...failure, problems: failure.problems && withoutPlace(failure.problems) } }]
    }
    const middle = Math.ceil(messages.length / 2)
    const first = await submitArticles(messages.slice(0, middle), send)
    const second = await submitArticles(messages.slice(middle), send)
    return [...first, ...second]
  }
}

/** Which article of the call it was says nothing to somebody who looks at that article. */
function withoutPlace<T extends { field: string }>(remarks: T[]): T[] {
  return remarks.map((remark) => ({ ...remark, field: remark.field.replace(/^articles\.\d+\./, "") }))
}
