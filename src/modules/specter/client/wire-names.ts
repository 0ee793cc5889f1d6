import { z } from "@medusajs/framework/zod"
import { closestNames } from "./closest-names"

/**
 * How sure a name is. A: seen working in two independent connectors. B: seen working in one that has
 * been in production since 2010. C: named publicly, wire form unknown. D: our assumption.
 */
export type Sureness = "A" | "B" | "C" | "D"

export type WireFact = { name: string; sure: Sureness; note?: string }

const a = (name: string, note?: string): WireFact => ({ name, sure: "A", note })
const b = (name: string, note?: string): WireFact => ({ name, sure: "B", note })
const c = (name: string, note?: string): WireFact => ({ name, sure: "C", note })
const d = (name: string, note: string): WireFact => ({ name, sure: "D", note })

const ACCOUNT_REFUSAL = [
  String.raw`\b(sbm ?id|api ?user(id|key)?|api-?användare\w*|integration ?key|md5 ?key)\b`,
  String.raw`\b(invalid|wrong|incorrect|bad|missing|felaktig|ogiltig|fel|saknad)\s+(the\s+)?(md5\s+|api\s+|api-)?(key|nyckel|signature|signatur|checksum|kontrollsumma)(?![\w-])`,
  String.raw`(?<![\w-])(key|nyckel|nyckeln|signature|signatur)\s+(is\s+|was\s+|är\s+)?(not\s+|inte\s+)?(invalid|wrong|incorrect|valid|missing|saknas|felaktig|ogiltig|giltig|fel)\b`,
  String.raw`(?<![\w-])(not authori[sz]ed|unauthori[sz]ed|access denied|åtkomst nekad|saknar behörighet|ej behörig)\b`,
  String.raw`\b(account|kontot)\s+(is\s+|has been\s+|är\s+)?(locked|closed|disabled|inactive|suspended|spärrat|avslutat|inaktivt|låst)\b`,
  String.raw`\b(no|invalid|ogiltig|ingen)\s+licen[sc]\w*|\blicen[sc]\w*\s+(is\s+|has\s+|är\s+|har\s+)?(missing|expired|invalid|saknas|utgången|gått ut|ogiltig)\b`,
].join("|")

const EXISTS_ALREADY = String.raw`(already|redan|duplicate|du[bp]b?lett|\bexists\b(?! not)|in use|upptaget|not unique)`

const DUPLICATE_ORDER = [
  String.raw`(external ?order ?(no|nr|number)|externt? ordern\w+).{0,120}?${EXISTS_ALREADY}`,
  String.raw`${EXISTS_ALREADY}.{0,120}?(external ?order ?(no|nr|number)|externt? ordern\w+)`,
  String.raw`\border(n|ns|number|nummer|numret|nr|no)?\b[^.;]{0,60}?(finns redan|redan registrerad|already exists?|already registered|already submitted)`,
  String.raw`(finns redan|already exists?|already)\b[^.;]{0,20}?\border(n|number|nummer|nr|no)?\b`,
  String.raw`duplicate order|dubb?lett\w* (av )?order`,
].join("|")

const MISSING_ORDER = [
  String.raw`\border(n|nr|nummer|numret)?(\s+(med|with))?(\s+(nr|nummer|no|number)\b\.?)?[\s'"”#:]*(\w*\d[\w-]*)?['"”]?\s*(finns (inte|ej)|hitta(de)?s (inte|ej)|kunde inte hittas|existerar (inte|ej)|does not exist|(is |was |could )?not (be )?found)\b`,
  String.raw`\border(n|nr|nummer|numret)?[\s'"”#:]*(\w*\d[\w-]*)?['"”]?\s*(är|is|was|has been)?\s*(redan|already) (borttagen|raderad|removed|deleted)\b`,
  String.raw`\b(unknown|no such) order[\s'"”#:]*(\d|[.!]?$)|(?<![\w-])okänd order[\s'"”#:]*(\d|[.!]?$)`,
].join("|")

/**
 * Every name that goes over the wire, with how sure it is. The left-hand keys are ours and are what
 * a merchant overrides in the plugin's options. In `answers.*` a `|` parts alternatives, first one
 * found wins; letter case never matters there.
 */
