import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { SPECTER_MODULE } from "../../modules/specter"
import type SpecterModuleService from "../../modules/specter/service"
import { SPECTER_SYNC_MODULE } from "../../modules/specter-sync"
import type SpecterSyncModuleService from "../../modules/specter-sync/service"
import { withLabels } from "../push/with-labels"
import { untransferredNotice } from "./untransferred-notice"

const ORDERS_A_NOTICE = 1_000

type Notice = ReturnType<typeof untransferredNotice>

const takeUntransferredStep = createStep(
  "take-untransferred",
  async (_input: object, { container }) => {
    const sync = container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE)
    const specter = container.resolve<SpecterModuleService>(SPECTER_MODULE)
    const settings = await specter.getSettings()
    const orders = await sync.takeUntransferred(ORDERS_A_NOTICE)
    const named = await withLabels(container, orders)
    const notice =
      orders.length > 0 ? untransferredNotice(named, { isOn: specter.isOn(), ...settings }) : undefined
    return new StepResponse(
      { notice },
      orders.map(({ id }) => id)
    )
  },
  async (ids, { container }) => {
    await container.resolve<SpecterSyncModuleService>(SPECTER_SYNC_MODULE).putUntransferredBack(ids ?? [])
  }
)

/** Without a provider for the feed the e-mail goes all the same: Medusa gives its error no other mark than its words. */
const NO_PROVIDER = /could not find a notification provider/i

const tellUntransferredStep = createStep("tell-untransferred", async ({ feed }: Notice, { container }) => {
  try {
    await container.resolve(Modules.NOTIFICATION).createNotifications(feed)
  } catch (error) {
    if (!NO_PROVIDER.test((error as Error).message)) {
      throw error
    }
    warn(container, "could not be delivered to the admin's feed", error)
  }
  return new StepResponse(undefined)
})

/** The feed has told it already: e-mail that cannot be sent is the log's, and does not make the feed tell it twice. */
const mailUntransferredStep = createStep("mail-untransferred", async ({ email }: Notice, { container }) => {
  try {
    await container.resolve(Modules.NOTIFICATION).createNotifications(email!)
  } catch (error) {
    warn(container, "could not be mailed", error)
  }
  return new StepResponse(undefined)
})

function warn(container: MedusaContainer, what: string, error: unknown): void {
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(`Specter: the notice of untransferred orders ${what}: ${(error as Error).message}`)
}

/**
 * Notifies the merchant of orders that stay untransferred, of each once, and once more of one that waited and has stopped.
 * What cannot be told is told the next time.
 */
export const notifyUntransferredWorkflow = createWorkflow("notify-untransferred", () => {
  const taken = takeUntransferredStep()
  when("there-are-some", { taken }, ({ taken }) => taken.notice !== undefined).then(() => {
    tellUntransferredStep(transform({ taken }, ({ taken }) => taken.notice!))
  })
  when("there-is-an-address", { taken }, ({ taken }) => taken.notice?.email !== undefined).then(() => {
    mailUntransferredStep(transform({ taken }, ({ taken }) => taken.notice!))
  })
  return new WorkflowResponse(taken)
})
