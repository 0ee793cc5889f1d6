import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import { openAdmin } from "../admin"
import { atMost, type Figure, type Measured, median } from "../measure"
import { startStore } from "../store"

const FEW = 1_000
const MANY = 1_000_000
const TIMES = 25

/** Nine of ten are sent, as in a shop that has been open for long; few wait. */
const FILL = `
INSERT INTO specter_transfer (id, kind, subject_id, label, state, asked_by, due_at, sent_at, specter_number, created_at, updated_at)
SELECT 'strf_bench_' || n, (ARRAY['order', 'article', 'customer'])[1 + n % 3], 'subject_' || n, '#' || n,
  CASE WHEN n <= 100 THEN 'waiting' WHEN n <= 200 THEN 'rejected' WHEN n % 10 = 0 THEN 'skipped' ELSE 'sent' END, 'event',
  CASE WHEN n <= 100 THEN now() + interval '1 day' ELSE now() END, now(), n::text, now() - n * interval '1 second',
  now() - n * interval '1 second'
FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS n`

/** What the ledger's daily questions take with a thousand rows, and with a million. */
export default async function growth(): Promise<Measured> {
  const { container, url } = await startStore()
  const get = await openAdmin(url)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const questions: [what: string, ask: () => Promise<unknown>][] = [
    ["claim", () => sync.claim(["article", "order", "customer"])],
    ["status page", () => get("/admin/specter/status")],
    ["transfers list, all", () => get("/admin/specter/transfers?limit=50")],
    [
      "transfers list, rejected orders",
      () => get("/admin/specter/transfers?kind=order&state=rejected&limit=50"),
    ],
  ]
  await fill(container, 1, FEW)
  const few = await ask(questions, FEW)
  await fill(container, FEW + 1, MANY)
  const many = await ask(questions, MANY)
  return {
    title: "A ledger of a million rows",
    how: `Each question ${TIMES} times, the pages over HTTP; nine of ten rows are sent, 100 wait, 100 are rejected.`,
    figures: [...few, ...many],
    targets: questions.map(([what], index) =>
      atMost(`${what}: 1,000,000 rows ÷ 1,000`, median(many[index].values) / median(few[index].values), 2)
    ),
    remarks: [
      "Beyond 100,000 sent or skipped transfers these are counted once a minute; the page that counts anew takes longer.",
    ],
  }
}

async function fill(container: MedusaContainer, first: number, last: number): Promise<void> {
  const sql = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await sql.raw(FILL, { first, last })
  await sql.raw("VACUUM ANALYZE specter_transfer")
}

async function ask(questions: [string, () => Promise<unknown>][], rows: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [what, run] of questions) {
    const values: number[] = []
    await run()
    for (let time = 0; time < TIMES; time += 1) {
      const begun = performance.now()
      await run()
      values.push(performance.now() - begun)
    }
    figures.push({ what: `${what}, ${rows.toLocaleString("en")} rows`, values, unit: "ms" })
    process.stdout.write(`    ${what}, ${rows} rows: ${median(values).toFixed(1)} ms\n`)
  }
  return figures
}
