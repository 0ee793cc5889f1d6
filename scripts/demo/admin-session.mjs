const LOGIN = { email: "admin@example.se", password: "specter-demo" }

/** Logs in to the demo's admin. Returns `ask(method, path, body?)`, which gives `{ ok, status, data }`. */
export async function adminSession(storeUrl) {
  const { ok, status, data } = await ask(storeUrl, "POST", "/auth/user/emailpass", LOGIN)
  if (!ok) {
    throw new Error(`The admin's login was refused (HTTP ${status}: ${data.message})`)
  }
  return (method, path, body) => ask(storeUrl, method, path, body, data.token)
}

async function ask(storeUrl, method, path, body, token) {
  const response = await fetch(`${storeUrl}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body && JSON.stringify(body),
  })
  const isJson = response.headers.get("content-type")?.includes("json")
  const data = isJson ? await response.json() : { message: "the answer is not JSON" }
  return { ok: response.ok, status: response.status, data }
}
