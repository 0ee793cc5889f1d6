import type { SpecterLanguage } from "../../../modules/specter/client"

const COUNTRIES: Record<Exclude<SpecterLanguage, "EN">, string[]> = {
  SE: ["se", "ax"],
  NO: ["no", "sj"],
  FI: ["fi"],
  DA: ["dk", "fo", "gl"],
  DE: ["de", "at", "ch", "li"],
  ES: ["es", "mx", "ar", "cl", "co", "pe"],
}

const LANGUAGE_BY_COUNTRY = new Map(
  Object.entries(COUNTRIES).flatMap(([language, countries]) =>
    countries.map((country) => [country, language as SpecterLanguage])
  )
)

/** The language that Specter writes to a customer in that country; English where Specter has no language for it. */
export function languageOf(countryCode: string): SpecterLanguage {
  return LANGUAGE_BY_COUNTRY.get(countryCode.toLowerCase()) ?? "EN"
}
