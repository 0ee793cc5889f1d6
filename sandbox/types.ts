/** Secrets and numbers of the one account the sandbox knows. Version 1 has no `apiUserId` and other secrets. */
export type SandboxCredentials = {
  /** 2 unless said. */
  version?: 1 | 2
  sbmId: string
  apiUserId?: string
  apiUserKey?: string
  integrationKey?: string
  md5Key1?: string
  md5Key2?: string
}

export type SandboxOptions = {
  /** 0, the default, takes a free port. */
  port?: number
  /** 127.0.0.1 unless said. */
  host?: string
  credentials?: SandboxCredentials
  /** A JSON file the books are read from at start and kept in afterwards. */
  dataFile?: string
  /** Articles in one answer, 500 unless said. */
  responseMaxLimit?: number
  /** Orders in one answer, 100 unless said. */
  orderLimit?: number
  /** Milliseconds that every call takes, the sandbox's own work on it included. */
  delayMs?: number
  /** Milliseconds in which callbacks of a kind become one, 50 unless said. */
  callbackDelayMs?: number
  /** false: no callback is ever made by itself. */
  callbacks?: boolean
  callbackMethod?: "GET" | "POST"
  /** Leaves out of order answers what nobody has confirmed: externalOrderNo, statusName and rows. */
  plainOrders?: boolean
  /** Leaves out of article answers what nobody has confirmed: group, VAT percent and web texts. */
  plainArticles?: boolean
  /** The encoding XML answers declare and use, ISO-8859-1 unless said. */
  xmlEncoding?: "ISO-8859-1" | "UTF-8"
  /** Calls and callbacks remembered, 50,000 unless said. */
  callsKept?: number
  /** Waited for when a call has come, before anything is done about it. */
  beforeCall?: (query: URLSearchParams) => Promise<void>
}

export const customerFields = [
  "currency",
  "language",
  "firstName",
  "surName",
  "name",
  "attention",
  "invoiceCompanyName",
  "contactPerson",
  "customerOrganizationalForm",
  "customerGroupId",
  "orgNo",
  "vatNo",
  "homepage",
  "emailAddress",
  "phoneNo",
  "mobileNo",
  "address",
  "addressRow2",
  "zipCodeEng",
  "city",
  "region",
  "countryCode",
  "deliveryCompanyName",
  "deliveryAttention",
  "deliveryAddress",
  "deliveryAddressRow2",
  "deliveryZipCodeEng",
  "deliveryCity",
  "deliveryregion",
  "deliveryCountryCode",
] as const

export const articleFields = [
  "articleNo",
  "name",
  "barCode",
  "buyPrice",
  "stockPrice",
  "priceExclVAT",
  "vatPercent",
  "productWeight",
  "productVolume",
  "articleType",
  "commodityCode",
  "standardOldPrice",
  "showStandardOldPrice",
  "manufacturingCountryCode",
  "supplierNo",
  "supplierName",
  "supplierBuyPrice",
  "supplierArticleNo",
  "articleGroup",
  "webDescription",
  "webShortDescription",
] as const

export const orderFields = [
  "customerId",
  "externalOrderNo",
  "currency",
  "language",
  "stocksiteid",
  "payTypeIdentifier",
  "payTypeReference",
  "payTypeIdentifierPaySystemUser",
  "isPrepayment",
  "internalComment",
  "publishedComment",
  "customerOrderReference",
  "deliveryDate",
  "sendOrderMail",
  "sendOrderMailToUser",
  "userSource",
  "notifyDeliveryByMobile",
  "notifyDeliveryMobileNo",
  "externalDeliveryMethod",
  "preparedShipmentId",
] as const

type Texts<Names extends readonly string[]> = { [name in Names[number]]?: string }

/** Every field as it was received; a field never received is absent. */
export type SandboxCustomer = Texts<typeof customerFields> & {
  customerId: string
  createdAt: string
  changedAt: string
}

/** Every field as it was received; amounts by stock site are decimal strings with a point. */
export type SandboxArticle = Texts<typeof articleFields> & {
  articleId: string
  articleNo: string
  name: string
  articleGroupId?: string
  stockKept: boolean
  onHand: Record<string, string>
  reserved: Record<string, string>
  createdAt: string
  changedAt: string
}

/** Amounts are decimal strings with a point. */
export type SandboxOrderRow = {
  articleNo: string
  articleName: string
  articleComment?: string
  noOfItems: string
  priceExclVAT: string
  vatPercent: string
  /** Percent. */
  discount?: string
  delivered: string
}

