import { type ArticleImport, memoryOfImport } from "../import-memory"
import { atMost, type Figure, type Measured, median } from "../measure"
import { ARTICLES } from "../shop"

const ALL = 100_000
const KNOWN = ARTICLES
const NEW = 2_000
/** What Specter's documentation gives as the most in one answer. */
const SPECTERS_LIMIT = 500
const MOST_MB = 200
/** Each of them starts a store for each case: five would take too long. */
const ROUNDS = 3

type Case = { what: string; import(round: number): ArticleImport }

/** Each round's prices are new ones. */
const prices = (to: number, limit: number, price: number): ArticleImport => ({
  limit,
  pricesOnly: true,
  ranges: [
    { prefix: "ART", from: 1, to: KNOWN + 1, price },
    ...(to > KNOWN ? [{ prefix: "EJ", from: KNOWN, to, price }] : []),
  ],
})

const CASES: Case[] = [
  {
    what: "10,000 articles, 500 in an answer",
    import: (round) => prices(KNOWN, SPECTERS_LIMIT, 2_000 + round),
  },
  {
    what: "100,000 articles, 500 in an answer",
    import: (round) => prices(ALL, SPECTERS_LIMIT, 3_000 + round),
  },
  { what: "100,000 articles in one answer", import: (round) => prices(ALL, ALL, 4_000 + round) },
  {
    what: "2,000 articles that become products",
    import: (round) => ({
      limit: SPECTERS_LIMIT,
      pricesOnly: false,
      ranges: [{ prefix: `NY-${round}`, from: 1, to: NEW + 1, price: 40 }],
    }),
  },
]

/** The memory that an import of 100,000 articles takes. */
export default async function memory(): Promise<Measured> {
  const figures = CASES.flatMap(({ what }): Figure[] => [
    { what: `${what}: the process before (RSS)`, values: [], unit: "MB" },
    { what: `${what}: how much more at the most`, values: [], unit: "MB" },
    { what: `${what}: left of it in the heap`, values: [], unit: "MB" },
  ])
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [index, { what, import: wanted }] of CASES.entries()) {
      const { beforeMb, peakMb, leftMb } = await memoryOfImport(wanted(round))
      const mine = [beforeMb, peakMb, leftMb]
      mine.forEach((value, which) => figures[index * mine.length + which].values.push(value))
      process.stdout.write(`    ${round} ${what}: ${mine.map(Math.round).join(", ")} MB\n`)
    }
  }
  const mostOf = (index: number) => median(figures[3 * index + 1].values)
  return {
    title: "Memory of an import of 100,000 articles",
    how: `How much more memory (RSS) the store's process has at the most, fetching, storing, applying and acknowledging, than before; a Specter in another process. Each import has a process of its own, whose store has just started and has imported one batch of 500 prices, which is not counted; RSS is read before it after a full collection of garbage, and at its highest, garbage and all, with Node as it is by itself. Of 100,000 articles 10,000 are the store's and get another price; 90,000 are not let in, since only prices are imported, and are told one by one. Medusa would take half an hour to make 100,000 products, so 2,000 are made, 500 in an answer. ${ROUNDS} rounds.`,
    figures,
    targets: CASES.map(({ what }, index) => atMost(what, mostOf(index), MOST_MB, " MB")),
    remarks: [],
  }
}
