import type { ShippingOptionData, StockLocationData } from "../shop/shop-data"

export const STORE_NAME = "Åsa & Björns Lanthandel"
export const SALES_CHANNEL_NAME = "Webbutiken"
export const REGION_NAME = "Sverige"

export const STOCK_LOCATIONS: StockLocationData[] = [
  { name: "Lagret i Borås", address: "Viaredsvägen 14", postalCode: "504 64", city: "Borås" },
  { name: "Butiken i Göteborg", address: "Haga Nygata 7", postalCode: "413 01", city: "Göteborg" },
]

export const SHIPPING_OPTIONS: ShippingOptionData[] = [
  {
    name: "PostNord Ombud",
    description: "Hämtas hos ditt närmaste ombud om 1–3 vardagar",
    code: "postnord-ombud",
    price: 59,
    from: "Lagret i Borås",
  },
  {
    name: "Hemleverans",
    description: "Till dörren på kvällen, med avisering",
    code: "hemleverans",
    price: 129,
    from: "Lagret i Borås",
  },
  {
    name: "Hämta i butik",
    description: "Klart att hämta i Haga inom två timmar",
    code: "hamta-i-butik",
    price: 0,
    from: "Butiken i Göteborg",
  },
]
