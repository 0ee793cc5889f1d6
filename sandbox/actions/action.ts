import { Answer, XmlEncoding } from "../answers"
import { Books } from "../books/books"
import { Fields } from "../latin1-form"

/** What an action works on. */
export type ActionCall = {
  books: Books
  /** Where the action's own fields are: the query of a GET, the body of a POST. */
  fields: Fields
  query: Fields
  wantsXml: boolean
  xmlEncoding: XmlEncoding
  responseMaxLimit: number
  orderLimit: number
  plainOrders: boolean
  plainArticles: boolean
  /** The sandbox's own address, with a slash at its end. */
  url: string
}

export type Action = {
  name: string
  endpoint: "getInfo.asp" | "putInfo.asp"
  /** "either" where nobody has seen it. */
  keyIn: "query" | "body" | "either"
  /** The texts that the key is made over, joined by a space. */
  keyParts: (fields: Fields) => string[]
  /** Names it knows. */
  fieldNames: readonly string[]
  /** Names it knows with _1 … _n behind. */
  rowFieldNames?: readonly string[]
  /** Answers, or throws Refused before it has changed anything. */
  run: (call: ActionCall) => Answer
}
