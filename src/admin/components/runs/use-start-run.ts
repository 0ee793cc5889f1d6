import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { RunType } from "../../lib/answers"
import { useStartArticleImport, useStartExport, useStartStockUpdate } from "../../lib/api"
import { useFailureText } from "../../lib/use-failure-text"

export type RunWish = { type: RunType; all?: boolean }

/** Begins an export or import and remembers it, so that its progress can be shown where it was begun. */
export function useStartRun() {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const startExport = useStartExport()
  const startStockUpdate = useStartStockUpdate()
  const startArticleImport = useStartArticleImport()
  const [runId, setRunId] = useState<string>()
  const [asked, setAsked] = useState<RunType>()

  const begin = ({ type, all }: RunWish) => {
    switch (type) {
      case "stock_update":
        return startStockUpdate.mutateAsync({ full: all })
      case "article_import":
        return startArticleImport.mutateAsync()
      case "products":
      case "customers":
      case "stock":
        return startExport.mutateAsync({ type, all })
    }
  }

  const start = async (wish: RunWish) => {
    setAsked(wish.type)
    try {
      const run = await begin(wish)
      setRunId(run.id)
      const words = run.already_running ? "already" : "started"
      toast.success(
        t(`specter.overview.runs.${words}`, { type: t(`specter.overview.runs.type.${wish.type}`) })
      )
    } catch (error) {
      toast.error(t("specter.common.went_wrong"), { description: failureText(error) })
    } finally {
      setAsked(undefined)
    }
  }

  return { start, runId, asked }
}
