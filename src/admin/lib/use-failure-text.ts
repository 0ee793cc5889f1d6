import { useTranslation } from "react-i18next"
import { errorText } from "./error-text"

/** Words for a button that did not work: what the store answered, or that it did not answer. */
export function useFailureText() {
  const { t } = useTranslation()
  return (error: unknown) => errorText(error) ?? t("specter.common.no_answer")
}
