import { trace, metrics } from "@medusajs/framework/opentelemetry/api"
import { metrics as sdk, tracing } from "@medusajs/framework/opentelemetry/sdk-node"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { pull } from "../../pull"
import { CALLBACK_SECRET, describeStore } from "../../store"
import { transferIn, triedInVain } from "../../ledger"
import { eventually } from "../../eventually"
import { placeOrder } from "../../place-order"

const figures = new sdk.InMemoryMetricExporter(sdk.AggregationTemporality.CUMULATIVE)
const reader = new sdk.PeriodicExportingMetricReader({ exporter: figures, exportIntervalMillis: 3_600_000 })
const spans = new tracing.InMemorySpanExporter()

// As `registerOtel` of a store's instrumentation.ts does before anything else is loaded.
metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [reader] }))
trace.setGlobalTracerProvider(
  new tracing.BasicTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(spans)] })
)

describeStore((store) => {
  const place = () => placeOrder(store.api, store.shop, { items: [{ sku: "TRÖJA-S", quantity: 1 }] })
  const refuse = () =>
    store.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "42", message: "Kunden är spärrad" })

  /** What is collected now, as `{ attributes, value }` by name. */
  async function collected(name: string) {
    figures.reset()
    await reader.forceFlush()
    return figures
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .filter(({ scope }) => scope.name === "medusa-plugin-specter")
      .flatMap((scope) => scope.metrics)
      .filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }) => dataPoints as { attributes: object; value: unknown }[])
  }

  async function valueOf(name: string, attributes: object): Promise<unknown> {
    const points = await collected(name)
    return points.find((point) => expect.objectContaining(attributes).asymmetricMatch(point.attributes))
      ?.value
  }

  function lines(level: "debug" | "info" | "warn"): jest.SpyInstance {
    return jest.spyOn(store.container.resolve(ContainerRegistrationKeys.LOGGER), level)
  }
  const said = (spy: jest.SpyInstance) => spy.mock.calls.map(([line]) => String(line))

  const rowsChanged = async () =>
    Number((await valueOf("specter.batch.rows", { kind: "stock", outcome: "changed" })) ?? 0)

  afterEach(() => jest.restoreAllMocks())

  it("counts transfers by kind and outcome, and times calls by action and outcome", async () => {
    const sentBefore = Number((await valueOf("specter.transfers", { kind: "order", outcome: "sent" })) ?? 0)
    const order = await place()
    await transferIn(store, "sent", order.id, "order")
    refuse()
    const refused = await place()
    await transferIn(store, "rejected", refused.id, "order")
    expect(await valueOf("specter.transfers", { kind: "order", outcome: "sent" })).toBe(sentBefore + 1)
    expect(await valueOf("specter.transfers", { kind: "order", outcome: "rejected" })).toBe(1)
    expect(
      await valueOf("specter.call.duration", { action: "newOrderSubmit", outcome: "refused" })
    ).toMatchObject({ count: 1, sum: expect.any(Number) })
    expect(await valueOf("specter.transfers.now", { kind: "order", state: "rejected" })).toBe(1)
    expect(await valueOf("specter.transfers.oldest_waiting", {})).toBe(0)
  })

  it("counts batches, their rows, and callbacks with a wrong secret", async () => {
    await pull(store, "stock")
    const before = await rowsChanged()
    store.sandbox.setStock("TRÖJA-S", 3)
    await store.api.post(`/specter/callbacks/${CALLBACK_SECRET}/stock`)
    await eventually(async () => (await rowsChanged()) === before + 1)
    expect(await valueOf("specter.batches", { kind: "stock", outcome: "applied" })).toBeGreaterThan(0)
    await store.api.post("/specter/callbacks/gissning-åäö/stock")
    expect(await valueOf("specter.callbacks.refused", {})).toBe(1)
  })

  it("makes a span of each call, which holds nothing of what was said", async () => {
    spans.reset()
    const order = await place()
    await transferIn(store, "sent", order.id, "order")
    const { id } = await transferIn(store, "sent", order.id, "order")
    const calls = spans.getFinishedSpans().filter(({ name }) => name === "specter newOrderSubmit")
    expect(calls.map(({ attributes }) => attributes)).toEqual([
      {
        "specter.action": "newOrderSubmit",
        "specter.outcome": "ok",
        "specter.correlation_id": id,
        "http.response.status_code": 200,
      },
    ])
  })

  it("logs from the event to Specter's answer under one correlation id", async () => {
    const debug = lines("debug")
    const warn = lines("warn")
    refuse()
    const order = await place()
    const { id } = await transferIn(store, "rejected", order.id, "order")
    await eventually(async () => said(warn).some((line) => line.includes(id)))
    expect(said(debug)).toContain(`Specter: an event asks kind=order subject=${order.id} correlation=${id}`)
    expect(said(debug).filter((line) => line.includes("action=newOrderSubmit"))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Specter: called action=newOrderSubmit outcome=refused status=200 ms=\\d+ correlation=${id}$`
        )
      ),
    ])
    expect(said(warn).filter((line) => line.includes(id))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Specter: order #${order.display_id}: .*Kunden är spärrad kind=order subject=${order.id} state=rejected correlation=${id} reason=specter_refused$`
        )
      ),
    ])
  })

  it("logs a batch under its number, as the calls that fetched and acknowledged it", async () => {
    await pull(store, "stock")
    const debug = lines("debug")
    const info = lines("info")
    store.sandbox.setStock("TRÖJA-S", 4)
    await store.api.post(`/specter/callbacks/${CALLBACK_SECRET}/stock`)
    await eventually(async () => said(debug).some((line) => line.includes("action=updateArticlesFromBatch")))
    const [line] = said(info).filter((text) => text.startsWith("Specter: a batch was applied"))
    const [, correlation] = /kind=stock rows=1 changed=1 .*correlation=(\w{32})$/.exec(line)!
    expect(said(debug).filter((text) => text.includes(correlation))).toHaveLength(2)
  })

  it("gives a health figure that a monitor can alarm on", async () => {
    const health = async () => (await store.admin.get("/admin/specter/status")).data.health
    expect(await health()).toEqual({
      level: 0,
      reasons: [],
      oldest_waiting_seconds: null,
      attention: 0,
      callbacks_given_up: 0,
    })
    refuse()
    const order = await place()
    await transferIn(store, "rejected", order.id, "order")
    expect(await health()).toMatchObject({ level: 1, reasons: ["attention"], attention: 1 })
  })

  it("tells a monitor, the admin and the gauge how long the oldest one has waited", async () => {
    store.sandbox.fault("newOrderSubmit", { kind: "drop" })
    const order = await place()
    const { id } = await triedInVain(store, order.id, "order")
    await store.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("UPDATE specter_transfer SET first_failed_at = now() - interval '1 hour' WHERE id = ?", [id])
    const { health } = (await store.admin.get("/admin/specter/status")).data
    expect(health).toMatchObject({ level: 1, reasons: ["waiting_long"] })
    expect(health.oldest_waiting_seconds).toBeCloseTo(3_600, -2)
    expect(await valueOf("specter.transfers.oldest_waiting", {})).toBeCloseTo(3_600, -2)
  })
})
