import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ArticleMessage } from "../../../modules/specter/client"
import type { ClaimedTransfer, Labels, Settlement } from "../../../modules/specter-sync/settlement"
import type { Reason } from "../../../reasons/reason"
import { decide } from "../decide"
import { articleHash } from "../mappers/article-hash"
import { settledBefore } from "../settled-before"
import type { MappedArticle } from "./map-articles"

/** An article that is ready to be sent, or what came of it without a call. */
export type PreparedArticle = { transfer: ClaimedTransfer } & Labels &
  (
    | { settlement: Settlement }
    | { settlement?: undefined; message: ArticleMessage; isNew: boolean; hash: string; notes: Reason[] }
  )

/** By variant id, what the store's own code has decided. */
type Input = { mapped: MappedArticle[]; answers?: Record<string, unknown> }

/** Lets the store's own code have its say. What Specter has already goes no further. */
export const prepareArticlesStep = createStep("prepare-articles", ({ mapped, answers }: Input) =>
  Promise.resolve(
    new StepResponse(mapped.map((article) => prepareArticle(article, answers?.[article.transfer.subject_id])))
  )
)

function prepareArticle(article: MappedArticle, answer: unknown): PreparedArticle {
  if (article.settlement) {
    return article
  }
  const { message: mapped, isNew, notes, ...rest } = article
  const decided = decide(mapped, answer, ["articleNo"])
  if (decided.settlement) {
    return { ...rest, settlement: decided.settlement }
  }
  const { message } = decided
  const { transfer } = article
  const hash = articleHash(message)
  const hasNewFigure = transfer.with_stock || (message.stock !== undefined && !isNew)
  const before = settledBefore(transfer, hash)
  // What was sent before and Specter has no longer was removed there: only who asks for just this article brings it back.
  const isRemoved = isNew && before?.state === "sent"
  if (isRemoved && transfer.asked_by !== "button" && transfer.asked_by !== "order") {
    return { ...rest, settlement: { state: "skipped", reason: { code: "removed_in_specter" } } }
  }
  return before && !isRemoved && !hasNewFigure
    ? { ...rest, settlement: before }
    : { ...rest, message, isNew, hash, notes }
}
