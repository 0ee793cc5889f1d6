import type { Address } from "../../../modules/specter/client"
import type { MedusaAddress } from "./medusa-order"
import { firstText, joined, textOf } from "./text"

/** First and last name in one. */
export function personName(
  person: Pick<MedusaAddress, "first_name" | "last_name"> | null | undefined
): string | undefined {
  return joined([person?.first_name, person?.last_name], " ")
}

/** It says where something is, not only who. */
export function hasPlace(address: MedusaAddress | null | undefined): address is MedusaAddress {
  return firstText(address?.address_1, address?.postal_code, address?.city) !== undefined
}

/**
 * The place of an address, without who is there. A part without text is sent empty: left out, Specter would keep what
 * the customer's last address had there.
 */
export function toSpecterPlace(address: MedusaAddress): Address {
  return {
    line1: textOf(address.address_1) ?? "",
    line2: textOf(address.address_2) ?? "",
    postalCode: textOf(address.postal_code) ?? "",
    city: textOf(address.city) ?? "",
    region: textOf(address.province) ?? "",
    countryCode: textOf(address.country_code)?.toUpperCase() ?? "",
  }
}
