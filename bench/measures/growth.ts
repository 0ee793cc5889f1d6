import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_SYNC_MODULE } from "../../src/modules/specter-sync"
import type SpecterSyncModuleService from "../../src/modules/specter-sync/service"
import type { ClaimedTransfer } from "../../src/modules/specter-sync/settlement"
import { openAdmin } from "../admin"
import { atMost, type Figure, type Measured, median } from "../measure"
import { startStore } from "../store"

const FEW = 1_000
const MANY = 1_000_000
const TIMES = 25

/** Nine of ten are sent, as in a shop that has been open for long; few wait, and of them 50 orders are due. */
const FILL = `
INSERT INTO specter_transfer (id, kind, subject_id, label, state, asked_by, due_at, sent_at, specter_number, created_at, updated_at)
SELECT 'strf_bench_' || n, (ARRAY['order', 'article', 'customer'])[1 + n % 3], 'subject_' || n, '#' || n,
  CASE WHEN n <= 150 THEN 'waiting' WHEN n <= 250 THEN 'rejected' WHEN n % 10 = 0 THEN 'skipped' ELSE 'sent' END, 'event',
  CASE WHEN n <= 150 AND n % 3 <> 0 THEN now() + interval '1 day' ELSE now() END, now(), n::text, now() - n * interval '1 second',
  now() - n * interval '1 second'
FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS n`

/** Only `ask` is timed. */
type Question = {
  what: string
  ask(): Promise<unknown>
  after?(): Promise<unknown>
}

/** What the ledger's daily questions take with a thousand rows, and with a million. */
export default async function growth(): Promise<Measured> {
  // Without the store's jobs: nobody else claims the orders that are due.
  process.env.MEDUSA_WORKER_MODE = "server"
  const { container, url } = await startStore()
  const get = await openAdmin(url)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  let claimed: ClaimedTransfer[] = []
  const questions: Question[] = [
    { what: "claim, nothing due", ask: () => sync.claim(["article", "customer"]) },
    {
      what: "claim of an order, 50 due",
      ask: async () => (claimed = await sync.claim(["order"])),
      after: () => putBack(sync, claimed),
    },
    { what: "status page", ask: () => get("/admin/specter/status") },
    { what: "transfers list, all", ask: () => get("/admin/specter/transfers?limit=50") },
    {
      what: "transfers list, rejected orders",
      ask: () => get("/admin/specter/transfers?kind=order&state=rejected&limit=50"),
    },
  ]
  await fill(container, 1, FEW)
  await sync.recount()
  const few = await askAll(questions, FEW)
  await fill(container, FEW + 1, MANY)
  await sync.recount()
  const many = await askAll(questions, MANY)
  return {
    title: "A ledger of a million rows",
    how: `Each question ${TIMES} times, the pages over HTTP; nine of ten rows are sent, 150 wait, 100 are rejected. An order that is claimed is put back, which is not timed.`,
    figures: [...few, ...many],
    targets: questions.map(({ what }, index) =>
      atMost(`${what}: 1,000,000 rows ÷ 1,000`, median(many[index].values) / median(few[index].values), 2)
    ),
    remarks: [
      "Beyond 100,000 sent or skipped transfers a worker's tick counts these once a minute, for every process: no page does. Here, where no tick runs, they are counted so once before the pages are asked.",
    ],
  }
}

async function putBack(sync: SpecterSyncModuleService, claimed: ClaimedTransfer[]): Promise<void> {
  if (claimed.length !== 1) {
    throw new Error(`${claimed.length} orders were claimed, not one`)
  }
  await sync.putBack(claimed[0])
}

async function fill(container: MedusaContainer, first: number, last: number): Promise<void> {
  const sql = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await sql.raw(FILL, { first, last })
  await sql.raw("DELETE FROM specter_settled_count")
  await sql.raw("VACUUM ANALYZE specter_transfer")
}

async function askAll(questions: Question[], rows: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { what, ask, after } of questions) {
    const values: number[] = []
    for (let time = 0; time <= TIMES; time += 1) {
      const begun = performance.now()
      await ask()
      const took = performance.now() - begun
      await after?.()
      if (time > 0) {
        values.push(took)
      }
    }
    figures.push({ what: `${what}, ${rows.toLocaleString("en")} rows`, values, unit: "ms" })
    process.stdout.write(`    ${what}, ${rows} rows: ${median(values).toFixed(1)} ms\n`)
  }
  return figures
}
