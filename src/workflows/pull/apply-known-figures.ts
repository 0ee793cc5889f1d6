import type { MedusaContainer } from "@medusajs/framework/types"
import type { Settings } from "../../modules/specter/settings"
import type { KnownFigures } from "../../modules/specter-sync/pull-ledger"
import type { ApplyContext } from "./applier"
import { applyFigures } from "./apply-figures"

/** The end of a stock pull: Specter has told all it had to tell until `askedAt`. */
export type PullEnd = Pick<ApplyContext, "askedAt" | "hold"> & { lastPulled: Date; settings: Settings }

/** Applies once more what Specter has told. */
export async function applyKnownFigures(
  container: MedusaContainer,
  figures: KnownFigures[],
  context: PullEnd
): Promise<void> {
  if (figures.length > 0) {
    await applyFigures(container, figures, context)
  }
}
