import path from "node:path"
import type { InferTypeOf } from "@medusajs/framework/types"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { SPECTER_SYNC_MODULE } from ".."
import type Transfer from "../models/transfer"
import SpecterSyncModuleService from "../service"
import type { ClaimedTransfer, Settlement } from "../settlement"
import type { TransferKind } from "../states"

export type TransferRow = InferTypeOf<typeof Transfer>

export type Ledger = {
  service: SpecterSyncModuleService
  sql<Row = Record<string, unknown>>(statement: string, bindings?: Record<string, unknown>): Promise<Row[]>
  row(kind: TransferKind, subjectId: string): Promise<TransferRow>
  /** The ledger of another process: on a database connection of its own. */
  anotherProcess(): SpecterSyncModuleService
  /** Asks for and claims one transfer. */
  claimed(kind: TransferKind, subjectId: string): Promise<ClaimedTransfer>
  settle(transfer: ClaimedTransfer, settlement: Settlement): Promise<void>
  /** Lets the leases of everything that is being sent run out. */
  expireLeases(): Promise<void>
  /** Lets everything that waits become due. */
  makeDue(): Promise<void>
}

const ROOT = path.join(__dirname, "..")

/** Runs a suite against the ledger on a real PostgreSQL with the module's own migrations; empty before each test. */
export function describeLedger(suite: (ledger: Ledger) => void): void {
  jest.setTimeout(120_000)
  moduleIntegrationTestRunner<SpecterSyncModuleService>({
    moduleName: SPECTER_SYNC_MODULE,
    resolve: ROOT,
    pathToMigrations: path.join(ROOT, "migrations"),
    testSuite: ({ service, dbConfig }) => {
      const connections: ReturnType<typeof ModulesSdkUtils.createPgConnection>[] = []
      const connect = () => {
        const knex = ModulesSdkUtils.createPgConnection({ ...dbConfig, pool: { min: 0, max: 1 } })
        connections.push(knex)
        return knex
      }
      let knex: ReturnType<typeof connect>
      beforeEach(() => {
        knex = connect()
      })
      afterEach(async () => {
        await Promise.all(connections.splice(0).map((connection) => connection.destroy()))
      })

      const ledger: Ledger = {
        service,
        sql: async <Row>(statement: string, bindings = {}) =>
          (await knex.raw(statement, bindings)).rows as Row[],
        row: async (kind, subject_id) => {
          const rows = await service.listTransfers({ kind, subject_id })
          expect(rows).toHaveLength(1)
          return rows[0]
        },
        anotherProcess: () => {
          const own = connect()
          return new SpecterSyncModuleService({ manager: { getKnex: () => own } } as never)
        },
        claimed: async (kind, subjectId) => {
          await service.ask(kind, [{ id: subjectId }], { by: "event" })
          const [transfer] = await service.claimThese(kind, [subjectId])
          return transfer
        },
        settle: async (transfer, settlement) => {
          expect(await service.settle([{ transfer, settlement }])).toHaveLength(1)
        },
        expireLeases: async () => {
          await ledger.sql(
            "UPDATE specter_transfer SET lease_until = now() - interval '1 second' WHERE state = 'sending'"
          )
        },
        makeDue: async () => {
          await ledger.sql(
            "UPDATE specter_transfer SET due_at = now() - interval '1 second' WHERE state = 'waiting'"
          )
        },
      }
      suite(ledger)
    },
  })
}

/** What most tests settle with. */
export const sent: Settlement = { state: "sent", hash: "hash", number: "1001" }
export const refused: Settlement = {
  state: "rejected",
  reason: { code: "specter_refused" },
  words: "Artikeln saknar namn åäö",
  hash: "hash",
}
export const notReceived: Settlement = {
  state: "again",
  failure: "not_received",
  reason: { code: "specter_not_received" },
  words: "connect ECONNREFUSED",
}