export const WIRE_FACTS = {
  "endpoints.read": a("getInfo.asp"),
  "endpoints.write": a("putInfo.asp"),

  "actions.submitCustomer": b("newCustomerSubmit"),
  "actions.submitArticles": b("newArticleSubmit"),
  "actions.submitOrder": a("newOrderSubmit"),
  "actions.submitDelivery": b("newDeliverySubmit"),
  "actions.submitInvoice": b("newInvoiceSubmit"),
  "actions.removeArticle": d("removeArticleSubmit", "removing exists, its action's name is assumed"),
  "actions.removeOrder": d("removeOrderSubmit", "removing exists, its action's name is assumed"),
  "actions.fetchStock": b("getArticleExternalNeedUpdate"),
  "actions.fetchArticles": b("getArticleInfoExternalNeedUpdate"),
  "actions.fetchOrders": b("getOrdersExternalNeedUpdate"),
  "actions.acknowledgeStock": b("updateArticlesFromBatch"),
  "actions.acknowledgeArticles": b("updateArticleInfosFromBatch"),
  "actions.acknowledgeOrders": b("updateOrdersFromBatch"),
  "actions.clearStockBatch": b("clearArticleBatch"),
  "actions.invoiceLink": b("getPDFLink"),
  "actions.checkAccount": a("checkAccountSettings"),

  "fields.action": a("action"),
  "fields.sbmId": a("sbmId"),
  "fields.apiUserId": a("apiUserId"),
  "fields.useXml": a("useXML"),
  "fields.key": a("key"),

  "fields.customer.forceUpdate": b("forceCustomerUpdate"),
  "fields.customer.currency": b("currency"),
  "fields.customer.language": b("language"),
  "fields.customer.firstName": b("firstName"),
  "fields.customer.lastName": b("surName"),
  "fields.customer.companyName": b("name"),
  "fields.customer.attention": b("attention"),
  "fields.customer.contactPerson": b("contactPerson"),
  "fields.customer.form": b("customerOrganizationalForm"),
  "fields.customer.groupId": b("customerGroupId"),
  "fields.customer.orgNo": b("orgNo"),
  "fields.customer.vatNo": b("vatNo"),
  "fields.customer.homepage": b("homepage"),
  "fields.customer.email": b("emailAddress"),
  "fields.customer.phone": b("phoneNo"),
  "fields.customer.mobile": b("mobileNo"),
  "fields.customer.ignoreOrgNoControl": b("ignoreControlOrgNo"),
  "fields.customer.ignoreEmailControl": b("ignoreControlEmail"),
  "fields.customer.invoice.company": b("invoiceCompanyName"),
  "fields.customer.invoice.line1": b("address"),
  "fields.customer.invoice.line2": b("addressRow2"),
  "fields.customer.invoice.postalCode": b("zipCodeEng"),
  "fields.customer.invoice.city": b("city"),
  "fields.customer.invoice.region": b("region"),
  "fields.customer.invoice.countryCode": b("countryCode"),
  "fields.customer.delivery.company": b("deliveryCompanyName"),
  "fields.customer.delivery.attention": b("deliveryAttention"),
  "fields.customer.delivery.line1": b("deliveryAddress"),
  "fields.customer.delivery.line2": b("deliveryAddressRow2"),
  "fields.customer.delivery.postalCode": b("deliveryZipCodeEng"),
  "fields.customer.delivery.city": b("deliveryCity"),
  "fields.customer.delivery.region": b("deliveryregion"),
  "fields.customer.delivery.countryCode": b("deliveryCountryCode"),

  "fields.article.forceUpdate": b("forceArticleUpdate"),
  "fields.article.addSupplier": b("addSupplier"),
  "fields.article.articleNo": b("articleNo"),
  "fields.article.name": b("name"),
  "fields.article.barcode": b("barCode"),
  "fields.article.buyPrice": b("buyPrice"),
  "fields.article.stockPrice": b("stockPrice"),
  "fields.article.priceExclVat": b("priceExclVAT"),
  "fields.article.vatPercent": b("vatPercent"),
  "fields.article.weightKg": b("productWeight"),
  "fields.article.volumeM3": b("productVolume"),
  "fields.article.keepStock": b("createArticleStock"),
  "fields.article.stock": b("noItemsInStock"),
  "fields.article.articleType": b("articleType"),
  "fields.article.commodityCode": b("commodityCode"),
  "fields.article.oldPrice": b("standardOldPrice"),
  "fields.article.showOldPrice": b("showStandardOldPrice"),
  "fields.article.countryOfOrigin": b("manufacturingCountryCode"),
  "fields.article.supplierNo": b("supplierNo"),
  "fields.article.supplierName": b("supplierName"),
  "fields.article.supplierBuyPrice": b("supplierBuyPrice"),
  "fields.article.supplierArticleNo": b("supplierArticleNo"),
  "fields.article.articleGroup": d("articleGroup", "an article group exists, its parameter is assumed"),

  "fields.order.customerId": a("customerId"),
  "fields.order.externalOrderNo": a("externalOrderNo"),
  "fields.order.currency": a("currency"),
  "fields.order.language": a("language"),
  "fields.order.stockSiteId": a("stocksiteid"),
  "fields.order.paymentCode": a("payTypeIdentifier"),
  "fields.order.paymentReference": a("payTypeReference"),
  "fields.order.paymentMerchantId": a("payTypeIdentifierPaySystemUser"),
  "fields.order.prepaid": a("isPrepayment"),
  "fields.order.internalComment": a("internalComment"),
  "fields.order.publishedComment": a("publishedComment"),
  "fields.order.customerReference": a("customerOrderReference"),
  "fields.order.deliveryDate": a("deliveryDate"),
  "fields.order.sendOrderMail": a("sendOrderMail"),
  "fields.order.sendOrderMailToUser": a("sendOrderMailToUser"),
  "fields.order.userSource": a("userSource"),
  "fields.order.notifyByMobile": a("notifyDeliveryByMobile"),
  "fields.order.notifyMobileNo": a("notifyDeliveryMobileNo"),
  "fields.order.deliveryMethod": a("externalDeliveryMethod"),
  "fields.order.preparedShipmentId": a("preparedShipmentId"),
  "fields.order.webshopId": a("webshopId"),
  "fields.order.row.articleNo": a("articleNo"),
  "fields.order.row.name": a("articleName"),
  "fields.order.row.comment": a("articleComment"),
  "fields.order.row.priceExclVat": a("priceExclVAT"),
  "fields.order.row.quantity": a("noOfItems"),
  "fields.order.row.vatPercent": a("vatPercent"),
  "fields.order.row.discountPercent": c("discount", "percent"),

  "fields.delivery.orderId": b("orderId"),
  "fields.delivery.date": b("deliveryDate"),
  "fields.delivery.byArticleNo": b("useArticleNoRowMapping"),
  "fields.delivery.row.articleNo": b("articleNo"),
  "fields.delivery.row.quantity": b("noOfItems"),
  "fields.invoice.orderId": b("orderId"),
  "fields.invoice.type": b("typeInvoice"),
  "fields.removeArticle.articleNo": d("articleNo", "parameter and key value are assumed"),
  "fields.removeOrder.orderId": d("orderId", "parameter and key value are assumed"),

  "fields.batch.batchNo": b("batchNo"),
  "fields.batch.allSites": b("getMultipleStocksites"),
  "fields.batch.clearSelf": b("clearSelf"),
  "fields.document.type": b("typeDocument"),
  "fields.document.id": b("documentId"),
  "fields.account.date": b("date"),
  "fields.account.callback.stock": b("actionStockChange"),
  "fields.account.callback.articles": b("actionArticleChange"),
  "fields.account.callback.orders": b("actionOrderChange"),
  "fields.account.callback.invoice": b("actionNewInvoice"),
  "fields.account.callback.orderRemoved": b("actionRemoveOrder"),

  "answers.response": a("APIresponse"),
  "answers.result": a("result"),
  "answers.code": a("code"),
  "answers.message": a("message"),
  "answers.id": d("id|code", "the id of what was made, should a write be answered as XML"),

  "answers.stock.site": b("stock"),
  "answers.stock.siteId": d(
    "stocksiteid|siteid|id|no|stockid",
    "the attribute of <stock> that identifies the warehouse"
  ),
  "answers.stock.siteName": d(
    "name|stockname|stocksitename|sitename",
    "the attribute of <stock> that names the warehouse"
  ),
  "answers.stock.row": b("article"),
  "answers.stock.articleNo": b("articleNo"),
  "answers.stock.available": b("noItemsAv|noItemsAvailable"),
  "answers.stock.noFigure": b("noItemsAvailable", "stands in a figure's place when there is none"),
  "answers.stock.batchNo": b("batchNo"),
  "answers.stock.list": b("stockChanges|articles"),

  "answers.articles.list": b("articles"),
  "answers.articles.row": b("article"),
  "answers.articles.limit": b("responseMaxLimit"),
  "answers.articles.articleNo": b("articleNo"),
  "answers.articles.name": b("name"),
  "answers.articles.barcode": b("barCode"),
  "answers.articles.priceExclVat": b("priceExclVat"),
  "answers.articles.buyPrice": b("buyPrice"),
  "answers.articles.weightKg": b("productWeight"),
  "answers.articles.vatPercent": d("vatPercent", "attribute of <article>"),
  "answers.articles.articleGroupId": d("articleGroupId", "attribute of <article>"),
  "answers.articles.articleGroupName": d("articleGroupName", "attribute of <article>"),
  "answers.articles.description": d("webDescription", "element of <article>"),
  "answers.articles.shortDescription": d("webShortDescription", "element of <article>"),
  "answers.articles.removed": d("removed|deleted", "1 on <article>: it exists no longer"),

  "answers.orders.list": b("orders"),
  "answers.orders.row": b("order"),
  "answers.orders.more": b("moreInfoToFetch"),
  "answers.orders.orderNo": b("orderNo"),
  "answers.orders.externalOrderNo": d("externalOrderNo", "attribute of <order>"),
  "answers.orders.status": b("orderstatus"),
  "answers.orders.statusId": b("statusId"),
  "answers.orders.statusName": d("statusName", "attribute of <orderstatus>"),
  "answers.orders.deliveryStatus": b("deliveryStatus"),
  "answers.orders.deliveries": b("deliveries"),
  "answers.orders.deliveriesUpdated": b("updated"),
  "answers.orders.delivery": b("delivery"),
  "answers.orders.trackingNo": b("trackingNo"),
  "answers.orders.rows": d("rows", "element of <order> and of <delivery>"),
  "answers.orders.item": d("row", "element of <rows>"),
  "answers.orders.item.articleNo": d("articleNo", "attribute of <row>"),
  "answers.orders.item.name": d("name", "element of <row>"),
  "answers.orders.item.noOfItems": d("noOfItems", "attribute of <row>"),
  "answers.orders.item.priceExclVat": d("priceExclVat", "attribute of <row>"),
  "answers.orders.item.vatPercent": d("vatPercent", "attribute of <row>"),

  "codes.batchOpen": b("99"),
  "codes.account": d("", "codes that mean trouble with key, account or licence, parted by commas"),
  "codes.duplicateOrder": d("", "codes that mean the order number exists already, parted by commas"),
  "patterns.accountRefusal": d(ACCOUNT_REFUSAL, "words that mean trouble with key, account or licence"),
  "patterns.duplicateOrder": d(DUPLICATE_ORDER, "words that mean the order number exists already"),
  "patterns.missingOrder": d(MISSING_ORDER, "words that mean there is no such order to remove"),
} satisfies Record<string, WireFact>

