import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ServerStack } from "@medusajs/icons"
import { useTranslation } from "react-i18next"
import { Incomplete } from "../../components/incomplete"
import { LoadError } from "../../components/load-error"
import { Loading } from "../../components/loading"
import { AttentionSection } from "../../components/overview/attention-section"
import { ChartsSection } from "../../components/overview/charts-section"
import { FigureCards } from "../../components/overview/figure-cards"
import { HealthSection } from "../../components/overview/health-section"
import { ReceivedSection } from "../../components/overview/received-section"
import { RunsSection } from "../../components/overview/runs-section"
import { Section } from "../../components/section"
import { useStatus } from "../../lib/api"

const OverviewPage = () => {
  const { t } = useTranslation()
  const { data: status, isError, error, refetch } = useStatus()
  if (!status) {
    return (
      <Section title={t("specter.overview.menu")} level="h1">
        {isError ? <LoadError error={error} onRetry={refetch} /> : <Loading rows={6} />}
      </Section>
    )
  }
  return (
    <div className="flex flex-col gap-y-3">
      <Incomplete connection={status.connection} />
      <HealthSection status={status} />
      <FigureCards status={status} />
      <AttentionSection canSend={status.connection.on} />
      <RunsSection status={status} />
      <ChartsSection />
      <ReceivedSection status={status} />
    </div>
  )
}

export const config = defineRouteConfig({
  label: "specter.overview.menu",
  translationNs: "translation",
  icon: ServerStack,
})

export default OverviewPage
