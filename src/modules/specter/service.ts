import { createHash, timingSafeEqual } from "node:crypto"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import {
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Context, InferTypeOf, Logger } from "@medusajs/framework/types"
import { logLine } from "../../watching/log-line"
import { countRefusedCallback, measureCall } from "../../watching/meters"
import { callbackAddresses, callbacksDigest } from "./callback-addresses"
import { type Exchange, resolveWireNames, SpecterClient, type WireNames } from "./client"
import { ExchangeLog, type ExchangeRow } from "./exchange-log"
import { migrationNames, RUN_MIGRATIONS } from "./migration-names"
import SpecterConnection from "./models/connection"
import SpecterExchange from "./models/exchange"
import SpecterSettings from "./models/settings"
import { checkOptions, type OptionsCheck, type SpecterOptions } from "./options"
import { defaultSettings, type Settings, SETTINGS, type SettingsUpdate } from "./settings"

const SETTINGS_ID = "specter_settings"
const CONNECTION_ID = "specter_connection"

/** `last_success_at` need not be truer than this; an insert a call would be too dear. */
const SUCCESS_NOTED_EVERY_MS = 10_000

/** Missing tables are told of this often: a store may run for days before somebody looks. */
const MIGRATIONS_TOLD_EVERY_MS = 5 * 60_000

/** The settings with a column of their own; the others are kept in `other`. */
const SETTINGS_COLUMNS = Object.keys(SpecterSettings.schema)

/** When these are switched on is kept beside them: what came before then is nobody's business. */
const WRITE_OTHER = `
UPDATE specter_settings AS s SET updated_at = now(), other = s.other || CAST(? AS jsonb) || (
  SELECT coalesce(jsonb_object_agg(n.key || '_since', now()), '{}') FROM jsonb_each(CAST(? AS jsonb)) AS n
  WHERE n.key IN ('send_deliveries', 'send_invoices') AND n.value = 'true' AND s.other->n.key IS DISTINCT FROM 'true')
WHERE s.id = ?`

type Dependencies = { logger?: Logger }

export type Connection = InferTypeOf<typeof SpecterConnection>

/** Speaks Specter: the plugin's options, the merchant's settings, the client and the state of the connection. */
class SpecterModuleService extends MedusaService({ SpecterSettings, SpecterConnection, SpecterExchange }) {
  private readonly check_: OptionsCheck
  private readonly logger_?: Logger
  private client_?: SpecterClient
  private readonly exchanges_ = new ExchangeLog((rows) => this.writeExchanges_(rows))
  private successNotedAt_ = 0
  private refusedCallbacks_ = 0
  private isMigrated_ = false
  private migrationsToldAt_ = 0

