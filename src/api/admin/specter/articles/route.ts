import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createProductOfArticleWorkflow } from "../../../../workflows/pull/create-product-of-article"
import type { CreateArticleProduct } from "../validators"

/** "Create product": a draft for an article of Specter's that no variant has the number of. */
export async function POST(req: AuthenticatedMedusaRequest<CreateArticleProduct>, res: MedusaResponse) {
  const { result } = await createProductOfArticleWorkflow(req.scope).run({ input: req.validatedBody })
  res.status(201).json(result)
}
