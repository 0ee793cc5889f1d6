/** `pp_stripe-bancontact_stripe` → "Stripe Bancontact (STRIPE)", as the dashboard writes it. */
export function providerName(id: string): string {
  const [, name = id, type] = id.split("_")
  const words = name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return words.join(" ") + (type ? ` (${type.toUpperCase()})` : "")
}
