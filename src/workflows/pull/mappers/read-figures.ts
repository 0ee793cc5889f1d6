import { MathBN } from "@medusajs/framework/utils"
import type { StockRow, StockSite } from "../../../modules/specter/client"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { RemarkableRow } from "../../../modules/specter-sync/pull-ledger"
import type { ReasonCode } from "../../../reasons/reason"

/** The stock site that stands for all of Specter's together. */
export const ALL_SITES = "*"

/** What Specter told of an article: whole numbers, never below zero. */
export type ArticleFigures = {
  articleNo: string
  /** By stock site, and the sum of all sites under `ALL_SITES`. */
  bySite: Map<string, number>
  /** The sum of all sites as Specter told it, a decimal text. */
  total: string
}

/**
 * A stock batch as figures by article. Fractions go down, since Medusa counts whole numbers; a negative figure is zero; an
 * article without a figure is left out and told.
 */
export function readFigures(
  sites: StockSite[],
  stockSites: Record<string, string>
): { articles: ArticleFigures[]; remarks: RemarkableRow[] } {
  const articles = new Map<string, { articleNo: string; sites: Map<string, string> }>()
  const remarks: RemarkableRow[] = []
  for (const { site = ALL_SITES, rows } of sites) {
    for (const row of rows) {
      const problem = problemWith(row)
      if (problem) {
        remarks.push(remark(row.articleNo, "problem", problem, row.problem ?? ""))
        continue
      }
      const key = articleKey(row.articleNo)
      const known = articles.get(key) ?? { articleNo: row.articleNo, sites: new Map<string, string>() }
      known.sites.set(site, row.available as string)
      articles.set(key, known)
    }
  }
  const mapped = new Set(Object.values(stockSites))
  const read = [...articles.values()].map(({ articleNo, sites: told }) => {
    const total = sumOf([...told.values()])
    const figures = [[ALL_SITES, total] as const, ...told]
    const used = figures.filter(([site]) => mapped.has(site) || (mapped.size === 0 && site === ALL_SITES))
    remarks.push(...used.flatMap(([, figure]) => oddities(articleNo, figure)))
    const bySite = new Map(figures.map(([site, figure]) => [site, wholeNumber(figure)]))
    return { articleNo, bySite, total }
  })
  return { articles: read, remarks }
}

/** Almost every figure is one of these; the others cost as much as all of them. */
const PLAIN = /^(0|[1-9]\d{0,14})$/

function sumOf(figures: string[]): string {
  return figures.length === 1 && PLAIN.test(figures[0])
    ? figures[0]
    : figures.reduce((sum, figure) => MathBN.add(sum, figure), MathBN.convert(0)).toString()
}

function problemWith({ articleNo, available, problem }: StockRow): ReasonCode | undefined {
  if (!articleNo) {
    return "batch_row_unreadable"
  }
  if (available === undefined) {
    return problem ? "batch_row_unreadable" : "stock_figure_missing"
  }
  return undefined
}

function oddities(articleNo: string, figure: string): RemarkableRow[] {
  if (PLAIN.test(figure)) {
    return []
  }
  if (MathBN.lt(figure, 0)) {
    return [remark(articleNo, "noted", "stock_figure_negative", figure)]
  }
  return MathBN.convert(figure).isInteger()
    ? []
    : [remark(articleNo, "noted", "stock_figure_fraction", figure)]
}

function remark(
  articleNo: string,
  outcome: RemarkableRow["outcome"],
  code: ReasonCode,
  figure: string
): RemarkableRow {
  return { subject: articleNo, outcome, reason: { code, data: { article_no: articleNo, figure } } }
}

function wholeNumber(figure: string): number {
  return PLAIN.test(figure) ? Number(figure) : Math.max(0, Math.floor(MathBN.convert(figure).toNumber()))
}