  constructor({ logger }: Dependencies, options: unknown) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.check_ = checkOptions(options)
    this.logger_ = logger
  }

  /** Medusa calls these when the store has started and when it stops. */
  __hooks = {
    onApplicationStart: async () => {
      this.tellOptions_()
      await this.noteInstallation_()
    },
    onApplicationPrepareShutdown: () => this.exchanges_.flush(),
  }

  /** Orders are transferred from the installation on, so its moment cannot be when somebody first asks for the settings. */
  private async noteInstallation_(): Promise<void> {
    try {
      if (await this.isMigrated()) {
        await this.getSettings()
      }
    } catch (error) {
      this.logger_?.warn(`Specter: the settings cannot be read: ${(error as Error).message}`)
    }
  }

  /** Whether the plugin's tables are as this version needs them. Tells of it in the log, now and then, while they are not. */
  async isMigrated(): Promise<boolean> {
    this.isMigrated_ ||= await this.haveMigrationsRun_()
    if (!this.isMigrated_ && Date.now() - this.migrationsToldAt_ > MIGRATIONS_TOLD_EVERY_MS) {
      this.migrationsToldAt_ = Date.now()
      this.logger_?.warn(
        `Specter: ${RUN_MIGRATIONS} Until then the store sells, and nothing goes to Specter or comes from it.`
      )
    }
    return this.isMigrated_
  }

  /** Medusa's own note of what it has run. */
  @InjectTransactionManager()
  protected async haveMigrationsRun_(@MedusaContext() context: Context = {}): Promise<boolean> {
    const names = migrationNames()
    const rows = await (context.transactionManager as SqlEntityManager).execute<{ name: string }[]>(
      "SELECT DISTINCT regexp_replace(name, '\\.[jt]s$', '') AS name FROM mikro_orm_migrations WHERE name LIKE 'Migration%'"
    )
    const run = new Set(rows.map(({ name }) => name))
    return names.every((name) => run.has(name))
  }

  private tellOptions_(): void {
    const { on, problems, warnings } = this.optionsCheck()
    if (!on) {
      this.logger_?.warn(
        "Specter: the plugin is switched off. What it should send waits until its options are complete."
      )
    }
    for (const { option, problem } of [...problems, ...warnings]) {
      this.logger_?.warn(`Specter: the option ${option} ${problem}`)
    }
  }

  /** Whether the plugin is on, and what of its options is missing or odd. Quotes no value. */
  optionsCheck(): { on: boolean } & Pick<OptionsCheck, "problems" | "warnings"> {
    const { options, problems, warnings } = this.check_
    return { on: options !== undefined, problems, warnings }
  }

  isOn(): boolean {
    return this.check_.options !== undefined
  }

  /** Whether there is anything that the clock's jobs could do: the plugin is on and has its tables. */
  async isReady(): Promise<boolean> {
    return this.isOn() && (await this.isMigrated())
  }

  /**
   * The options, for the plugin's own code; they hold secrets and go into no answer and no log.
   * @throws NOT_ALLOWED with the options' problems while the plugin is off.
   */
  options(): SpecterOptions {
    const { options, problems } = this.check_
    if (!options) {
      const list = problems.map(({ option, problem }) => `${option} ${problem}`).join("; ")
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `The Specter plugin is switched off: ${list}`)
    }
    return options
  }

  /** The client for this store's credentials; keeps its connections open between calls. */
  client(): SpecterClient {
    const { baseUrl, credentials, wireNames, callbacks } = this.options()
    this.client_ ??= new SpecterClient({
      baseUrl,
      credentials,
      wireNames,
      secrets: callbacks ? [callbacks.secret] : [],
      observe: (exchange) => {
        this.exchanges_.add(exchange)
        this.tellExchange_(exchange)
        void this.noteExchange(exchange)
      },
    })
    return this.client_
  }

  /** Whether this is the callbacks' secret, in a time that tells nothing of it. A wrong one is counted. */
  isCallbackSecret(given: string): boolean {
    const secret = this.check_.options?.callbacks?.secret
    const digest = (text: string) => createHash("sha256").update(text).digest()
    const isRight = timingSafeEqual(digest(given), digest(secret ?? "")) && secret !== undefined
    if (!isRight) {
      this.refusedCallbacks_ += 1
      countRefusedCallback()
    }
    return isRight
  }

  /** How many callbacks came with a wrong secret since this process started. */
  refusedCallbacks(): number {
    return this.refusedCallbacks_
  }

  /** The names on the wire, with the merchant's corrections. */
  wireNames(): WireNames {
    return resolveWireNames(this.options().wireNames)
  }

  /** Every setting, with its default where the merchant has chosen nothing. */
  async getSettings(): Promise<Settings & { installed_at: Date }> {
    const row = await this.settingsRow_()
    const kept = { ...row, ...(row.other as object) } as Record<string, unknown>
    const settings = defaultSettings() as Record<string, unknown>
    for (const key of Object.keys(SETTINGS)) {
      settings[key] = kept[key] ?? settings[key]
    }
    return { ...(settings as Settings), installed_at: row.created_at }
  }

  /** Changes the settings given and leaves the others. `update` has passed `settingsUpdateSchema`. */
  async updateSettings(update: SettingsUpdate): Promise<Settings & { installed_at: Date }> {
    await this.settingsRow_()
    await this.writeSettings_(update)
    return await this.getSettings()
  }

  /** In place: Medusa's own update would merge a mapping with the one before, and lose what is changed at the same time. */
  @InjectTransactionManager()
  protected async writeSettings_(
    update: SettingsUpdate,
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    const isFlag = ([key]: [string, unknown]) => SETTINGS_COLUMNS.includes(key)
    const entries = Object.entries(update)
    const flags = Object.fromEntries(entries.filter(isFlag))
    const other = Object.fromEntries(entries.filter((entry) => !isFlag(entry)))
    await this.updateSpecterSettings({ id: SETTINGS_ID, ...flags }, context)
    const json = JSON.stringify(other)
    await (context.transactionManager as SqlEntityManager).execute(WRITE_OTHER, [json, json, SETTINGS_ID])
  }

  /** Since when this setting has been on without a break; undefined while it is off. */
  async onSince(key: "send_deliveries" | "send_invoices"): Promise<Date | undefined> {
    const { other, updated_at } = await this.settingsRow_()
    const kept = other as Record<string, unknown>
    // What no moment is noted of was on before the settings were last saved.
    return kept[key] === true
      ? new Date((kept[`${key}_since`] as string | undefined) ?? updated_at)
      : undefined
  }

  /** What Specter is to be told of callbacks, and whether it was told so already. Undefined without `publicUrl`. */
  async callbacksToRegister() {
    const { baseUrl, callbacks, credentials } = this.options()
    if (!callbacks) {
      return undefined
    }
    const addresses = callbackAddresses(callbacks.publicUrl, callbacks.secret)
    const digest = callbacksDigest({ baseUrl, sbmId: credentials.sbmId }, addresses)
    const connection = await this.getConnection()
    return { addresses, digest, isRegistered: connection.callbacks_digest === digest }
  }

  async getConnection(): Promise<Connection> {
    return await firstOrCreated<Connection>(
      () => this.listSpecterConnections({ id: CONNECTION_ID }),
      () => this.createSpecterConnections({ id: CONNECTION_ID })
    )
  }

  async updateConnection(update: Partial<Omit<Connection, "id">>): Promise<void> {
    await this.getConnection()
    await this.updateSpecterConnections({ id: CONNECTION_ID, ...update })
  }

  /** Deletes what was said to Specter longer ago than this. */
  async pruneExchanges(days: number): Promise<void> {
    const before = new Date(Date.now() - days * 24 * 3600 * 1000)
    await this.deleteSpecterExchanges({ started_at: { $lt: before } })
  }

  private async writeExchanges_(rows: ExchangeRow[]): Promise<void> {
    try {
      await this.createSpecterExchanges(rows)
    } catch (error) {
      this.logger_?.warn(`Specter: the log of calls could not be written: ${(error as Error).message}`)
    }
  }

  private async settingsRow_(): Promise<InferTypeOf<typeof SpecterSettings>> {
    return await firstOrCreated(
      () => this.listSpecterSettings({ id: SETTINGS_ID }),
      () => this.createSpecterSettings({ id: SETTINGS_ID })
    )
  }

  private tellExchange_(exchange: Exchange): void {
    const { action, outcome, status, durationMs: ms, correlationId: correlation } = exchange
    measureCall(exchange)
    this.logger_?.debug(logLine("Specter: called", { action, outcome, status, ms, correlation }))
  }

  private async noteExchange({ outcome, action, answer }: Exchange): Promise<void> {
    const answered = outcome === "ok" || outcome === "refused" || outcome === "batch_open"
    if (answered && Date.now() - this.successNotedAt_ < SUCCESS_NOTED_EVERY_MS) {
      return
    }
    this.successNotedAt_ = answered ? Date.now() : 0
    const update = answered
      ? { last_success_at: new Date() }
      : {
          last_failure_at: new Date(),
          last_failure: { action, kind: outcome, answer: answer?.slice(0, 300) },
        }
    try {
      await this.updateConnection(update)
    } catch (error) {
      this.logger_?.warn(
        `Specter: the state of the connection could not be noted: ${(error as Error).message}`
      )
    }
  }
}

/** Two processes may start at once: whoever comes second reads the first one's row. */
async function firstOrCreated<Row>(list: () => Promise<Row[]>, create: () => Promise<Row>): Promise<Row> {
  const [row] = await list()
  if (row) {
    return row
  }
  try {
    return await create()
  } catch (error) {
    const [others] = await list()
    if (!others) {
      throw error
    }
    return others
  }
}

export default SpecterModuleService
