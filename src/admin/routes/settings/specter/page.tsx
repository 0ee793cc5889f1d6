import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Skeleton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { LoadError } from "../../../components/load-error"
import { useSettings, useStatus } from "../../../lib/api"
import { ConnectionCard } from "./connection-card"
import { SettingsForm } from "./settings-form"

/** Settings → Specter. */
const SpecterSettingsPage = () => {
  const status = useStatus()
  const settings = useSettings()
  return (
    <div className="flex flex-col gap-y-3 pb-3">
      {status.data ? (
        <ConnectionCard connection={status.data.connection} pause={status.data.pause} />
      ) : (
        <Pending query={status} />
      )}
      {settings.data ? <SettingsForm {...settings.data} /> : <Pending query={settings} />}
    </div>
  )
}

type PendingProps = { query: { isError: boolean; error: unknown; refetch: () => unknown } }

function Pending({ query: { isError, error, refetch } }: PendingProps) {
  const { t } = useTranslation()
  return (
    <Container className="p-0" aria-busy={!isError}>
      {isError ? (
        <LoadError error={error} onRetry={refetch} />
      ) : (
        <div role="status" className="flex flex-col gap-y-3 px-6 py-4">
          <span className="sr-only">{t("specter.common.loading")}</span>
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-16 w-full" />
        </div>
      )}
    </Container>
  )
}

export default SpecterSettingsPage

export const config = defineRouteConfig({ label: "Specter" })

export const handle = { breadcrumb: () => "Specter" }
