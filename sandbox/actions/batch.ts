import { Answer, success } from "../answers"
import { ChangeQueue, OpenBatch } from "../change-queue"
import { Books } from "../books/books"
import { Fields } from "../latin1-form"
import { codes, mandatory, refuse } from "../refusals"
import { Action, ActionCall } from "./action"

/** The batch's number: 32 hex digits that the shop made up. */
export function batchNoOf(fields: Fields): string {
  const batchNo = mandatory(fields, "batchNo")
  return /^[0-9a-fA-F]{32}$/.test(batchNo) ? batchNo : refuse(codes.field, "Fältet batchNo är ogiltigt")
}

/** Opens the batch or gives the open one again. While another is open: code 99, that one quoted first. */
export function askForBatch<Item>(
  fields: Fields,
  queue: ChangeQueue<Item>,
  limit: number,
  snapshot: (id: string) => Item | undefined
): OpenBatch<Item> {
  const batchNo = batchNoOf(fields)
  return (
    queue.ask(batchNo, limit, snapshot) ??
    refuse(
      codes.otherBatchOpen,
      `Batch '${queue.openBatchNo}' är inte kvitterad, '${batchNo}' kan inte skapas`
    )
  )
}

/** Closes the open batch. While another is open: code 99, the given one quoted first and the open one second. */
function acknowledge(fields: Fields, queue: ChangeQueue<unknown>): Answer {
  const batchNo = batchNoOf(fields)
  switch (queue.acknowledge(batchNo)) {
    case "closed":
      return success(batchNo, "Batchen är kvitterad")
    case "other-open":
      return refuse(
        codes.otherBatchOpen,
        `Batch '${batchNo}' är inte öppen, öppen batch är '${queue.openBatchNo}'`
      )
    case "unknown":
      return refuse(codes.noBatch, `Batch '${batchNo}' finns inte`)
  }
}

/** Batches travel as XML only, those of stock apart. */
export function mustWantXml(call: ActionCall) {
  if (!call.wantsXml) {
    refuse(codes.request, "useXML ska vara 2")
  }
}

export const acknowledgement = (name: string, queueOf: (books: Books) => ChangeQueue<unknown>): Action => ({
  name,
  endpoint: "getInfo.asp",
  keyIn: "query",
  keyParts: (fields) => [fields.text("batchNo")],
  fieldNames: ["batchNo"],
  run: ({ books, fields }) => acknowledge(fields, queueOf(books)),
})
