import type { OptionProblem } from "../../../modules/specter/options"
import type SpecterModuleService from "../../../modules/specter/service"

/** The state of the connection, without a secret: what is missing, and how the last words with Specter went. */
export async function connectionAnswer(specter: SpecterModuleService) {
  const { on, problems, warnings } = specter.optionsCheck()
  const { last_success_at, last_failure_at, last_failure, tested_at, callbacks_registered_at } =
    await specter.getConnection()
  const callbacks = on ? await specter.callbacksToRegister() : undefined
  return {
    on,
    problems,
    warnings: [...warnings, ...(await capturesInVain(specter))],
    sbm_id: on ? specter.options().credentials.sbmId : null,
    base_url: on ? specter.options().baseUrl : null,
    public_url: on ? (specter.options().callbacks?.publicUrl ?? null) : null,
    callbacks_registered: callbacks?.isRegistered ?? false,
    callbacks_registered_at,
    callbacks_refused: specter.refusedCallbacks(),
    last_success_at,
    last_failure_at,
    last_failure,
    tested_at,
  }
}

/** Specter cannot be asked for invoices: what waits for one to capture its payment waits in vain where Specter cannot call. */
async function capturesInVain(specter: SpecterModuleService): Promise<OptionProblem[]> {
  if (!specter.optionsCheck().on || specter.options().callbacks) {
    return []
  }
  const option = "capture_when_invoiced"
  const problem =
    "is on, but Specter tells of invoices only by calling the store, and cannot: no payment is captured by it"
  return (await specter.getSettings())[option] ? [{ option, problem }] : []
}
