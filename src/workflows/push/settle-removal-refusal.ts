import { isSpecterError } from "../../modules/specter/client"
import { TransferStop } from "./transfer-stop"

/** The removals' names on the wire are assumptions: a refusal says so and names the option that corrects it. */
export function settleRemovalRefusal(error: unknown, option: string): unknown {
  return isSpecterError(error) && error.kind === "refused"
    ? new TransferStop({
        state: "rejected",
        reason: { code: "removal_refused", data: { option } },
        words: error.words ?? error.message,
      })
    : error
}
