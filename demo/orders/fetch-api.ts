import type { StoreApi } from "../../integration-tests/place-order"

type Config = { headers: Record<string, string> }

/** The running store over `fetch`, in axios' shape. A refused call rejects with the address and Medusa's words. */
export type FetchApi = StoreApi & { get<Data>(path: string, config: Config): Promise<{ data: Data }> }

export function fetchApi(storeUrl: string): FetchApi {
  const ask = async (method: string, path: string, config: Config, body?: object) => {
    const response = await fetch(`${storeUrl}${path}`, {
      method,
      headers: { "content-type": "application/json", ...config.headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const answer = await response.text()
    if (!response.ok) {
      throw new Error(`${method} ${path} was refused (HTTP ${response.status}): ${answer.slice(0, 500)}`)
    }
    return { data: JSON.parse(answer) }
  }
  return {
    get: (path, config) => ask("GET", path, config),
    post: (path, body, config) => ask("POST", path, config, body),
  }
}
