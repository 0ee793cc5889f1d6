import iconv from "iconv-lite"

/** A stock batch as Specter sends it, in its bytes. */
export function stockBatch(figures: Iterable<[string, number]>): Buffer {
  const rows = [...figures].map(
    ([articleNo, figure]) =>
      `<article><articleNo>${articleNo}</articleNo><noItemsAv>${figure}</noItemsAv></article>`
  )
  return document(`<stockChanges><stock><articles>${rows.join("")}</articles></stock></stockChanges>`)
}

function document(inside: string): Buffer {
  return iconv.encode(`<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<root>${inside}</root>`, "latin1")
}

export type ArticleInBatch = { articleNo: string; name?: string; price: number }

/** An article batch as Specter sends it, in its bytes. */
export function articleBatch(articles: ArticleInBatch[]): Buffer {
  const rows = articles.map(
    ({ articleNo, name, price }) =>
      `<article><articleNo>${articleNo}</articleNo>${name ? `<name><![CDATA[${name}]]></name>` : ""}` +
      `<priceExclVat>${price}</priceExclVat></article>`
  )
  return document(`<articles>${rows.join("")}</articles><responseMaxLimit>0</responseMaxLimit>`)
}
