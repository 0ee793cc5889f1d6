const SAYS_NOTHING = /^default( variant| title| option value)?$/i

/** What an article is called in Specter: the product's title and what sets the variant apart from its siblings. */
export function articleName(
  productTitle: string | null | undefined,
  variantTitle: string | null | undefined
): string {
  const product = productTitle?.trim() ?? ""
  const variant = variantTitle?.trim() ?? ""
  const isTold =
    variant === "" || SAYS_NOTHING.test(variant) || variant.toLowerCase() === product.toLowerCase()
  if (isTold && product !== "") {
    return product
  }
  return [product, variant].filter(Boolean).join(", ")
}
