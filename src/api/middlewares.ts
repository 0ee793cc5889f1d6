import {
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { refuseNul } from "./admin/specter/refuse-nul"
import { requireTables } from "./admin/specter/require-tables"
import { sendCustomerAfterwards } from "./send-customer-afterwards"
import { askForSecret } from "./specter/ask-for-secret"
import { settingsUpdateSchema } from "../modules/specter/settings"
import {
  createArticleProductSchema,
  listBatchesSchema,
  listExchangesSchema,
  listTransfersSchema,
  retryTransfersSchema,
  sendNowSchema,
  startExportSchema,
  startStockUpdateSchema,
  transferOrderSchema,
} from "./admin/specter/validators"

export default defineMiddlewares({
  routes: [
    {
      // Whatever a callback carries is not read: its address says all.
      matcher: "/specter/callbacks/*",
      bodyParser: false,
      middlewares: [askForSecret],
    },
    {
      matcher: "/admin/specter/*",
      middlewares: [refuseNul, requireTables],
    },
    {
      matcher: "/store/customers/me/addresses/:address_id",
      methods: ["DELETE"],
      middlewares: [sendCustomerAfterwards],
    },
    {
      matcher: "/admin/customers/:id/addresses/:address_id",
      methods: ["DELETE"],
      middlewares: [sendCustomerAfterwards],
    },
    {
      matcher: "/admin/specter/stock-updates",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(startStockUpdateSchema)],
    },
    {
      matcher: "/admin/specter/batches",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listBatchesSchema, { isList: true, defaults: ["id"] })],
    },
    {
      matcher: "/admin/specter/exchanges",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listExchangesSchema, { isList: true, defaults: ["id"] })],
    },
    {
      matcher: "/admin/specter/articles",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(createArticleProductSchema)],
    },
    {
      matcher: "/admin/specter/transfers",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(sendNowSchema)],
    },
    {
      matcher: "/admin/specter/settings",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(settingsUpdateSchema)],
    },
    {
      matcher: "/admin/specter/exports",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(startExportSchema)],
    },
    {
      matcher: "/admin/specter/orders/:id/transfer",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(transferOrderSchema)],
    },
    {
      matcher: "/admin/specter/transfers",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listTransfersSchema, { isList: true, defaults: ["id"] })],
    },
    {
      matcher: "/admin/specter/transfers/retry",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(retryTransfersSchema)],
    },
  ],
})
