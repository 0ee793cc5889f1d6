import { MathBN } from "@medusajs/framework/utils"
import type { StockRow, StockSite } from "../../../modules/specter/client"
import { articleKey } from "../../../modules/specter-sync/article-key"
import type { RemarkableRow, SeenArticle } from "../../../modules/specter-sync/pull-ledger"
import type { ReasonCode } from "../../../reasons/reason"
import { ALL_SITES } from "../../push/mappers/stock-site"

/** What Specter told of an article: the sum of all its stock sites, and what can be sold by site. */
export type ArticleFigures = SeenArticle & { figure: string }

type ToldFigure = { site?: string; figure: string }

/** An article's figures in the batch; of a site that names it twice, the latest. */
type ToldArticle = { articleNo: string; told: ToldFigure[] }

/**
 * A stock batch as figures by article. Fractions go down, since Medusa counts whole numbers; a negative figure is zero; an
 * article without a figure at any of the sites that the store goes by is told, and left out without any.
 */
export function readFigures(
  sites: StockSite[],
  stockSites: Record<string, string>
): { articles: ArticleFigures[]; remarks: RemarkableRow[] } {
  const articles = new Map<string, ToldArticle>()
  const remarks: RemarkableRow[] = []
  for (const { site, rows } of sites) {
    for (const row of rows) {
      const problem = problemWith(row)
      if (problem) {
        remarks.push(remark(row.articleNo, "problem", problem, row.problem ?? ""))
        continue
      }
      const key = articleKey(row.articleNo)
      const known = articles.get(key)
      if (known) {
        known.told = [...known.told.filter((told) => told.site !== site), { site, figure: row.available! }]
      } else {
        articles.set(key, { articleNo: row.articleNo, told: [{ site, figure: row.available! }] })
      }
    }
  }
  const mapped = new Set(Object.values(stockSites))
  const isUsed = (site: string) => (mapped.size === 0 ? site === ALL_SITES : mapped.has(site))
  const figures = [...articles.values()].map(({ articleNo, told }): ArticleFigures => {
    if (told.length === 1 && told[0].site === undefined && PLAIN.test(told[0].figure)) {
      return { articleNo, figure: told[0].figure }
    }
    const inAll = { articleNo, figure: sumOf(told) }
    const bySite = ofSites(told)
    const used = [{ site: ALL_SITES, figure: inAll.figure }, ...bySite].filter(({ site }) => isUsed(site))
    remarks.push(...used.flatMap(({ figure }) => oddities(articleNo, figure)))
    const counted = bySite.map(({ site, figure }) => [site, wholeNumber(figure)] as const)
    return counted.length > 0 ? { ...inAll, bySite: new Map(counted) } : inAll
  })
  const hasFigure = (articleNo: string) =>
    articles
      .get(articleKey(articleNo))
      ?.told.some(({ site }) => isUsed(ALL_SITES) || (site !== undefined && isUsed(site)))
  return {
    articles: figures,
    remarks: remarks.filter(
      ({ subject, reason }) => reason.code !== "stock_figure_missing" || !hasFigure(subject)
    ),
  }
}

function ofSites(told: ToldFigure[]): Required<ToldFigure>[] {
  return told.flatMap(({ site, figure }) => (site === undefined ? [] : [{ site, figure }]))
}

/** Almost every figure is one of these; the others cost as much as all of them. */
const PLAIN = /^(0|[1-9]\d{0,14})$/

function sumOf(told: ToldFigure[]): string {
  return told.length === 1 && PLAIN.test(told[0].figure)
    ? told[0].figure
    : told.reduce((sum, { figure }) => MathBN.add(sum, figure), MathBN.convert(0)).toString()
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

/** What can be sold of what Specter told: a whole number, never below zero. */
export function wholeNumber(figure: string): number {
  return PLAIN.test(figure) ? Number(figure) : Math.max(0, Math.floor(MathBN.convert(figure).toNumber()))
}
