import { booksToJson } from "./books/saved-books"
import { listen } from "./server"
import { newState, resetState, State } from "./state"
import {
  CallbackParameter,
  RecordedCall,
  RecordedCallback,
  SandboxArticle,
  SandboxCredentials,
  SandboxCustomer,
  SandboxDelivery,
  SandboxInvoice,
  SandboxOptions,
  SandboxOrder,
} from "./types"
import { Verbs, verbsOf } from "./verbs"

export * from "./types"
export type { Verbs } from "./verbs"

/** A running Specter: what it holds, what it was asked, and what can be done to it. */
export type Sandbox = Verbs & {
  /** With a slash at its end. */
  url: string
  credentials: SandboxCredentials
  /** Oldest first. */
  calls: RecordedCall[]
  callbacksMade: RecordedCallback[]
  registered: Record<CallbackParameter, string | undefined>
  customers: Map<string, SandboxCustomer>
  articles: Map<string, SandboxArticle>
  /** By Specter's order id. */
  orders: Map<string, SandboxOrder>
  deliveries: Map<string, SandboxDelivery>
  invoices: Map<string, SandboxInvoice>
  /** What the books hold, registered addresses too. */
  saveBooks(): string
  /** Forgets calls and faults, and knows again what was saved. */
  goBackTo(savedBooks: string): void
  /** Stops answering and calling, and writes the data file. */
  close(): Promise<void>
}

function sandboxOf(state: State, stop: () => Promise<void>): Sandbox {
  return {
    ...verbsOf(state),
    url: state.url,
    credentials: state.credentials,
    calls: state.calls,
    callbacksMade: state.callbacksMade,
    get customers() {
      return state.books.customers
    },
    get articles() {
      return state.books.articles
    },
    get orders() {
      return state.books.orders
    },
    get deliveries() {
      return state.books.deliveries
    },
    get invoices() {
      return state.books.invoices
    },
    get registered() {
      return state.books.registered
    },
    saveBooks: () => booksToJson(state.books),
    goBackTo: (savedBooks) => resetState(state, savedBooks),
    close: async () => {
      state.callbacks.close()
      await stop()
      state.dataFile?.write()
    },
  }
}

/** Starts a Specter. Rejects with Node's own error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = newState(options)
  const { url, stop } = await listen(state, options.host ?? "127.0.0.1", options.port ?? 0)
  state.url = url
  return sandboxOf(state, stop)
}
