import fc from "fast-check"
import { SETTINGS } from "../../src/modules/specter/settings"
import { CALLBACK_SECRET, describeStore } from "../store"

const SEED = 4711
const RUNS = 150

const POSTED = [
  "settings",
  "stock-updates",
  "exports",
  "transfers",
  "transfers/retry",
  "articles",
  "orders/order_1/transfer",
]
const LISTED = ["transfers", "batches", "exchanges", "stats", "status", "settings"]
const NAMED = ["orders", "products", "customers", "runs", "batches"]

const NAMES = [
  ...Object.keys(SETTINGS),
  ..."ids kind state q limit offset order fields type all full resolution specter_order_number".split(" "),
  ..."subject_id subject_ids parent_id article_no title action outcome correlation_id with_deleted".split(
    " "
  ),
]

const word = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "å",
    "0",
    "-1",
    "1e99",
    "null",
    "[]",
    "__proto__",
    "order",
    "sent",
    "%",
    "\u0000",
    "'; --"
  ),
  fc.string({ unit: "binary", maxLength: 300 })
)
const value = fc.oneof(
  { weight: 3, arbitrary: word },
  fc.constantFrom(null, true, false, 0, -1, 1.5, Number.MAX_VALUE),
  fc.array(word, { maxLength: 4 }),
  fc.jsonValue({ maxDepth: 3 })
)
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, word)
const body = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(name, value, { maxKeys: 4 }) },
  fc.jsonValue({ maxDepth: 3 })
)
const query = fc
  .array(fc.tuple(name, word), { maxLength: 4 })
  .map((pairs) => pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&"))

describeStore((store) => {
  const understood = ({ status, data }: { status: number; data: any }) => {
    expect(status).toBeLessThan(500)
    if (status >= 400) {
      expect(data.message).toMatch(/\S/)
      expect(JSON.stringify(data)).not.toMatch(/node_modules|\.ts:\d|select .* from/i)
    }
  }
  const property = <T extends [unknown, ...unknown[]]>(
    arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
    ask: (...given: T) => Promise<void>
  ) => fc.assert(fc.asyncProperty(...arbitraries, ask), { seed: SEED, numRuns: RUNS })

  it("whatever is posted is done, or refused in words", async () => {
    await property([fc.constantFrom(...POSTED), body], async (path, given) => {
      const headers = { "content-type": "application/json" }
      understood(
        await store.admin.post(`/admin/specter/${path}`, JSON.stringify(given) as unknown as object, {
          headers,
        })
      )
    })
  }, 240_000)

  it("whatever is asked of a list is answered, or refused in words", async () => {
    await property([fc.constantFrom(...LISTED), query], async (path, given) => {
      understood(await store.admin.get(`/admin/specter/${path}?${given}`))
    })
  }, 240_000)

  it("whatever is named is there, or refused in words", async () => {
    const some = word.filter((text) => text.trim() !== "" && !/^\.+$/.test(text))
    await property([fc.constantFrom(...NAMED), some], async (path, id) => {
      understood(await store.admin.get(`/admin/specter/${path}/${encodeURIComponent(id)}`))
    })
  }, 240_000)

  it("whatever a callback carries is answered as text", async () => {
    const event = fc.oneof(fc.constantFrom("stock", "invoice", "order-removed", "INVOICE"), word)
    await property([event, query], async (name, given) => {
      const { status, data } = await store.api.get(
        `/specter/callbacks/${CALLBACK_SECRET}/${encodeURIComponent(name) || "x"}?${given}`
      )
      expect([200, 400, 404]).toContain(status)
      expect(typeof data).toBe("string")
    })
  }, 240_000)
})
