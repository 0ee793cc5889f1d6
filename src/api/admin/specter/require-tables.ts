import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { SPECTER_MODULE } from "../../../modules/specter"
import { RUN_MIGRATIONS } from "../../../modules/specter/migration-names"
import type SpecterModuleService from "../../../modules/specter/service"

/** Without the plugin's tables no route has an answer, but for what to do about it. */
export async function requireTables(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  const isMigrated = await req.scope.resolve<SpecterModuleService>(SPECTER_MODULE).isMigrated()
  next(isMigrated ? undefined : new MedusaError(MedusaError.Types.NOT_ALLOWED, `Specter: ${RUN_MIGRATIONS}`))
}
