import { giveWay } from "../../../../give-way"

/** Long work that can be laid down between its pieces. */
export type Pieces<Result> = Generator<void, Result, void>

/** Does all of it now. */
export function atOnce<Result>(work: Pieces<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) {
      return step.value
    }
  }
}

/** Does it with the store's other work in between. */
export async function inPieces<Result>(work: Pieces<Result>): Promise<Result> {
  for (;;) {
    const step = work.next()
    if (step.done) {
      return step.value
    }
    await giveWay()
  }
}