/** The delivery address the customer had when the order came. */
export type SandboxDeliveryAddress = {
  companyName: string
  attention: string
  address: string
  addressRow2: string
  zipCodeEng: string
  city: string
  region: string
  countryCode: string
}

export type SandboxOrder = Texts<typeof orderFields> & {
  /** Specter's order id, which its answers call orderNo and its requests orderId. */
  orderNo: string
  customerId: string
  webshopId?: string
  stockSite: string
  rows: SandboxOrderRow[]
  /** Sum of noOfItems x priceExclVAT x (1 + vatPercent/100) less discount, exact, then rounded to the öre. */
  total: string
  statusId: string
  statusName: string
  /** D is delivered, P partly, N not. */
  deliveryStatus: string
  deliveryAddress: SandboxDeliveryAddress
  deliveryIds: string[]
  invoiceId?: string
  createdAt: string
  changedAt: string
}

export type SandboxDelivery = {
  deliveryId: string
  orderNo: string
  deliveryDate?: string
  trackingNo: string
  rows: { articleNo: string; noOfItems: string }[]
  createdAt: string
}

export type SandboxInvoice = {
  invoiceId: string
  orderNo: string
  /** What a callback's $invoiceSource is filled with. */
  source: string
  total: string
  createdAt: string
}

export const callbackParameters = [
  "actionStockChange",
  "actionArticleChange",
  "actionOrderChange",
  "actionNewInvoice",
  "actionRemoveOrder",
] as const

export type CallbackParameter = (typeof callbackParameters)[number]
export type CallbackKind = "stock" | "articles" | "orders" | "invoice" | "order-removed"
export type CallbackIds = { orderId?: string; invoiceId?: string; invoiceSource?: string; orderNo?: string }

export type RecordedCall = {
  at: string
  action: string
  method: string
  query: Record<string, string>
  /** The form as ISO-8859-1 text. */
  body: Record<string, string>
  rawBody: string
  keyOk: boolean
  /** "done", "refused <code>", "not carried out", or "error: …" for a mistake of the sandbox's own. */
  outcome: string
  answer: string
  fault?: string
  /** Parameters that the action does not know: Specter would pass over them in silence. */
  unknownNames: string[]
}

export type RecordedCallback = {
  at: string
  kind: CallbackKind
  address: string
  status?: number
  answer?: string
  error?: string
}

/** What a call can be made to meet. Each kind says whether Specter does what was asked. */
export type Fault =
  /** Not carried out. */
  | { kind: "refuse"; code?: string; message?: string }
  /** Carried out, then the connection is reset. */
  | { kind: "carry-out-and-drop" }
  /** Carried out, then silence; reset after `ms`, or never. */
  | { kind: "carry-out-and-hang"; ms?: number }
  /** Not carried out, reset once the request is read. */
  | { kind: "drop" }
  /** Classic ASP's error page; carried out only when `carryOut` says so. */
  | { kind: "http-500"; carryOut?: boolean }
  /** Not carried out. */
  | { kind: "http-503" }
  /** Carried out; `text` is answered where it is given, else the answer without one of its slashes. */
  | { kind: "malformed-xml"; text?: string }
  /** Carried out. */
  | { kind: "cut-xml" }
  /** Carried out. */
  | { kind: "empty" }
  /** Carried out at once, answered after `ms`. */
  | { kind: "slow"; ms: number }
  /** Not carried out. */
  | { kind: "redirect"; to: string }
  /** Carried out, answered without end. */
  | { kind: "endless-body" }
  /** Carried out, the answer padded to `bytes`. */
  | { kind: "oversize"; bytes: number }

export type FaultKind = Fault["kind"]

export type ArticleChange = Partial<
  Omit<SandboxArticle, "articleId" | "reserved" | "onHand" | "createdAt" | "changedAt">
> & {
  articleNo: string
  /** On hand at the default site, or by site. */
  onHand?: string | number | Record<string, string | number>
}

export type OrderRowChange = {
  noOfItems?: string | number
  priceExclVAT?: string | number
  vatPercent?: string | number
  articleName?: string
}

export type OrderStatusChange = {
  statusId?: string
  statusName?: string
  deliveryStatus?: string
  trackingNo?: string
  /** All rows anew. */
  rows?: ({ articleNo: string } & OrderRowChange)[]
}

export type DeliveryChange = {
  trackingNo?: string
  deliveryDate?: string
  /** All that is left when absent. */
  rows?: { articleNo: string; noOfItems: string | number }[]
}

export type StockFigures = { onHand: string; reserved: string; available: string }
