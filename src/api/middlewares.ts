import {
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { settingsUpdateSchema } from "../modules/specter/settings"
import {
  listTransfersSchema,
  retryTransfersSchema,
  startExportSchema,
  transferOrderSchema,
} from "./admin/specter/validators"

export default defineMiddlewares({
  routes: [
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
