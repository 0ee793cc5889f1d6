export { SpecterClient, type CallContext, type SpecterClientConfig } from "./client"
export type { SpecterDocument } from "./document"
export { isDuplicateOrderRefusal } from "./duplicate-order"
export {
  isSpecterError,
  SPECTER_FAILURE_KINDS,
  SpecterError,
  type FieldProblem,
  type SpecterFailure,
  type SpecterFailureKind,
} from "./errors"
export type { Exchange } from "./exchange"
export { toLatin1, type Latin1Text, type Replacement } from "./codecs/latin1"
export { SPECTER_CALLBACKS, type AccountMessage, type SpecterCallback } from "./messages/account"
export { MAX_ARTICLES, type ArticleMessage, type ArticleOptions } from "./messages/article"
export { parseArticles, type ArticleBatch, type ArticleRow } from "./messages/article-batch"
export { BATCH_KINDS, type BatchKind } from "./messages/batch"
export type { Address, CustomerMessage } from "./messages/customer"
export type { DeliveryMessage } from "./messages/delivery"
export type { Note } from "./messages/form"
export type { OrderMessage, OrderRow } from "./messages/order"
export {
  parseOrders,
  type OrderBatch,
  type OrderChange,
  type OrderDelivery,
  type OrderItem,
} from "./messages/order-batch"
export { SPECTER_LANGUAGES, type SpecterLanguage } from "./messages/parts"
export { parseStock, type StockRow, type StockSite } from "./messages/stock-batch"
export type { SpecterCredentials } from "./signature"
export {
  assumedNames,
  defaultWireNames,
  resolveWireNames,
  WIRE_FACTS,
  wireNamesSchema,
  type PartialWireNames,
  type Sureness,
  type WireFact,
  type WireNameKey,
  type WireNames,
} from "./wire-names"
