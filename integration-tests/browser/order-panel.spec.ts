import type { Page } from "playwright-core"
import { eventually } from "../eventually"
import type { PlacedOrder } from "../place-order"
import { testLooks } from "./looks"
import { ShopFloor, SWEDISH } from "./shop-floor"

let floor: ShopFloor
const panel = (page: Page) => page.getByRole("region", { name: "Specter", exact: true })
const press = (page: Page, name: string) => panel(page).getByRole("button", { name, exact: true }).click()

beforeAll(async () => {
  floor = await ShopFloor.open()
})
afterAll(() => floor.close())
afterEach(() => floor.sandbox.clearFaults())

const WORDS = "Betalvillkor saknas på kunden"

describe("the order page's panel", () => {
  let refused: PlacedOrder
  beforeAll(async () => {
    refused = await floor.refusedOrder(WORDS)
  })
  testLooks(() => floor.admin, {
    name: "order",
    path: () => `/orders/${refused.id}`,
    within: `[role="region"][aria-labelledby]`,
    words: { sv: "Överför order", en: "Transfer order" },
    ready: (page) => panel(page).getByText(WORDS).waitFor(),
  })
})

test("“Transfer order” sends a refused order on the spot and takes the reason away", async () => {
  const order = await floor.refusedOrder(WORDS)
  expect(await floor.inSpecter(order)).toHaveLength(0)
  await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
    await panel(page).getByText("Specter tog inte emot det.").waitFor()
    await press(page, "Överför order")
    await panel(page).getByText("Ordern finns i Specter med nummer").waitFor()
    const [{ orderNo }] = await floor.inSpecter(order)
    await panel(page).getByText(orderNo, { exact: true }).waitFor()
    expect(await panel(page).getByText(WORDS).count()).toBe(0)
    expect(await panel(page).getByRole("button", { name: "Överför order" }).count()).toBe(0)
  })
})

test("an order that is refused again keeps its button and says so", async () => {
  const order = await floor.refusedOrder(WORDS)
  await floor.sandbox.fault("newOrderSubmit", { kind: "refuse", code: "50", message: "Fortfarande fel" })
  await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
    await press(page, "Överför order")
    await panel(page).getByText("Ordern överfördes inte.").waitFor()
    await panel(page).getByText("Fortfarande fel").waitFor()
    await panel(page).getByRole("button", { name: "Överför order" }).waitFor()
  })
})

test("an order that is transferred elsewhere shows so without reloading", async () => {
  const order = await floor.refusedOrder(WORDS)
  await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
    await panel(page).getByText(WORDS).waitFor()
    await floor.admin.ask("POST", `/admin/specter/orders/${order.id}/transfer`, {})
    await panel(page).getByText("Överförd", { exact: true }).first().waitFor()
  })
})

test("“Show what is sent” shows customer, rows and sums, and Escape closes it", async () => {
  const order = await floor.refusedOrder(WORDS)
  await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
    await press(page, "Visa vad som skickas")
    const drawer = page.getByRole("dialog", { name: "Vad som skickas till Specter" })
    await drawer.getByText("TRÖJA-M").waitFor()
    const words = (await drawer.innerText()).replace(/\u00a0/g, " ")
    expect(words).toContain("Öberg")
    expect(words).toContain(`${order.total.toFixed(2).replace(".", ",")} kr`)
    await page.keyboard.press("Escape")
    await drawer.waitFor({ state: "hidden" })
  })
})

describe("“Show what is sent”", () => {
  let order: PlacedOrder
  beforeAll(async () => {
    order = await floor.refusedOrder(WORDS)
  })
  testLooks(() => floor.admin, {
    name: "preview",
    path: () => `/orders/${order.id}`,
    within: `[role="dialog"]`,
    words: { sv: "Summa inkl. moms", en: "Total incl. VAT" },
    ready: async (page) => {
      await panel(page)
        .getByRole("button", { name: /^(Visa vad som skickas|Show what is sent)$/ })
        .click()
      await page.getByRole("dialog").getByText("TRÖJA-M").waitFor()
    },
  })
})

