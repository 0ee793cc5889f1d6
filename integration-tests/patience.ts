import { SPECTER_MODULE } from "../src/modules/specter"
import { DEFAULT_TIMEOUT_MS } from "../src/modules/specter/client/transport"
import type SpecterModuleService from "../src/modules/specter/service"
import type { Store } from "./store"

/** Does something while the store waits for an answer of Specter's no longer than `ms`, instead of 30 seconds. */
export async function withPatience<T>({ container }: Store, ms: number, act: () => Promise<T>): Promise<T> {
  const client = container.resolve<SpecterModuleService>(SPECTER_MODULE).client()
  const transport = Reflect.get(client, "transport")
  Object.assign(transport, { timeoutMs: ms })
  try {
    return await act()
  } finally {
    Object.assign(transport, { timeoutMs: DEFAULT_TIMEOUT_MS })
  }
}
