import { defaultSettings } from "../../../../modules/specter/settings"
import { toSpecterDelivery } from "../delivery"

const settings = defaultSettings()

const orderItems = [
  { id: "item_1", variant_sku: "TRÖJA-S" },
  {
    id: "item_2",
    variant_sku: "FIKAPAKET",
    variant: {
      inventory_items: [
        { inventory_item_id: "inv_cup", required_quantity: 2 },
        { inventory_item_id: "inv_pot", required_quantity: 1 },
      ],
    },
  },
  { id: "item_3", variant_sku: "TRÖJA-S" },
  { id: "item_4", variant_sku: null, variant: null },
]

const shirts = {
  title: "Röd / S",
  sku: "lagervara-7",
  quantity: 2,
  line_item_id: "item_1",
  inventory_item_id: "inv_shirt",
}

const deliver = (
  items: object[],
  times: object = { shipped_at: "2026-03-31T22:30:00.000Z" },
  chosen = settings
) => toSpecterDelivery({ id: "ful_1", items, ...times }, "7001", { settings: chosen, orderItems })

describe("a delivery", () => {
  it("names the order's articles, and the day in Sweden", () => {
    expect(deliver([shirts])).toEqual({
      message: {
        orderId: "7001",
        deliveryDate: "2026-04-01",
        rows: [{ articleNo: "TRÖJA-S", quantity: "2" }],
      },
      problems: [],
      notes: [],
    })
  })

  it("counts a kit once, not its parts", () => {
    const parts = [
      { sku: "KOPP", quantity: 6, line_item_id: "item_2", inventory_item_id: "inv_cup" },
      { sku: "KANNA", quantity: 3, line_item_id: "item_2", inventory_item_id: "inv_pot" },
    ]
    expect(deliver(parts).message?.rows).toEqual([{ articleNo: "FIKAPAKET", quantity: "3" }])
  })

  it("has one row for an article that the order has on two", () => {
    expect(deliver([shirts, { ...shirts, line_item_id: "item_3", quantity: "0.5" }]).message?.rows).toEqual([
      { articleNo: "TRÖJA-S", quantity: "2.5" },
    ])
  })

  it("has its rows in the order of the order's, however Medusa gives them", () => {
    const kit = { sku: "KOPP", quantity: 2, line_item_id: "item_2", inventory_item_id: "inv_cup" }
    const gone = { ...shirts, line_item_id: "item_9" }
    const inOrder = deliver([shirts, kit, gone]).message?.rows
    expect(inOrder?.map(({ articleNo }) => articleNo)).toEqual(["TRÖJA-S", "FIKAPAKET", "lagervara-7"])
    expect(deliver([gone, kit, shirts]).message?.rows).toEqual(inOrder)
  })

  it("names the article that was sent when the order has no such item any more", () => {
    expect(deliver([{ ...shirts, line_item_id: "item_9" }]).message?.rows[0].articleNo).toBe("lagervara-7")
  })

  it("has the merchant's number for rows without SKU, as the order has", () => {
    const engraving = { title: "Gravyr", quantity: 1, line_item_id: "item_4" }
    const chosen = { ...settings, article_no_for_rows_without_sku: "ÖVRIGT" }
    expect(deliver([engraving], undefined, chosen).message?.rows[0].articleNo).toBe("ÖVRIGT")
    expect(deliver([engraving]).problems).toEqual([
      { code: "order_row_without_article", data: { row: "Gravyr" } },
    ])
  })

  it("is made when it was packed, when nobody has said that it was shipped", () => {
    const times = {
      shipped_at: null,
      packed_at: new Date("2026-02-01T10:00:00Z"),
      created_at: "2026-01-01T10:00:00Z",
    }
    expect(deliver([shirts], times).message?.deliveryDate).toBe("2026-02-01")
  })

  it("must have goods and a day", () => {
    expect(deliver([], {}).problems).toEqual([
      { code: "fulfillment_without_rows" },
      { code: "invalid_message", data: { problems: "deliveryDate" } },
    ])
  })
})
