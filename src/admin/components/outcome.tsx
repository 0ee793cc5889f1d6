import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Text, clx } from "@medusajs/ui"

export type OutcomeWords = { ok: boolean; text: string }

/** What a button led to, where it was pressed: seen, and read out by a screen reader as soon as it appears. */
export function Outcome({ outcome, className }: { outcome: OutcomeWords | undefined; className?: string }) {
  return (
    <div role="status" aria-live="polite" className={clx({ [className ?? ""]: outcome !== undefined })}>
      {outcome && (
        <div className="flex items-start gap-x-2">
          {outcome.ok ? (
            <CheckCircleSolid aria-hidden className="text-ui-tag-green-icon mt-0.5 shrink-0" />
          ) : (
            <ExclamationCircleSolid aria-hidden className="text-ui-tag-red-icon mt-0.5 shrink-0" />
          )}
          <Text size="small" className="min-w-0 break-words">
            {outcome.text}
          </Text>
        </div>
      )}
    </div>
  )
}
