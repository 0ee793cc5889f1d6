import type { Page } from "playwright-core"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import { testLooks } from "./looks"
import { ShopFloor, SWEDISH } from "./shop-floor"

type Kind = "delivery" | "invoice"
type Row = { id: string; label: string | null; state: string }
type InDoubt = { kind: Kind; order: PlacedOrder; subject: string; name: string }

let floor: ShopFloor
const calls = async (action: string) =>
  (await floor.sandbox.state(10_000)).calls.filter((call) => call.action === action).length
const stateOf = async ({ kind, subject }: InDoubt) => (await transferOf(kind, subject))?.state

beforeAll(async () => {
  floor = await ShopFloor.open()
  await floor.settings({ send_deliveries: true, send_invoices: true })
})
afterAll(async () => {
  await floor.settings({ send_deliveries: false, send_invoices: false })
  await floor.close()
})
afterEach(() => floor.sandbox.clearFaults())

test("a delivery that the merchant finds in Specter is settled from the list, and nothing is sent", async () => {
  const delivery = await unconfirmed("delivery")
  const before = await calls("newDeliverySubmit")
  await atDetails(delivery, async (drawer) => {
    await drawer.getByText("Den kan redan finnas i Specter.").waitFor()
    await drawer.getByRole("button", { name: "Den finns i Specter" }).click()
    await drawer.getByText("Överförd", { exact: true }).first().waitFor()
    expect(await drawer.getByRole("button", { name: /Specter|skicka igen/ }).count()).toBe(0)
  })
  expect(await stateOf(delivery)).toBe("sent")
  expect(await calls("newDeliverySubmit")).toBe(before)
})

test("a delivery that is not there is sent again from the list, after a warning", async () => {
  const delivery = await unconfirmed("delivery")
  await atDetails(delivery, async (drawer, page) => {
    await drawer.getByRole("button", { name: "Den finns inte där: skicka igen" }).click()
    const question = page.getByRole("alertdialog", { name: "Skicka leveransen igen?" })
    await question.getByRole("button", { name: "Skicka igen" }).click()
    await drawer.getByText("Överförd", { exact: true }).first().waitFor()
  })
  const [{ orderNo }] = await floor.inSpecter(delivery.order)
  const { deliveries } = await floor.sandbox.state(0)
  expect(deliveries.filter((made) => made.orderNo === orderNo)).toHaveLength(1)
})

test("an invoice that is not there is asked for again from the order's page", async () => {
  const invoice = await unconfirmed("invoice")
  await floor.at(`/orders/${invoice.order.id}`, SWEDISH, async (page) => {
    const panel = page.getByRole("region", { name: "Specter", exact: true })
    await panel.getByRole("button", { name: "Den finns inte där: skicka igen" }).click()
    const question = page.getByRole("alertdialog", { name: "Begära fakturan igen?" })
    await question.getByRole("button", { name: "Skicka igen" }).click()
    await eventually(async () => (await stateOf(invoice)) === "sent", 30)
    await panel
      .getByRole("button", { name: "Den finns inte där: skicka igen" })
      .waitFor({ state: "detached" })
  })
  const [{ orderNo }] = await floor.inSpecter(invoice.order)
  const { invoices } = await floor.sandbox.state(0)
  expect(invoices.filter((made) => made.orderNo === orderNo)).toHaveLength(1)
})

describe("what needs the merchant's word", () => {
  const words = { sv: "Den finns inte där: skicka igen", en: "It is not there: send again" }
  let delivery: InDoubt
  let invoice: InDoubt
  beforeAll(async () => {
    delivery = await unconfirmed("delivery")
    invoice = await unconfirmed("invoice")
  })
  testLooks(() => floor.admin, {
    name: "unconfirmed-delivery",
    path: () => "/specter/transfers?kind=delivery&state=unconfirmed",
    within: `[role="dialog"]`,
    words,
    ready: async (page) => {
      await page.getByRole("button", { name: new RegExp(`${delivery.name}$`) }).click()
      await page.getByRole("dialog").getByRole("group").waitFor()
    },
  })
  testLooks(() => floor.admin, {
    name: "order-unconfirmed-invoice",
    path: () => `/orders/${invoice.order.id}`,
    within: `[role="region"][aria-labelledby]`,
    words,
    ready: (page) => page.getByRole("group", { name: /Specter\?$/ }).waitFor(),
  })
})

/** A delivery or invoice that went out and got no answer; Specter did not carry it out. */
async function unconfirmed(kind: Kind): Promise<InDoubt> {
  const order = await floor.bought("sent")
  const action = { delivery: "newDeliverySubmit", invoice: "newInvoiceSubmit" }[kind]
  await floor.sandbox.fault(action, { kind: "drop" })
  const subject = await (kind === "delivery" ? floor.ship(order) : floor.capture(order))
  const row = await eventually(async () => {
    const found = await transferOf(kind, subject)
    return found?.state === "unconfirmed" ? found : undefined
  }, 30)
  return { kind, order, subject, name: row.label ?? subject }
}

async function transferOf(kind: Kind, subject: string): Promise<Row | undefined> {
  const { transfers } = await floor.admin.ask<{ transfers: Row[] }>(
    "GET",
    `/admin/specter/transfers?kind=${kind}&subject_id=${subject}`
  )
  return transfers[0]
}

async function atDetails(
  { kind, name }: InDoubt,
  visit: (drawer: ReturnType<Page["getByRole"]>, page: Page) => Promise<void>
): Promise<void> {
  await floor.at(`/specter/transfers?kind=${kind}&state=unconfirmed`, SWEDISH, async (page) => {
    await page.getByRole("button", { name: `Visa detaljer om ${name}`, exact: true }).click()
    await visit(page.getByRole("dialog"), page)
  })
}
