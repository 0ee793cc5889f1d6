/** ART-1 to 200 are changed in the store, ART-101 to 300 in Specter: those in the middle in both. */
export const ARTICLES = 300
export const LAST_OF_STORE = 200
export const FIRST_OF_SPECTER = 101

export const numberOf = (sku: string) => Number(sku.slice("ART-".length))
