import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SPECTER_MODULE } from "../../../../modules/specter"
import type SpecterModuleService from "../../../../modules/specter/service"
import { testConnectionWorkflow } from "../../../../workflows/connection/test-connection"
import { drain } from "../../../../workflows/push/drain"
import { logFailure } from "../../../../workflows/log-failure"
import { reasonAnswer } from "../transfer-answer"

/** Tests the credentials, registers the callbacks and lets sending go on. Specter's refusal is `ok: false`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).options()
  const { result } = await testConnectionWorkflow(req.scope).run({ input: {} })
  if (result.ok) {
    void drain(req.scope).catch(logFailure(req.scope, "sending"))
    res.json({ ...result, reason: null, words: null })
  } else {
    res.json({ ...result, reason: reasonAnswer(result.reason), words: result.words ?? null })
  }
}
