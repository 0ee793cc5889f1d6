import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { renderReason } from "../../reasons/render-reason"
import { testConnectionWorkflow } from "./test-connection"

/**
 * Once a process has started: registers the callbacks when they differ from what Specter was last told, and tries the
 * connection when sending is paused, since the merchant may have corrected the options.
 * @returns whether there is nothing left to do of that.
 */
export async function connectAtStart(container: MedusaContainer): Promise<boolean> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
  const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
  const callbacks = await specter.callbacksToRegister()
  const { cause } = await sync.pauseState()
  if (cause === null && (!callbacks || callbacks.isRegistered)) {
    return true
  }
  const { result } = await testConnectionWorkflow(container).run({ input: {} })
  if (result.ok) {
    logger.info(
      `Specter: connected${result.callbacks_registered ? "; it knows which addresses to call" : ""}`
    )
  } else {
    logger.warn(`Specter: ${renderReason(result.reason).text} ${result.words ?? ""}`)
  }
  return result.ok
}
