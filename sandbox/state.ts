import { XmlEncoding } from "./answers"
import { Books, emptyBooks } from "./books/books"
import { DataFile } from "./books/data-file"
import { fillBooks } from "./books/saved-books"
import { Callbacks } from "./callbacks"
import { Faults } from "./faults"
import { RecordedCall, RecordedCallback, SandboxCredentials, SandboxOptions } from "./types"

const demoCredentials: SandboxCredentials = {
  version: 2,
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "demo-user-key",
  integrationKey: "demo-integration-key",
}

/** One running sandbox: its books, its memory of calls and how it is set to behave. */
export type State = {
  url: string
  credentials: SandboxCredentials
  books: Books
  faults: Faults
  callbacks: Callbacks
  calls: RecordedCall[]
  callbacksMade: RecordedCallback[]
  callsKept: number
  responseMaxLimit: number
  orderLimit: number
  plainOrders: boolean
  plainArticles: boolean
  xmlEncoding: XmlEncoding
  delayMs: number
  beforeCall: SandboxOptions["beforeCall"]
  dataFile?: DataFile
}

/** Appends, forgetting the oldest tenth when there are too many. */
export function remember<Item>(list: Item[], item: Item, most: number) {
  if (list.length >= most) {
    list.splice(0, Math.ceil(most / 10))
  }
  list.push(item)
}

export function newState(options: SandboxOptions): State {
  const callsKept = options.callsKept ?? 50_000
  const callbacksMade: RecordedCallback[] = []
  const callbacks: Callbacks = new Callbacks({
    delayMs: options.callbackDelayMs ?? 50,
    method: options.callbackMethod ?? "GET",
    addressOf: (parameter) => state.books.registered[parameter],
    record: (callback) => remember(callbacksMade, callback, callsKept),
  })
  const state: State = {
    url: "",
    credentials: options.credentials ?? demoCredentials,
    books: emptyBooks((kind, ids) =>
      options.callbacks === false ? undefined : callbacks.schedule(kind, ids)
    ),
    faults: new Faults(),
    callbacks,
    calls: [],
    callbacksMade,
    callsKept,
    responseMaxLimit: options.responseMaxLimit ?? 500,
    orderLimit: options.orderLimit ?? 100,
    plainOrders: options.plainOrders ?? false,
    plainArticles: options.plainArticles ?? false,
    xmlEncoding: options.xmlEncoding ?? "ISO-8859-1",
    delayMs: options.delayMs ?? 0,
    beforeCall: options.beforeCall,
  }
  if (options.dataFile) {
    state.dataFile = new DataFile(options.dataFile, () => state.books)
    state.dataFile.load()
  }
  return state
}

/** Empties calls and faults, and fills the books with what was saved or nothing; address, credentials and settings stay. */
export function resetState(state: State, savedBooks?: string) {
  state.books = emptyBooks(state.books.callBack)
  if (savedBooks !== undefined) {
    fillBooks(state.books, savedBooks)
  }
  state.calls.length = 0
  state.callbacksMade.length = 0
  state.faults.clear()
  state.callbacks.forget()
  state.dataFile?.changed()
}
