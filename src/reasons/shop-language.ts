/** What the merchant reads: Swedish in a shop in Sweden, else English. */
export function shopLanguage({ country_code }: { country_code: string }): "en" | "sv" {
  return country_code === "se" ? "sv" : "en"
}
