import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { KEPT } from "./where.mjs"

/** The callbacks' secret: made once, so that the addresses Specter was told stay valid. */
export function keptCallbackSecret() {
  const file = path.join(KEPT, "callback-secret")
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 })
  }
  return readFileSync(file, "utf8").trim()
}
