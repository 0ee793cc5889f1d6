import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useFormat } from "../lib/format"

type ProgressBarProps = { done: number; total: number; label: string }

/** How far a run has come, in figures and as a bar that a screen reader can read. */
export function ProgressBar({ done, total, label }: ProgressBarProps) {
  const { t } = useTranslation()
  const { number, percent } = useFormat()
  const share = total > 0 ? Math.min(1, done / total) : 0
  const figures = t("specter.common.progress.label", { done: number(done), total: number(total) })
  return (
    <div className="flex w-full flex-col gap-y-1.5">
      <div className="flex items-baseline justify-between gap-x-2">
        <Text size="small" leading="compact" weight="plus">
          {label}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle tabular-nums">
          {figures}
        </Text>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${percent(share)}, ${figures}`}
        className="bg-ui-bg-component border-ui-border-base h-2 w-full overflow-hidden rounded-full border"
      >
        <div
          className="bg-ui-tag-green-icon h-full rounded-full transition-[width] duration-500 motion-reduce:transition-none"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
