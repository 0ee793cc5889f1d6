import { z } from "@medusajs/framework/zod"
import { choice, date, flag, mapping, type Setting, storeId, text, whole } from "./setting-kinds"

/**
 * The ONE catalogue of the merchant's settings: from it come the validation of `/admin/specter/settings`, the stored
 * defaults, the admin's form and the README's table. The first ten are those of Specter's manual for web shops.
 */
export const SETTINGS = {
  send_order_confirmation: flag({
    group: "orders",
    warning: {
      on: true,
      sv: "Slå av butikens egen orderbekräftelse, annars får kunden två.",
      en: "Turn off the store’s own order confirmation, or the customer gets two.",
    },
    default: false,
    label: { sv: "Skicka orderbekräftelse från SBM", en: "Send order confirmation from Specter" },
    help: {
      sv: "Specter mejlar orderbekräftelsen till kunden när ordern har registrerats. Stäng då av butikens egen.",
      en: "Specter e-mails the order confirmation to the customer when the order is registered. Turn off the store's own then.",
    },
  }),
  import_products: flag({
    group: "import",
    warning: {
      on: true,
      sv: "Specters namn, pris, vikt och streckkod ersätter butikens för produkter med samma artikelnummer.",
      en: "Specter’s name, price, weight and barcode replace the store’s for products with the same article number.",
    },
    default: false,
    label: { sv: "Importera produkter från Specter", en: "Import products from Specter" },
    help: {
      sv: "Artiklar som skapas eller ändras i Specter skapas eller ändras i butiken.",
      en: "Articles created or changed in Specter are created or changed in the store.",
    },
  }),
  article_group_creates_category: flag({
    group: "import",
    needs: "import_products",
    default: false,
    label: { sv: "Ska artikelgrupp skapa kategori", en: "Article group creates category" },
    help: {
      sv: "En importerad artikels grupp blir en kategori i butiken. Annars hamnar nya produkter i den valda kategorin.",
      en: "An imported article's group becomes a category in the store. Otherwise new products go to the chosen category.",
    },
  }),
  article_group_category_active: flag({
    group: "import",
    needs: "article_group_creates_category",
    default: true,
    label: {
      sv: "Om artikelgruppskategori ska sättas som aktiv eller inaktiv",
      en: "New article-group categories are active",
    },
    help: {
      sv: "Kategorier som skapas av artikelgrupper syns direkt i butiken.",
      en: "Categories created from article groups are visible in the store at once.",
    },
  }),
  move_product_to_article_group_category: flag({
    group: "import",
    needs: "import_products",
    warning: {
      on: true,
      sv: "Produkter kan byta kategori i butiken vid nästa ändring i Specter.",
      en: "Products may change category in the store at the next change in Specter.",
    },
    default: false,
    label: {
      sv: "Flytta produkten till artikelgruppskategorin vid uppdatering",
      en: "Move product to its article-group category on update",
    },
    help: {
      sv: "En befintlig produkt flyttas till sin artikelgrupps kategori när artikeln ändras i Specter.",
      en: "An existing product moves to its article group's category when the article changes in Specter.",
    },
  }),
  import_price_only: flag({
    group: "import",
    needs: "import_products",
    warning: {
      on: true,
      sv: "Inga nya produkter skapas och inga andra uppgifter uppdateras så länge detta är på.",
      en: "No new products are created and nothing else is updated while this is on.",
    },
    default: false,
    label: { sv: "Importera endast pris", en: "Import price only" },
    help: {
      sv: "Bara priset på befintliga produkter följer Specter; inget annat ändras och inget skapas.",
      en: "Only the price of existing products follows Specter; nothing else is changed and nothing is created.",
    },
  }),
  delete_from_specter: flag({
    group: "deletion",
    warning: {
      on: true,
      sv: "Artiklar tas bort ur Specter när produkten raderas i butiken. Det går inte att ångra härifrån.",
      en: "Articles are removed from Specter when the product is deleted in the store. This cannot be undone from here.",
    },
    default: true,
    label: { sv: "Radera från Specter", en: "Delete from Specter" },
    help: {
      sv: "En produkt som raderas i butiken raderas också i Specter.",
      en: "A product deleted in the store is deleted in Specter too.",
    },
  }),
  ignore_org_number_check: flag({
    group: "customers",
    warning: {
      on: true,
      sv: "Specter kan få flera kunder med samma person- eller organisationsnummer.",
      en: "Specter may get several customers with the same person or organisation number.",
    },
    default: false,
    label: { sv: "Ignorera kontroll av person-/orgnr", en: "Skip person/organisation number check" },
    help: {
      sv: "Specter letar inte efter en befintlig kund med samma person- eller organisationsnummer.",
      en: "Specter does not look for an existing customer with the same person or organisation number.",
    },
  }),
  ignore_email_check: flag({
    group: "customers",
    warning: {
      on: true,
      sv: "Specter kan få flera kunder med samma e-postadress.",
      en: "Specter may get several customers with the same e-mail address.",
    },
    default: false,
    label: { sv: "Ignorera kontroll av e-postadress", en: "Skip e-mail check" },
    help: {
      sv: "Specter letar inte efter en befintlig kund med samma e-postadress.",
      en: "Specter does not look for an existing customer with the same e-mail address.",
    },
  }),
  delete_order: flag({
    group: "deletion",
    warning: {
      on: true,
      sv: "Ordrar tas bort ur Specter när de avbryts i butiken. Det går inte att ångra härifrån.",
      en: "Orders are removed from Specter when they are cancelled in the store. This cannot be undone from here.",
    },
    default: false,
    label: { sv: "Radera order", en: "Delete order" },
    help: {
      sv: "En order som avbryts i butiken efter överföringen raderas också i Specter.",
      en: "An order cancelled in the store after its transfer is deleted in Specter too.",
    },
  }),

  order_number_prefix: text({
    group: "orders",
    default: "",
    max: 20,
    label: { sv: "Prefix för ordernummer", en: "Order-number prefix" },
    help: {
      sv: "Står före butikens ordernummer i Specter, till exempel WEB-. Behövs när flera butiker delar samma Specter.",
      en: "Stands before the store's order number in Specter, for example WEB-. Needed when several stores share one Specter.",
    },
  }),
  transfer_orders_from_date: date({
    group: "orders",
    label: { sv: "Överför ordrar från och med", en: "Transfer orders from this date" },
    help: {
      sv: "Äldre ordrar förs bara över med knappen. Tomt: från den dag tillägget installerades.",
      en: "Older orders are transferred with the button only. Empty: from the day the plugin was installed.",
    },
  }),
  send_order_mail_to_user: flag({
    group: "orders",
    default: false,
    label: {
      sv: "Kopia av orderbekräftelsen till Specteranvändaren",
      en: "Copy of the order confirmation to the Specter user",
    },
    help: {
      sv: "Specter mejlar också orderbekräftelsen till den egna användaren.",
      en: "Specter e-mails the order confirmation to its own user too.",
    },
  }),
  freight_article_no: text({
    group: "orders",
    default: "FRAKT",
    required: true,
    max: 50,
    label: { sv: "Artikelnummer för frakt", en: "Freight article number" },
    help: {
      sv: "Fraktraden på ordern får detta artikelnummer. Artikeln skapas i Specter om den saknas.",
      en: "The order's freight row gets this article number. The article is created in Specter when it is missing.",
    },
  }),
  discount_article_no: text({
    group: "orders",
    default: "RABATT",
    required: true,
    max: 50,
    label: { sv: "Artikelnummer för rabatt", en: "Discount article number" },
    help: {
      sv: "Rabattrader på ordern får detta artikelnummer. Artikeln skapas i Specter om den saknas.",
      en: "The order's discount rows get this article number. The article is created in Specter when it is missing.",
    },
  }),
  credit_article_no: text({
    group: "orders",
    default: "PRESENTKORT",
    required: true,
    max: 50,
    label: {
      sv: "Artikelnummer för presentkort och tillgodohavanden",
      en: "Gift-card and credit article number",
    },
    help: {
      sv: "Rader för använda presentkort och tillgodohavanden får detta artikelnummer och 0 % moms.",
      en: "Rows for redeemed gift cards and store credit get this article number and 0 % VAT.",
    },
  }),
  article_no_for_rows_without_sku: text({
    group: "orders",
    default: "",
    max: 50,
    label: { sv: "Artikelnummer för rader utan SKU", en: "Article number for rows without SKU" },
    help: {
      sv: "Orderrader utan SKU får detta artikelnummer. Tomt: en sådan order stannar med en förklaring.",
      en: "Order rows without a SKU get this article number. Empty: such an order stops with an explanation.",
    },
  }),
  discount_rows: choice({
    group: "orders",
    default: "per_promotion",
    choices: {
      per_promotion: { sv: "En rad per rabatt", en: "One row a discount" },
      one_row: { sv: "Alla rabatter på en rad", en: "All discounts on one row" },
    },
    label: { sv: "Rabattrader", en: "Discount rows" },
    help: {
      sv: "Hur rabatter visas på ordern i Specter. Varje momssats får alltid en egen rad.",
      en: "How discounts appear on the order in Specter. Each VAT rate always gets a row of its own.",
    },
  }),
  external_order_no_control: flag({
    group: "advanced",
    default: true,
    label: { sv: "Specter kontrollerar ordernumret", en: "Specter checks the order number" },
    help: {
      sv: "Specter vägrar ett ordernummer som redan finns, så en obesvarad order kan upprepas utan risk. Av: den väntar på dig.",
      en: "Specter refuses an order number it already has, so an unanswered order can be repeated safely. Off: it waits for you.",
    },
  }),
  send_deliveries: flag({
    group: "orders",
    default: false,
    label: { sv: "Överför leveranser", en: "Transfer deliveries" },
    help: {
      sv: "En leverans som skickas i butiken registreras som leverans i Specter.",
      en: "A fulfillment shipped in the store is registered as a delivery in Specter.",
    },
  }),
  send_invoices: flag({
    group: "payments",
    default: false,
    label: {
      sv: "Fakturera i Specter när betalningen dras",
      en: "Invoice in Specter when the payment is captured",
    },
    help: {
      sv: "När hela betalningen har dragits i butiken skapas fakturan i Specter. Gäller inte Klarna.",
      en: "When the whole payment is captured in the store, the invoice is made in Specter. Not for Klarna.",
    },
  }),
  capture_when_invoiced: flag({
    group: "payments",
    default: false,
    label: {
      sv: "Dra betalningen när Specter har fakturerat",
      en: "Capture the payment when Specter has invoiced",
    },
    help: {
      sv: "Kräver att Specter kan anropa butiken. Gäller inte Klarna, där fakturan aktiveras i Specter.",
      en: "Needs Specter's calls to the store. Not for Klarna, whose invoice is activated in Specter.",
    },
  }),
  payment_codes: mapping({
    group: "payments",
    maps: "payment_provider",
    max: 10,
    values: (code) =>
      z
        .object({
          code,
          prepaid: z.boolean().optional(),
          merchant_id: z.string().trim().max(50).optional(),
        })
        .strict(),
    label: { sv: "Betalsätt → Specterkod", en: "Payment provider → Specter code" },
    help: {
      sv: "Vilken betalkod i Specter varje betalsätt i butiken får.",
      en: "Which of Specter's payment codes each payment provider of the store gets.",
    },
  }),
  default_payment_code: text({
    group: "payments",
    default: "PP",
    max: 10,
    label: { sv: "Betalkod för övriga betalsätt", en: "Payment code for other providers" },
    help: {
      sv: "För Stripe och betalsätt utan egen kod. PP är förskottsbetalning.",
      en: "For Stripe and providers without a code of their own. PP is prepayment.",
    },
  }),
  carrier_codes: mapping({
    group: "orders",
    maps: "shipping_option",
    max: 100,
    values: (code) => code,
    label: { sv: "Leveranssätt → transportörskod", en: "Shipping option → carrier code" },
    help: {
      sv: "Vilken transportörskod i Specter varje leveranssätt får. Utan kod skickas leveranssättets namn.",
      en: "Which of Specter's carrier codes each shipping option gets. Without a code the option's name is sent.",
    },
  }),
  webshop_ids: mapping({
    group: "orders",
    maps: "sales_channel",
    max: 20,
    values: (code) => code,
    label: { sv: "Säljkanal → webbshopsnummer", en: "Sales channel → webshop number" },
    help: {
      sv: "Bara för Specterkonton med flera webbshoppar.",
      en: "Only for Specter accounts with several web shops.",
    },
  }),
  customer_group_id: text({
    group: "customers",
    default: "",
    max: 20,
    label: { sv: "Kundgrupp i Specter", en: "Customer group in Specter" },
    help: {
      sv: "Kundgruppens nummer för kunder från butiken.",
      en: "The customer group's number for the store's customers.",
    },
  }),
  currency_code: text({
    group: "articles",
    default: "sek",
    max: 3,
    pattern: /^[a-z]{3}$/,
    hint: {
      sv: "Ska vara en valutakod med tre små bokstäver, som sek.",
      en: "Must be a currency code of three lower-case letters, such as sek.",
    },
    label: { sv: "Artiklarnas valuta", en: "The articles' currency" },
    help: {
      sv: "Varianternas pris i denna valuta blir artikelns pris i Specter, och tvärtom.",
      en: "The variants' price in this currency becomes the article's price in Specter, and the other way round.",
    },
  }),
  country_code: text({
    group: "articles",
    default: "se",
    max: 2,
    pattern: /^[a-z]{2}$/,
    hint: {
      sv: "Ska vara en landskod med två små bokstäver, som se.",
      en: "Must be a country code of two lower-case letters, such as se.",
    },
    label: { sv: "Artiklarnas momsland", en: "The articles' VAT country" },
    help: {
      sv: "Artikelns momssats är den som gäller i detta land.",
      en: "The article's VAT percent is the one in this country.",
    },
  }),
  new_article_type: text({
    group: "articles",
    default: "",
    max: 10,
    label: { sv: "Artikeltyp för nya artiklar", en: "Type of new articles" },
    help: {
      sv: "Specters kod för artikeltyp, till exempel GW. Tomt: Specters egen standard. Skickas bara när artikeln skapas.",
      en: "Specter's article-type code, for example GW. Empty: Specter's own default. Sent only when the article is created.",
    },
  }),
  weight_unit: choice({
    group: "articles",
    default: "g",
    choices: { g: { sv: "Gram", en: "Grams" }, kg: { sv: "Kilogram", en: "Kilograms" } },
    label: { sv: "Butikens vikter anges i", en: "The store's weights are in" },
    help: { sv: "Specter räknar i kilogram.", en: "Specter counts in kilograms." },
  }),
  dimension_unit: choice({
    group: "articles",
    default: "cm",
    choices: {
      mm: { sv: "Millimeter", en: "Millimetres" },
      cm: { sv: "Centimeter", en: "Centimetres" },
      m: { sv: "Meter", en: "Metres" },
    },
    label: { sv: "Butikens mått anges i", en: "The store's dimensions are in" },
    help: { sv: "Specter räknar volym i kubikmeter.", en: "Specter counts volume in cubic metres." },
  }),
  stock_sites: mapping({
    group: "stock",
    maps: "stock_location",
    max: 20,
    values: (code) => code,
    label: { sv: "Lagerplats → lagerställe i Specter", en: "Stock location → Specter stock site" },
    help: {
      sv: "Utan val: alla lagerplatser tillsammans. Med lagerställen (utom *, alla) skickas inga saldon till Specter.",
      en: "Without a choice: all locations together. With sites (other than *, all) no figure is sent to Specter.",
    },
  }),
  stock_figure_means: choice({
    group: "stock",
    default: "available",
    choices: {
      available: { sv: "Vad som kan säljas", en: "What can still be sold" },
      on_hand: { sv: "Vad som ligger på lagret", en: "What is on hand" },
    },
    label: { sv: "Specters lagersaldo betyder", en: "Specter's stock figure means" },
    help: {
      sv: "Specter anger normalt vad som kan säljas: lagret minus dess egna reservationer.",
      en: "Specter normally tells what can still be sold: on hand less its own reservations.",
    },
  }),
  new_product_status: choice({
    group: "import",
    needs: "import_products",
    default: "draft",
    choices: { draft: { sv: "Utkast", en: "Draft" }, published: { sv: "Publicerad", en: "Published" } },
    label: { sv: "Nya produkters status", en: "New products' status" },
    help: {
      sv: "Status för produkter som importen skapar.",
      en: "The status of products that the import creates.",
    },
  }),
  new_product_category_id: storeId({
    group: "import",
    maps: "product_category",
    needs: "import_products",
    label: { sv: "Nya produkters kategori", en: "New products' category" },
    help: {
      sv: "När artikelgrupper inte skapar kategorier. Tomt: ingen kategori.",
      en: "When article groups do not create categories. Empty: no category.",
    },
  }),
  new_product_sales_channel_id: storeId({
    group: "import",
    maps: "sales_channel",
    needs: "import_products",
    label: { sv: "Nya produkters säljkanal", en: "New products' sales channel" },
    help: { sv: "Tomt: butikens standardkanal.", en: "Empty: the store's default sales channel." },
  }),
  new_product_shipping_profile_id: storeId({
    group: "import",
    maps: "shipping_profile",
    needs: "import_products",
    label: { sv: "Nya produkters fraktprofil", en: "New products' shipping profile" },
    help: { sv: "Tomt: butikens standardprofil.", en: "Empty: the store's default profile." },
  }),
  unpublish_removed_articles: flag({
    group: "import",
    needs: "import_products",
    default: true,
    label: {
      sv: "Avpublicera artiklar som tagits bort i Specter",
      en: "Unpublish articles removed in Specter",
    },
    help: {
      sv: "Produkten blir ett utkast; den raderas aldrig i butiken.",
      en: "The product becomes a draft; it is never deleted in the store.",
    },
  }),
  notification_email: text({
    group: "advanced",
    default: "",
    max: 200,
    pattern: /^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    hint: {
      sv: "En e-postadress, till exempel order@butiken.se",
      en: "An e-mail address, such as orders@store.com",
    },
    label: { sv: "E-post när ordrar inte har överförts", en: "E-mail when orders stay untransferred" },
    help: {
      sv: "Notisen i admin kommer alltid. Med en adress skickas den också dit, om butiken kan skicka e-post.",
      en: "The notice in the admin always comes. With an address it is sent there too, if the store can send e-mail.",
    },
  }),
  poll_minutes: whole({
    group: "advanced",
    default: 10,
    min: 1,
    max: 1440,
    label: { sv: "Minuter mellan kontroller", en: "Minutes between checks" },
    help: {
      sv: "Så ofta frågar butiken Specter om ändringar vars anrop gått förlorat.",
      en: "How often the store asks Specter for changes whose callback got lost.",
    },
  }),
} satisfies Record<string, Setting<never> | Setting>

export type SettingKey = keyof typeof SETTINGS
export type Settings = { [K in SettingKey]: (typeof SETTINGS)[K]["default"] }

/** The settings when the merchant has chosen nothing. */
export function defaultSettings(): Settings {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([key, setting]) => [key, setting.default])
  ) as Settings
}

/** Of several kinds of problem Medusa's answer to a caller tells only the message: that has to name the setting. */
function named(key: string, schema: z.ZodType): z.ZodType {
  return z.unknown().transform((value, context) => {
    const { data, error } = schema.safeParse(value)
    for (const { path, message } of error?.issues ?? []) {
      context.addIssue({ code: "custom", path, message: `${[key, ...path].join(".")}: ${message}` })
    }
    return data
  })
}

const shape = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, { schema }]) => [key, named(key, schema as z.ZodType).optional()])
) as { [K in SettingKey]: z.ZodOptional<(typeof SETTINGS)[K]["schema"]> }

/** Any subset of the settings; an unknown key or odd value is refused with an error that names the key. */
export const settingsUpdateSchema = z.object(shape).strict()

export type SettingsUpdate = z.infer<typeof settingsUpdateSchema>
