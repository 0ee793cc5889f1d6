import { pipeline } from "node:stream/promises"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../../../../../modules/specter"
import { isSpecterError, type SpecterDocument } from "../../../../../../modules/specter/client"
import type SpecterModuleService from "../../../../../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../../../../../modules/specter-sync"
import type SpecterSyncModuleService from "../../../../../../modules/specter-sync/service"
import { orderOrNotFound } from "../../../order-answer"
import { beginsAsPdf } from "./begins-as-pdf"

const BAD_GATEWAY = 502

/** The invoice's PDF, streamed from Specter. 404 without an invoice; 502 with Specter's words when Specter fails. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const specter = req.scope.resolve<SpecterModuleService>(SPECTER_MODULE)
  specter.options()
  const order = await orderOrNotFound(req.scope, req.params.id)
  const sync = req.scope.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const number = (await sync.references("invoice", [order.id])).get(order.id)
  if (!number) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Specter has told of no invoice for the order ${order.id}`
    )
  }
  const invoice = await open(specter, number, res)
  if (invoice) {
    await send(req, res, invoice, number)
  }
}

async function open(
  specter: SpecterModuleService,
  number: string,
  res: MedusaResponse
): Promise<SpecterDocument | undefined> {
  const client = specter.client()
  try {
    const { url } = await client.invoiceLink(number)
    const invoice = await client.openDocument(url)
    if (await beginsAsPdf(invoice.stream)) {
      return invoice
    }
    invoice.stream.destroy()
    refuse(res, number, "what it sent is no PDF")
  } catch (error) {
    if (!isSpecterError(error)) {
      throw error
    }
    refuse(res, number, error.words ?? error.message)
  }
}

function refuse(res: MedusaResponse, number: string, words: string): void {
  res.status(BAD_GATEWAY).json({
    type: "specter_failed",
    message: `Specter did not give invoice ${number}: ${words}`,
    words,
  })
}

async function send(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { stream, length }: SpecterDocument,
  number: string
): Promise<void> {
  res.setHeader("content-type", "application/pdf")
  res.setHeader("content-disposition", `inline; filename="${filename(number)}"`)
  res.setHeader("x-content-type-options", "nosniff")
  res.setHeader("cache-control", "private, no-store")
  if (length !== undefined) {
    res.setHeader("content-length", length)
  }
  try {
    // Destroys the connection when the document breaks, so that half an invoice is not taken for a whole one.
    await pipeline(stream, res)
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `Specter: invoice ${number} broke off: ${error instanceof Error ? error.message : String(error)}`
    )
  }
}

const filename = (number: string): string => `faktura-${number.replace(/[^\w-]+/g, "_").slice(0, 50)}.pdf`
