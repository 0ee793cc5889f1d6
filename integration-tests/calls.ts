import type { Store } from "./store"

/** The names of what the store sent to Specter, in order. */
export function actions({ sandbox }: Pick<Store, "sandbox">): string[] {
  return sandbox.calls.map(({ action }) => action).filter((action) => action.endsWith("Submit"))
}

/** The forms of the calls of one action, as ISO-8859-1 text by field name. */
export function forms({ sandbox }: Store, action: string): Record<string, string>[] {
  return sandbox.calls.filter((call) => call.action === action).map(({ body }) => body)
}

/** The articles of every article call so far, call by call: their fields without the number at the end. */
export function articleCalls(store: Store): Record<string, string>[][] {
  return forms(store, "newArticleSubmit").map((form) => {
    const articles: Record<string, string>[] = []
    for (const [name, value] of Object.entries(form)) {
      const [, field, number] = /^(\w+)_(\d+)$/.exec(name) ?? []
      if (field) {
        articles[Number(number) - 1] = { ...articles[Number(number) - 1], [field]: value }
      }
    }
    return articles
  })
}
