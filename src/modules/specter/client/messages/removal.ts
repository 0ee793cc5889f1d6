import type { WireNameKey, WireNames } from "../wire-names"
import { Form, type Encoded } from "./form"

function encodeRemoval(
  names: WireNames,
  action: WireNameKey,
  parameter: WireNameKey,
  field: string,
  value: string
): Encoded {
  const form = new Form()
  const keyValue = form.identifier(names[parameter], field, value)
  form.refuseProblems(names[action])
  return { query: [], body: form.pairs, keyValue, notes: form.notes }
}

/** Throws a `SpecterError` of kind `invalid`. */
export function encodeArticleRemoval(articleNo: string, names: WireNames): Encoded {
  return encodeRemoval(
    names,
    "actions.removeArticle",
    "fields.removeArticle.articleNo",
    "articleNo",
    articleNo
  )
}

/** @param orderId Specter's number. Throws a `SpecterError` of kind `invalid`. */
export function encodeOrderRemoval(orderId: string, names: WireNames): Encoded {
  return encodeRemoval(names, "actions.removeOrder", "fields.removeOrder.orderId", "orderId", orderId)
}
