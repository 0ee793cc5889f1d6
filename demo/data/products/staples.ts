import type { ProductData } from "../../shop/shop-data"

/** One product of each VAT rate: what the automatic tests buy. */
export const STAPLES: ProductData[] = [
  {
    title: "T-tröja Åre",
    sku: "TRÖJA",
    description: "Mjuk t-tröja i ekologisk bomull, sydd i Gällstad.",
    vat: 25,
    category: "Kläder",
    price: 99,
    weight: 180,
    options: { Storlek: ["S", "M", "L"] },
    stock: [200, 40],
  },
  {
    title: 'Bryggkaffe "Morgonstund"',
    sku: "KAFFE",
    description: "Mellanrost från Kenya & Guatemala, rostat i Borås.",
    vat: 12,
    category: "Kaffe & te",
    price: 112,
    weight: 500,
    options: { Vikt: ["500 g", "1 kg"] },
    variants: {
      "500 g": { sku: "KAFFE 500" },
      "1 kg": { sku: "KAFFE 1000", price: 212.5, weight: 1000 },
    },
    stock: [300, 60],
  },
  {
    title: "Vägen till Österlen",
    sku: "BOK-1",
    description: "Vandringar mellan äppelträd och hav. Häftad, 214 sidor.",
    vat: 6,
    category: "Böcker",
    price: 106,
    weight: 340,
    stock: [120, 30],
  },
]
