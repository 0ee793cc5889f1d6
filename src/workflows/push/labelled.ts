import type { ClaimedTransfer, Labels } from "../../modules/specter-sync/settlement"
import { settleFailure } from "./settle-failure"
import { isTransferStop, TransferStop } from "./transfer-stop"

/**
 * Does what may fail, and lets the failure say what the merchant calls the transfer's subject.
 * @throws TransferStop with what the failure means for the transfer.
 */
export async function labelled<T>(
  transfer: ClaimedTransfer,
  labels: Labels,
  act: () => Promise<T>
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { settlement } = settleFailure(transfer, error)
    const known = isTransferStop(error) ? error.labels : {}
    throw new TransferStop(settlement, { ...labels, ...known })
  }
}
