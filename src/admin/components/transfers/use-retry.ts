import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useRetryTransfers, type RetryWish } from "../../lib/api"
import { useFailureText } from "../../lib/use-failure-text"

/** "Transfer" of one, many or all: starts them anew and says how many. */
export function useRetry() {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const { mutate, isPending, variables } = useRetryTransfers()
  return {
    isPending,
    /** Whether it is this one that is being asked for. */
    isAsking: (id: string) =>
      isPending && variables !== undefined && "ids" in variables && variables.ids.includes(id),
    retry: (wish: RetryWish) =>
      mutate(wish, {
        onSuccess: ({ retried }) =>
          toast.success(
            "resolution" in wish && wish.resolution === "in_specter"
              ? t("specter.transfers.decide.noted")
              : t("specter.overview.attention.retried", { count: retried })
          ),
        onError: (error) => toast.error(t("specter.common.went_wrong"), { description: failureText(error) }),
      }),
  }
}
