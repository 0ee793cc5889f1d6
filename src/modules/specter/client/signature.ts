import { createHash } from "node:crypto"
import { latin1Bytes } from "./codecs/latin1"

/** Version 2 is every shop connected after August 2020; version 1 has two MD5 keys instead. */
export type SpecterCredentials = { sbmId: string } & (
  | { version: 2; apiUserId: string; apiUserKey: string; integrationKey: string }
  | { version: 1; apiUserId?: string; md5Key1: string; md5Key2: string }
)

const md5 = (text: string): string => createHash("md5").update(latin1Bytes(text)).digest("hex")

function secretPair(credentials: SpecterCredentials): { outer: string; inner: string } {
  switch (credentials.version) {
    case 2:
      return { outer: credentials.integrationKey, inner: credentials.apiUserKey }
    case 1:
      return { outer: credentials.md5Key2, inner: credentials.md5Key1 }
  }
}

/** The values that may never appear in a log, an error or a record. */
export function secretsOf(credentials: SpecterCredentials): string[] {
  const { outer, inner } = secretPair(credentials)
  return [outer, inner]
}

/**
 * The key of a call: `md5(outer + md5(inner + sbmId + value))` over ISO-8859-1 bytes, in lower-case hex.
 * @param value What the action's key is computed over, exactly as it is sent.
 */
export function sign(credentials: SpecterCredentials, value: string): string {
  const { outer, inner } = secretPair(credentials)
  return md5(outer + md5(inner + credentials.sbmId + value))
}
