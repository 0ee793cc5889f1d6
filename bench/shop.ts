export const ARTICLES = 10_000

/** The SKUs that `seedShop` gives its further variants. */
export function skus(count = ARTICLES): string[] {
  return Array.from({ length: count }, (_, index) => `ART-${index + 1}`)
}