export type WireNameKey = keyof typeof WIRE_FACTS
export type WireNames = Readonly<Record<WireNameKey, string>>

/** What a merchant overrides, for example `{ "actions.removeArticle": "deleteArticleSubmit" }`. */
export type PartialWireNames = Partial<Record<WireNameKey, string>>

const KEYS = Object.keys(WIRE_FACTS) as WireNameKey[]

const isKey = (key: string): key is WireNameKey => KEYS.some((known) => known === key)

/** Undefined when the value fits its key, else what is wrong with it. */
function problemWithName(key: WireNameKey, value: string): string | undefined {
  switch (key.slice(0, key.indexOf("."))) {
    case "endpoints":
      return /^[\w./-]+$/.test(value) ? undefined : "must be a path below the base address"
    case "answers":
      return /^[\w:-]+(\|[\w:-]+)*$/.test(value) ? undefined : "must be a name, or names parted by |"
    case "codes":
      return /^([\w-]+(, ?[\w-]+)*)?$/.test(value) ? undefined : "must be codes parted by commas"
    case "patterns":
      return problemWithPattern(value)
    default:
      return /^[A-Za-z]\w*$/.test(value) ? undefined : "must be one word of letters, digits and _"
  }
}

function problemWithPattern(value: string): string | undefined {
  try {
    new RegExp(value, "i")
    return value === "" ? "must not be empty, it would match everything" : undefined
  } catch (error) {
    return `must be a regular expression: ${(error as Error).message}`
  }
}

