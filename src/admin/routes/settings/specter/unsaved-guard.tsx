import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { useBlocker } from "react-router-dom"
import { Confirm } from "../../../components/confirm"

/** Asks before a page with unsaved changes is left, by a link, the back button or by closing the window. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useTranslation()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname
  )
  useEffect(() => {
    if (!when) {
      return
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [when])
  return (
    <Confirm
      open={blocker.state === "blocked"}
      title={t("specter.settings.unsaved.title")}
      description={t("specter.settings.unsaved.text")}
      action={t("specter.settings.unsaved.leave")}
      danger
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    />
  )
}
