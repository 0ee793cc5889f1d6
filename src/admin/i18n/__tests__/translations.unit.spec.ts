import translations from "../index"

/** Every text by its dotted key. */
function flat(words: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)]
    )
  )
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort()

const english = flat(translations.en.translation)
const swedish = flat(translations.sv.translation)

test("Swedish and English have the same keys, all of them the plugin's own", () => {
  expect([...swedish.keys()].sort()).toEqual([...english.keys()].sort())
  expect(english.size).toBeGreaterThan(100)
  expect([...english.keys()].filter((key) => !key.startsWith("specter."))).toEqual([])
})

test("Every text has the same placeholders in both languages", () => {
  const differing = [...english].filter(
    ([key, text]) => placeholders(text).join() !== placeholders(swedish.get(key) ?? "").join()
  )
  expect(differing).toEqual([])
})

test("No text is empty", () => {
  expect([...english, ...swedish].filter(([, text]) => text.trim() === "")).toEqual([])
})

test("A text that counts has its singular and its plural", () => {
  const keys = [...english.keys()]
  const singular = keys.filter((key) => key.endsWith("_one")).map((key) => key.slice(0, -"_one".length))
  const plural = keys.filter((key) => key.endsWith("_other")).map((key) => key.slice(0, -"_other".length))
  expect(plural.sort()).toEqual(singular.sort())
})
