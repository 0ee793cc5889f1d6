import { html, Html } from "./html"

/** Records the page shows of each kind; the search finds the rest. */
export const mostShown = 50

/** The last-coming records that hold the text, newest first. */
export function newest<Item>(records: Iterable<Item>, search: string, at: (record: Item) => string): Item[] {
  const text = search.trim().toLowerCase()
  const found = [...records].filter(
    (record) => text === "" || JSON.stringify(record).toLowerCase().includes(text)
  )
  const byTime = found.map((record, index) => ({ record, index, time: at(record) }))
  byTime.sort((a, b) => (a.time === b.time ? b.index - a.index : a.time < b.time ? 1 : -1))
  return byTime.slice(0, mostShown).map(({ record }) => record)
}

export const heading = (title: string, shown: number, all: number): Html =>
  html`<h2>${title} <small>${shown < all ? `${shown} of ${all}` : all}</small></h2>`

export const time = (at: string): Html =>
  html`<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 19)}</time>`