/** Validates overrides; an unknown key is named together with the keys that look like it. */
export const wireNamesSchema = z
  .record(z.string(), z.string())
  .superRefine((names, context) => {
    for (const [key, value] of Object.entries(names)) {
      const problem = isKey(key)
        ? problemWithName(key, value)
        : `is no wire name. Did you mean ${closestNames(key, KEYS).join(", ")}?`
      if (problem) {
        context.addIssue({ code: "custom", path: [key], message: `"${key}" ${problem}` })
      }
    }
  })
  .transform((names) => names as PartialWireNames)

/** The full table of names. Throws a `ZodError` for an override that does not fit. */
export function resolveWireNames(overrides: PartialWireNames = {}): WireNames {
  const standard = KEYS.map((key) => [key, WIRE_FACTS[key].name] as const)
  return {
    ...(Object.fromEntries(standard) as Record<WireNameKey, string>),
    ...wireNamesSchema.parse(overrides),
  }
}

export const defaultWireNames: WireNames = resolveWireNames()

/** The names that are our assumption: to be confirmed with Specter. */
export function assumedNames(): { key: WireNameKey; name: string; note?: string }[] {
  return KEYS.filter((key) => (WIRE_FACTS[key] as WireFact).sure === "D").map((key) => ({
    key,
    name: WIRE_FACTS[key].name,
    note: WIRE_FACTS[key].note,
  }))
}

/** The codes in a comma-parted entry such as `codes.account`. */
export function codesIn(
  names: WireNames,
  key: "codes.account" | "codes.duplicateOrder" | "codes.batchOpen"
): string[] {
  return names[key]
    .split(",")
    .map((code) => code.trim())
    .filter((code) => code !== "")
}
