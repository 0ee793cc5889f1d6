import { createHash } from "node:crypto"
import { SandboxCredentials } from "./types"

const md5 = (text: string) => createHash("md5").update(Buffer.from(text, "latin1")).digest("hex")

/** The key that Specter expects for a value it received. */
function expectedKey(credentials: SandboxCredentials, value: string): string {
  const { version, sbmId, apiUserKey = "", integrationKey = "", md5Key1 = "", md5Key2 = "" } = credentials
  const [outer, inner] = version === 1 ? [md5Key2, md5Key1] : [integrationKey, apiUserKey]
  return md5(outer + md5(inner + sbmId + value))
}

const outerOrDoubledSpaces = /^ | $| {2}/

/**
 * Whether the key fits the values that it is made of. Doubled and outer spaces have broken keys with Specter: with them no
 * key fits here, whichever text the client hashed.
 */
export function keyFits(credentials: SandboxCredentials, parts: string[], key: string | undefined): boolean {
  if (key === undefined || parts.some((part) => outerOrDoubledSpaces.test(part))) {
    return false
  }
  return key === expectedKey(credentials, parts.filter((part) => part !== "").join(" "))
}
