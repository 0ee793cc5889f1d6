import type { ArticleMessage, CustomerMessage, OrderMessage, SpecterCredentials } from ".."

export const CREDENTIALS: SpecterCredentials = {
  version: 2,
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "userkey-åäö-1",
  integrationKey: "integration-key-2",
}

export const BATCH_NO = "0123456789abcdef0123456789abcdef"

export const person: CustomerMessage = {
  form: "person",
  firstName: "Åsa",
  lastName: "Öberg-Ärlig",
  contactPerson: "Åsa Öberg-Ärlig",
  currency: "SEK",
  language: "SE",
  customerGroupId: "3",
  orgNo: "19800101-1234",
  homepage: "",
  email: "asa.oberg@example.se",
  phone: "+46 70-123 45 67",
  mobile: "",
  vatNo: "",
  invoiceAddress: { line1: "Storgatan 1 A", postalCode: "111 22", city: "Örebro", countryCode: "SE" },
  deliveryAddress: {
    company: "Åsa Öberg-Ärlig",
    line1: "Storgatan 1 A",
    postalCode: "111 22",
    city: "Örebro",
    countryCode: "SE",
  },
}

export const company: CustomerMessage = {
  form: "company",
  companyName: "Lind & Söner AB",
  attention: "Eva Lind",
  contactPerson: "Eva Lind",
  currency: "SEK",
  language: "SE",
  customerGroupId: "3",
  orgNo: "556677-8899",
  homepage: "https://ab.se/?a=1&b=2",
  email: "eva@ab.se",
  phone: "031-2",
  mobile: "0701",
  vatNo: "",
  invoiceAddress: {
    company: "Lind & Söner AB",
    line1: "Industrivägen 5",
    line2: "Uppgång B",
    postalCode: "41105",
    city: "Göteborg",
    countryCode: "SE",
  },
  deliveryAddress: {
    company: "Lagret i Mölndal",
    attention: "Bo Ek",
    line1: "Lagervägen 9",
    postalCode: "43153",
    city: "Mölndal",
    countryCode: "SE",
  },
}

export const order: OrderMessage = {
  customerId: "5001",
  externalOrderNo: "WEB-1042",
  currency: "SEK",
  language: "SE",
  stockSiteId: "2",
  payment: { code: "", reference: "pi_3Nabc" },
  internalComment: "Lämna vid dörren, tack!",
  publishedComment: "Lämna vid dörren, tack!",
  customerReference: "ABCDEF",
  sendOrderMail: true,
  sendOrderMailToUser: false,
  deliveryMethod: "PN1",
  rows: [
    { articleNo: "TRÖJA-S", name: "Tröja röd S", priceExclVat: "79.200", quantity: "2", vatPercent: 25 },
    {
      articleNo: "KAFFE 500",
      name: "Kaffe 500 g & kanna",
      priceExclVat: "100.000",
      quantity: "1",
      vatPercent: 12,
    },
    { articleNo: "FRAKT", name: "Postnord Hämta", priceExclVat: "39.2", quantity: "1", vatPercent: 25 },
  ],
}

export const articles: ArticleMessage[] = [
  {
    articleNo: "TRÖJA-S",
    name: "Tröja  röd S",
    barcode: "7310865004703",
    buyPrice: "40.000000",
    stockPrice: "40.000000",
    vatPercent: "25.000",
    priceExclVat: "79.20",
    weightKg: "0.25",
    volumeM3: "0.00",
    keepStock: true,
    stock: "7",
    supplierArticleNo: "",
  },
  {
    articleNo: "KAFFE 500",
    name: "Kaffe 500 g & kanna",
    barcode: "",
    buyPrice: "55.5",
    stockPrice: "55.5",
    vatPercent: "12.000",
    priceExclVat: "100.00",
    weightKg: "0.5",
    volumeM3: "0.00",
    keepStock: true,
    stock: "7",
    supplierArticleNo: "",
  },
]
