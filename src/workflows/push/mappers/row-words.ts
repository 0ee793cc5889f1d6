import type { SpecterLanguage } from "../../../modules/specter/client"

/** What rows that are no product are called on the order confirmation. */
export type RowWords = {
  freight: string
  freeFreight: string
  freightDiscount: string
  discount: string
  giftCard: string
  credit: string
}

/** In Specter's languages, and in characters that Specter can hold. */
export const ROW_WORDS: Record<SpecterLanguage, RowWords> = {
  SE: {
    freight: "Frakt",
    freeFreight: "Fri frakt",
    freightDiscount: "Fraktrabatt",
    discount: "Rabatt",
    giftCard: "Presentkort",
    credit: "Tillgodohavande",
  },
  EN: {
    freight: "Shipping",
    freeFreight: "Free shipping",
    freightDiscount: "Shipping discount",
    discount: "Discount",
    giftCard: "Gift card",
    credit: "Store credit",
  },
  NO: {
    freight: "Frakt",
    freeFreight: "Fri frakt",
    freightDiscount: "Fraktrabatt",
    discount: "Rabatt",
    giftCard: "Gavekort",
    credit: "Tilgodehavende",
  },
  FI: {
    freight: "Toimitus",
    freeFreight: "Ilmainen toimitus",
    freightDiscount: "Toimitusalennus",
    discount: "Alennus",
    giftCard: "Lahjakortti",
    credit: "Hyvitys",
  },
  DA: {
    freight: "Fragt",
    freeFreight: "Gratis fragt",
    freightDiscount: "Fragtrabat",
    discount: "Rabat",
    giftCard: "Gavekort",
    credit: "Tilgodehavende",
  },
  DE: {
    freight: "Versand",
    freeFreight: "Versandkostenfrei",
    freightDiscount: "Versandrabatt",
    discount: "Rabatt",
    giftCard: "Geschenkgutschein",
    credit: "Guthaben",
  },
  ES: {
    freight: "Envío",
    freeFreight: "Envío gratis",
    freightDiscount: "Descuento de envío",
    discount: "Descuento",
    giftCard: "Tarjeta regalo",
    credit: "Saldo a favor",
  },
}
