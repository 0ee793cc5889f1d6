import { createHash } from "node:crypto"
import type { SpecterCallback } from "./client"

/** The addresses that Specter calls; it fills in what stands behind `$`. */
export function callbackAddresses(publicUrl: string, secret: string): Record<SpecterCallback, string> {
  const address = (event: string) => `${publicUrl.replace(/\/+$/, "")}/specter/callbacks/${secret}/${event}`
  return {
    stock: address("stock"),
    articles: address("articles"),
    orders: address("orders"),
    invoice: `${address("invoice")}?orderId=$orderId&invoiceId=$invoiceId`,
    orderRemoved: `${address("order-removed")}?orderNo=$orderNo`,
  }
}

/** Tells whether this account of this Specter was told these very addresses, without keeping their secret. */
export function callbacksDigest(
  { baseUrl, sbmId }: { baseUrl: string; sbmId: string },
  addresses: Record<string, string>
): string {
  return createHash("sha256")
    .update(JSON.stringify([baseUrl, sbmId, addresses]))
    .digest("hex")
}
