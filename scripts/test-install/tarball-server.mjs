import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import path from "node:path"

/**
 * Serves a folder's tarballs as a registry would, so that a store's package.json names addresses that hold from any
 * folder. Returns `{ url, stop() }`; `url` ends with a slash.
 */
export function serveTarballs(folder) {
  const server = createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url))
    response.setHeader("content-type", "application/octet-stream")
    response.end(readFileSync(file))
  })
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}/`,
        stop: () => new Promise((closed) => server.close(closed)),
      })
    })
  })
}