describe("an order that Specter has", () => {
  let order: PlacedOrder
  beforeAll(async () => {
    order = await floor.bought("sent")
    const [{ orderNo }] = await floor.inSpecter(order)
    await floor.sandbox.setOrderStatus(orderNo, { statusId: "2", statusName: "Väntar på påfyllning" })
    await floor.sandbox.makeInvoice(orderNo)
  })
  testLooks(() => floor.admin, {
    name: "order-sent",
    path: () => `/orders/${order.id}`,
    within: `[role="region"][aria-labelledby]`,
    words: { sv: "Ordernummer i Specter", en: "Order number in Specter" },
    ready: (page) =>
      panel(page)
        .getByText(/^(Öppna PDF|Open PDF)$/)
        .waitFor(),
  })

  test("shows the status in Specter's own words, without reloading", async () => {
    const other = await floor.bought("sent")
    await floor.at(`/orders/${other.id}`, SWEDISH, async (page) => {
      await panel(page).getByText("Ordernummer i Specter").waitFor()
      const [{ orderNo }] = await floor.inSpecter(other)
      await floor.sandbox.setOrderStatus(orderNo, { statusId: "3", statusName: "Plockas just nu" })
      await floor.sandbox.callBack("orders")
      await panel(page).getByText("Plockas just nu").waitFor()
    })
  })

  test("and was changed in the store since, has an older version there, which is said", async () => {
    const other = await floor.bought("sent")
    await floor.at(`/orders/${other.id}`, SWEDISH, async (page) => {
      await panel(page).getByText("Ordernummer i Specter").waitFor()
      await floor.changeQuantity(other, 3)
      await panel(page)
        .getByText("Ordern ändrades efter överföringen. Specter har den äldre versionen.")
        .waitFor()
    })
  })

  test("and was paid with Klarna, has its invoice activated there, which is said", async () => {
    await floor.settings({ payment_codes: { pp_system_default: { code: "KG" } } })
    try {
      const other = await floor.bought("sent")
      await floor.at(`/orders/${other.id}`, SWEDISH, async (page) => {
        await panel(page).getByText("Klarnas faktura aktiveras i Specter, inte i butiken.").waitFor()
      })
    } finally {
      await floor.settings({ payment_codes: {} })
    }
  })
})

describe("an order of which nobody knows whether Specter has it", () => {
  test("is sent again once the merchant says that it is not there", async () => {
    const order = await floor.unconfirmedOrder()
    await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
      await press(page, "Skicka igen")
      await page.getByRole("alertdialog").getByRole("button", { name: "Skicka igen" }).click()
      await panel(page).getByText("Ordern finns i Specter med nummer").waitFor()
    })
    expect(await floor.inSpecter(order)).toHaveLength(1)
  })

  test("is transferred with the number that the merchant found, and nothing is sent", async () => {
    const order = await floor.unconfirmedOrder()
    await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
      await panel(page).getByLabel("Numret där, om du ser det").fill("7999")
      await press(page, "Spara: den finns i Specter")
      await panel(page).getByText("Ordern finns i Specter med nummer 7999.").waitFor()
    })
    expect(await floor.inSpecter(order)).toHaveLength(0)
  })

  test("can be found there also after Specter has refused it a second time for its number", async () => {
    const order = await floor.unconfirmedOrder("carry-out-and-drop")
    const [{ orderNo }] = await floor.inSpecter(order)
    await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
      await press(page, "Skicka igen")
      await page.getByRole("alertdialog").getByRole("button", { name: "Skicka igen" }).click()
      await panel(page).getByText("Specter har redan en order med nummer").waitFor()
      expect(await panel(page).getByRole("button", { name: "Skicka igen" }).count()).toBe(0)
      await panel(page).getByLabel("Numret där, om du ser det").fill(orderNo)
      await press(page, "Spara: den finns i Specter")
      await panel(page).getByText(`Ordern finns i Specter med nummer ${orderNo}.`).waitFor()
    })
    expect(await floor.inSpecter(order)).toHaveLength(1)
  })
})

test("an invoice made in Specter shows with its number and opens as a PDF", async () => {
  const order = await floor.bought("sent")
  const [{ orderNo }] = await floor.inSpecter(order)
  const invoice = await floor.sandbox.makeInvoice(orderNo)
  await floor.at(`/orders/${order.id}`, SWEDISH, async (page) => {
    const open = panel(page).getByRole("button", { name: `Öppna PDF av faktura ${invoice}` })
    await open.waitFor()
    const asked = page.context().waitForEvent("page")
    const answered = page.waitForResponse((answer) => answer.url().includes(`${order.id}/invoice`))
    await open.click()
    expect((await answered).headers()["content-type"]).toContain("application/pdf")
    const tab = await asked
    await eventually(() => tab.url().startsWith("blob:") || tab.isClosed())
  })
})
