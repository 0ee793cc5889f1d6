import fc from "fast-check"
import { type ArticleMessage, SpecterError, type SpecterFailure } from "../../../modules/specter/client"
import { submitArticles } from "../submit-articles"

const articles = (count: number): ArticleMessage[] =>
  Array.from({ length: count }, (_, index) => ({ articleNo: `A-${index}`, name: `Räksmörgås ${index}` }))

const failure = (kind: SpecterFailure["kind"], more: Partial<SpecterFailure> = {}) =>
  new SpecterError({ kind, action: "newArticleSubmit", message: kind, ...more })

/** A Specter that refuses any call with one of these article numbers in it, and notes the others' position. */
function refusing(isBad: (articleNo: string) => boolean) {
  const calls: string[][] = []
  const send = async (messages: ArticleMessage[]) => {
    calls.push(messages.map(({ articleNo }) => articleNo))
    if (messages.some(({ articleNo }) => isBad(articleNo))) {
      throw failure("refused", { words: "Artikeln är ogiltig" })
    }
    return {
      notes: messages.map(({ articleNo }, index) => [
        { code: "text_cut" as const, field: `articles.${index}.name`, value: articleNo },
      ]),
    }
  }
  return { calls, send }
}

describe("sending articles together", () => {
  it("makes no call for none", async () => {
    const { calls, send } = refusing(() => false)
    expect(await submitArticles([], send)).toEqual([])
    expect(calls).toEqual([])
  })

  it("makes one call when all is well, and gives each its own remarks without their place in the call", async () => {
    const { calls, send } = refusing(() => false)
    const answers = await submitArticles(articles(100), send)
    expect(calls).toHaveLength(1)
    expect(answers).toEqual(
      articles(100).map(({ articleNo }) => ({
        notes: [{ code: "text_cut", field: "name", value: articleNo }],
      }))
    )
  })

  it("finds one bad article among a hundred in fourteen further calls, and sends all others", async () => {
    const { calls, send } = refusing((articleNo) => articleNo === "A-63")
    const answers = await submitArticles(articles(100), send)
    expect(answers.flatMap((answer, index) => ("failure" in answer ? [index] : []))).toEqual([63])
    expect(answers[63]).toMatchObject({ failure: { kind: "refused", words: "Artikeln är ogiltig" } })
    // Halves: 2 calls a level, 7 levels for a hundred.
    expect(calls.length).toBeLessThanOrEqual(1 + 14)
  })

  it("isolates exactly the bad ones, whichever they are, and sends every good one exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 100 }), async (isBad) => {
        const { calls, send } = refusing((articleNo) => isBad[Number(articleNo.slice(2))])
        const answers = await submitArticles(articles(isBad.length), send)

        expect(answers.map((answer) => "failure" in answer)).toEqual(isBad)
        answers.forEach((answer, index) => {
          if ("notes" in answer) {
            expect(answer.notes).toEqual([{ code: "text_cut", field: "name", value: `A-${index}` }])
          }
        })
        const accepted = calls
          .filter((call) => !call.some((articleNo) => isBad[Number(articleNo.slice(2))]))
          .flat()
        expect(accepted).toEqual(
          articles(isBad.length).flatMap(({ articleNo }, index) => (isBad[index] ? [] : [articleNo]))
        )
        expect(calls.length).toBeLessThan(2 * isBad.length)
      }),
      { numRuns: 300 }
    )
  })

  it("says of one that does not fit Specter's fields which field it is, without its place in the call", async () => {
    const problems = [{ field: "articles.0.name", problem: "is empty" }]
    const answers = await submitArticles(articles(1), async () => {
      throw failure("invalid", { problems })
    })
    expect(answers).toEqual([
      { failure: expect.objectContaining({ problems: [{ field: "name", problem: "is empty" }] }) },
    ])
  })

  it.each(["not_received", "unknown", "account", "batch_open"] as const)(
    "takes “%s” for that of all of them, with one call",
    async (kind) => {
      let calls = 0
      const answers = await submitArticles(articles(7), async () => {
        calls += 1
        throw failure(kind)
      })
      expect(calls).toBe(1)
      expect(answers).toHaveLength(7)
      expect(answers.every((answer) => "failure" in answer && answer.failure.kind === kind)).toBe(true)
    }
  )

  it("keeps what was accepted when the connection is lost between the halves", async () => {
    let calls = 0
    const answers = await submitArticles(articles(4), async (messages) => {
      calls += 1
      if (calls === 1) {
        throw failure("refused")
      }
      if (calls === 3) {
        throw failure("not_received")
      }
      return { notes: messages.map(() => []) }
    })
    expect(answers).toMatchObject([
      { notes: [] },
      { notes: [] },
      { failure: { kind: "not_received" } },
      { failure: { kind: "not_received" } },
    ])
  })

  it("hides no error of our own", async () => {
    await expect(
      submitArticles(articles(2), async () => {
        throw new TypeError("own mistake")
      })
    ).rejects.toThrow("own mistake")
  })
})
