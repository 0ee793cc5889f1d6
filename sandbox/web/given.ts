import { BooksRefusal } from "../books/books"

/** A JSON body, or a form's texts: an empty text stands for nothing said. */
export type Given = Record<string, unknown>

export const said = (value: unknown) =>
  value === undefined || value === null || value === "" ? undefined : value

/** The text or number of that name, as text. */
export const text = (given: Given, name: string): string | undefined => {
  const value = said(given[name])
  if (value !== undefined && typeof value !== "string" && typeof value !== "number") {
    throw new BooksRefusal(`${name} must be a text or a number`)
  }
  return value === undefined ? undefined : String(value)
}

/** The same, refused when it is not there. */
export const needed = (given: Given, name: string): string => {
  const value = text(given, name)
  if (value === undefined) {
    throw new BooksRefusal(`${name} is missing`)
  }
  return value
}

/** A number of 0 or more. */
export const number = (given: Given, name: string, fallback?: number): number => {
  const value = text(given, name) ?? fallback
  if (value === undefined || !Number.isFinite(Number(value)) || Number(value) < 0) {
    throw new BooksRefusal(`${name} must be a number of 0 or more`)
  }
  return Number(value)
}

/** The named texts that are there. */
export const texts = <Name extends string>(
  given: Given,
  names: readonly Name[]
): { [name in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => (text(given, name) === undefined ? [] : [[name, text(given, name)]]))
  ) as {
    [name in Name]?: string
  }
