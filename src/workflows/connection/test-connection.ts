import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../modules/specter"
import { isSpecterError } from "../../modules/specter/client"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import type { ReasonCode } from "../../reasons/reason"
import { swedishDay } from "../../swedish-day"

export type ConnectionTest =
  { ok: true; callbacks_registered: boolean } | { ok: false; reason: { code: ReasonCode }; words?: string }

const testConnectionStep = createStep("test-connection", async (_: Record<string, never>, { container }) => {
  return new StepResponse<ConnectionTest>(await testConnection(container))
})

/**
 * Checks the credentials, tells Specter which addresses to call, and lets sending go on if it was paused.
 * A refusal is an answer here, not an error. Throws NOT_ALLOWED while the plugin's options are incomplete.
 */
export const testConnectionWorkflow = createWorkflow("test-connection", (input: Record<string, never>) => {
  return new WorkflowResponse(testConnectionStep(input))
})

async function testConnection(container: MedusaContainer): Promise<ConnectionTest> {
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const callbacks = await specter.callbacksToRegister()
  const now = new Date()
  try {
    await specter.client().checkAccount({ date: swedishDay(now), callbacks: callbacks?.addresses })
  } catch (error) {
    if (!isSpecterError(error)) {
      throw error
    }
    const words = error.words ?? error.message
    if (error.kind === "account" || error.kind === "refused") {
      // Whatever Specter's words are, this call is about nothing but the account.
      await sync.pauseForAccount(words)
      return { ok: false, reason: { code: "specter_account" }, words }
    }
    // What is sent tells by itself that Specter is away. This call alone may be in trouble, and must not pause the others.
    if ((await sync.pauseState()).cause !== null) {
      await sync.countMiss(words)
    }
    return { ok: false, reason: { code: "specter_not_received" }, words }
  }
  await specter.updateConnection({
    tested_at: now,
    ...(callbacks ? { callbacks_digest: callbacks.digest, callbacks_registered_at: now } : {}),
  })
  await sync.resume()
  return { ok: true, callbacks_registered: callbacks !== undefined }
}
