import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../../modules/specter"
import { type ArticleMessage, type SpecterClient, toLatin1 } from "../../../modules/specter/client"
import type SpecterModuleService from "../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../modules/specter-sync/service"
import type { Settlement } from "../../../modules/specter-sync/settlement"
import { inTurn } from "../in-turn"
import { leaseHolder } from "../lease-holder"
import type { Outcome } from "../outcome"
import { settleFailure } from "../settle-failure"
import { type Submitted, submitArticles } from "../submit-articles"
import { transferNotes } from "../transfer-notes"
import type { PreparedArticle } from "./prepare-articles"

type Ready = Extract<PreparedArticle, { settlement?: undefined }>

/** Sends the prepared articles in one call and notes which of them Specter has now. */
export const submitArticlesStep = createStep(
  "submit-articles",
  async ({ prepared }: { prepared: PreparedArticle[] }, { container }) => {
    const ready = prepared.filter((article): article is Ready => article.settlement === undefined)
    const settled = prepared.filter(
      (article): article is Exclude<PreparedArticle, Ready> => article.settlement !== undefined
    )
    const submitted = ready.length ? await submit(container, ready) : []
    return new StepResponse<Outcome[]>([...settled, ...submitted])
  }
)

async function submit(container: MedusaContainer, ready: Ready[]): Promise<Outcome[]> {
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const transfers = ready.map(({ transfer }) => transfer)
  const hold = leaseHolder(sync, transfers)
  await sync.expectZero(ready.filter(goesWithoutFigure).map(articleNoOf))
  const answers = await sendInTurn(
    client,
    ready.map(({ message }) => message),
    { hold, correlationId: transfers[0].id }
  )
  const accepted = ready.filter((_, index) => "notes" in answers[index])
  await sync.knowArticles(accepted.map(articleNoOf))
  await sync.figuresTold(accepted.filter(({ message }) => message.stock !== undefined).map(articleNoOf))
  await sync.putReferences(
    accepted.map((article) => ({
      kind: "article",
      store_id: article.transfer.subject_id,
      number: articleNoOf(article),
    }))
  )
  return ready.map((article, index) => outcomeOf(article, answers[index]))
}

/** Another call may be under way until it is our turn: ours is written by then, and goes out in the instant that it ends. */
async function sendInTurn(
  client: SpecterClient,
  messages: ArticleMessage[],
  { hold, correlationId }: { hold: () => Promise<void>; correlationId: string }
): Promise<Submitted[]> {
  const prepare = async (some: ArticleMessage[]) => client.prepareArticles(some, {}, { correlationId })
  const whole = prepare(messages)
  // That an article does not fit is told when the call is made.
  whole.catch(() => undefined)
  await hold()
  return await inTurn(() =>
    submitArticles(messages, async (some) => {
      await hold()
      const send = await (some === messages ? whole : prepare(some))
      return await send()
    })
  )
}

/** As Specter has it. */
const articleNoOf = ({ message }: Ready) => toLatin1(message.articleNo).text

const goesWithoutFigure = ({ isNew, message }: Ready) => isNew && message.stock === undefined

/** What was refused, or may be in Specter though it did not answer. */
function withContent(
  failed: Settlement,
  { hash, articleNo }: { hash: string; articleNo: string }
): Settlement {
  if (failed.state === "rejected") {
    return { ...failed, hash }
  }
  return failed.state === "again" && failed.failure === "unknown" ? { ...failed, number: articleNo } : failed
}

function outcomeOf(ready: Ready, answer: Submitted): Outcome {
  const { message: _message, hash, notes, ...article } = ready
  const articleNo = articleNoOf(ready)
  if ("failure" in answer) {
    const failed = settleFailure(article.transfer, answer.failure)
    return { ...article, settlement: withContent(failed.settlement, { hash, articleNo }) }
  }
  const remarks = [...notes, ...transferNotes(answer.notes)]
  return { ...article, settlement: { state: "sent", hash, number: articleNo, notes: remarks } }
}
