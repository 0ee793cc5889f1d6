import type {
  RecordedCall,
  RecordedCallback,
  SandboxArticle,
  SandboxCustomer,
  SandboxDelivery,
  SandboxInvoice,
  SandboxOrder,
} from "./types"
import type { Verbs } from "./verbs"

/** What a sandbox in another process holds, keys and callback secrets masked. Records are oldest first. */
export type SandboxSnapshot = {
  url: string
  calls: RecordedCall[]
  callbacksMade: RecordedCallback[]
  registered: Record<string, string | undefined>
  customers: SandboxCustomer[]
  articles: SandboxArticle[]
  orders: SandboxOrder[]
  deliveries: SandboxDelivery[]
  invoices: SandboxInvoice[]
}

type Remote<Verb> = Verb extends (...given: infer Given) => infer Result
  ? (...given: Given) => Promise<Awaited<Result>>
  : never

/** The verbs of a sandbox in another process. A verb that cannot be done rejects with the sandbox's reason. */
export type RemoteSandbox = { [name in keyof Verbs]: Remote<Verbs[name]> } & {
  /** Everything it holds; `calls` limits the calls and callbacks to the latest ones. */
  state(calls?: number): Promise<SandboxSnapshot>
}

/** A remote control for the sandbox at that address. */
export function remoteSandbox(url: string): RemoteSandbox {
  const ask = async <Result>(path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(new URL(`_sandbox/${path}`, url.endsWith("/") ? url : `${url}/`), {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = (await response.json()) as unknown
    if (!response.ok) {
      throw new Error((answer as { message: string }).message)
    }
    return answer as Result
  }
  const order = (orderNo: string) => `orders/${encodeURIComponent(orderNo)}`
  return {
    state: (calls) => ask(calls === undefined ? "state" : `state?calls=${calls}`),
    fault: (action, fault, times = 1) =>
      ask("faults", { action, fault, times: times === Infinity ? "always" : times }),
    clearFaults: () => ask("faults/clear", {}),
    randomFaults: (share, seed, kinds) => ask("random-faults", { share, seed, kinds }),
    setStock: (articleNo, onHand, stockSite) => ask("stock", { articleNo, onHand, stockSite }),
    stock: (articleNo, stockSite) => {
      const query = new URLSearchParams({ articleNo, ...(stockSite === undefined ? {} : { stockSite }) })
      return ask(`stock?${query.toString()}`)
    },
    upsertArticle: (change) => ask("articles", change),
    removeArticle: (articleNo) => ask("articles/remove", { articleNo }),
    setOrderStatus: (orderNo, change) => ask(order(orderNo), change),
    deliver: (orderNo, change) => ask(`${order(orderNo)}/deliver`, change ?? {}),
    changeOrderRow: (orderNo, articleNo, change) => ask(`${order(orderNo)}/rows`, { articleNo, ...change }),
    removeOrder: (orderNo) => ask(`${order(orderNo)}/remove`, {}),
    makeInvoice: (orderNo) => ask(`${order(orderNo)}/invoice`, {}),
    acceptDelay: (ms) => ask("delay", { ms }),
    reset: () => ask("reset", {}),
    callBack: (kind, ids) => ask("callback", { kind, ids }),
    idle: () => ask("idle"),
  }
}
