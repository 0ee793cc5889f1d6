import type { CustomerMessage } from "../../../modules/specter/client"
import { payloadHash } from "./payload-hash"

/**
 * What of a customer a change in the store can alter: SHA-256 as hex. How Specter is to look for the customer is none of it:
 * without the look-ups, sending everybody anew would make everybody a second time.
 */
export function customerHash({
  ignoreOrgNoControl: _ignoreOrgNoControl,
  ignoreEmailControl: _ignoreEmailControl,
  ...rest
}: CustomerMessage): string {
  return payloadHash(rest)
}
