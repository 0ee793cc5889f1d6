export { SpecterClient, type SpecterClientConfig } from "./client"
export type { SpecterDocument } from "./document"
export { isDuplicateOrderRefusal } from "./duplicate-order"
export { isMissingOrderRefusal } from "./missing-order"
export { isSpecterError, SPECTER_FAILURE_KINDS, SpecterError, type SpecterFailure } from "./errors"
export type { Exchange } from "./exchange"
export { toLatin1 } from "./codecs/latin1"
export { SPECTER_CALLBACKS, type SpecterCallback } from "./messages/account"
export type { ArticleMessage } from "./messages/article"
export { parseArticles, parseArticlesInPieces, type ArticleRow } from "./messages/article-batch"
export type { Address, CustomerMessage } from "./messages/customer"
export type { DeliveryMessage } from "./messages/delivery"
export type { Note } from "./messages/form"
export type { OrderMessage, OrderRow } from "./messages/order"
export { parseOrders, type OrderChange, type OrderItem } from "./messages/order-batch"
export type { SpecterLanguage } from "./messages/parts"
export { parseStockInPieces, type StockRow, type StockSite } from "./messages/stock-batch"
export type { SpecterCredentials } from "./signature"
export {
  assumedNames,
  defaultWireNames,
  resolveWireNames,
  WIRE_FACTS,
  wireNamesSchema,
  type PartialWireNames,
  type WireNames,
} from "./wire-names"
