import { openAdmin } from "./admin"

/** As many as a page of a shop shows. */
export const LISTED = 12

/** Products as most shops have them, on sale: the shop's others have a hundred variants each. */
export async function ordinaryProducts(url: string): Promise<void> {
  const admin = await openAdmin(url)
  const { sales_channels } = (await admin("/admin/sales-channels?fields=id")) as {
    sales_channels: { id: string }[]
  }
  const sizes = ["S", "M", "L"]
  const create = Array.from({ length: LISTED }, (_, index) => ({
    title: `Tröja från Mörkö ${index + 1}`,
    status: "published",
    sales_channels,
    options: [{ title: "Storlek", values: sizes }],
    variants: sizes.map((size) => ({
      title: size,
      sku: `MÖRKÖ-${index + 1}-${size}`,
      options: { Storlek: size },
      prices: [{ currency_code: "sek", amount: 200 + index }],
    })),
  }))
  await admin("/admin/products/batch", { create })
}
