import type { product as english } from "../en/product"

export const product: typeof english = {
  title: "Specter",
  text: "Varje variant är en artikel i Specter.",
  article: "Artikel",
  no_sku: "Inget SKU",
  stock: "Specters lager",
  stock_at: "Kom {{when}}",
  stock_none: "Inte känt än",
  send: "Skicka till Specter",
  send_this: "Skicka till Specter: {{variant}}",
  send_all: "Skicka alla till Specter",
  sent_one: "{{count}} artikel finns i Specter.",
  sent_other: "{{count}} artiklar finns i Specter.",
  not_sent_one: "{{count}} artikel överfördes inte. Orsaken står vid den.",
  not_sent_other: "{{count}} artiklar överfördes inte. Orsakerna står vid dem.",
  queued: "Den går av sig själv om ett ögonblick.",
  empty: "Produkten har inga varianter",
  empty_text: "Lägg till en variant: den blir en artikel i Specter.",
  list: {
    title: "Lager från Specter",
    never: "Inget har hämtats än",
    last: "Senast hämtat {{when}}",
    update: "Uppdatera lager",
    more: "Mer om lager",
    full: "Allt lager",
    full_title: "Hämta allt lager från Specter?",
    full_text:
      "Specter ger lagret för varje artikel, inte bara det som har ändrats sedan sist. Med många artiklar tar det en stund.",
    show: "Visa vad som kom",
  },
}
