import { accountSettings } from "./account-settings"
import { Action } from "./action"
import { acknowledgeArticles, articleBatch } from "./article-batch"
import { acknowledgeOrders, orderBatch } from "./order-batch"
import { acknowledgeStock, clearStockBatch, stockBatch } from "./stock-batch"
import { removeArticle, submitArticles } from "./submit-articles"
import { submitCustomer } from "./submit-customer"
import { submitDelivery } from "./submit-delivery"
import { pdfLink, submitInvoice } from "./submit-invoice"
import { removeOrderAction, submitOrder } from "./submit-order"

/** Everything this Specter can be asked. */
export const actions: Action[] = [
  submitCustomer,
  submitArticles,
  submitOrder,
  submitDelivery,
  submitInvoice,
  removeArticle,
  removeOrderAction,
  accountSettings,
  stockBatch,
  acknowledgeStock,
  clearStockBatch,
  articleBatch,
  acknowledgeArticles,
  orderBatch,
  acknowledgeOrders,
  pdfLink,
]

const byName = new Map(actions.map((action) => [action.name.toLowerCase(), action]))

/** The action of that name, whatever its case. */
export const findAction = (name: string): Action | undefined => byName.get(name.toLowerCase())
