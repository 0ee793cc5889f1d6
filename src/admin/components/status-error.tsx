import type { useStatus } from "../lib/api"
import { LoadError } from "./load-error"

type StatusErrorProps = { query: ReturnType<typeof useStatus> }

/** Why a panel has no button: whether Specter is on could not be loaded. Nothing once it is known. */
export function StatusError({ query: { data, isError, error, refetch } }: StatusErrorProps) {
  return isError && !data ? <LoadError error={error} onRetry={refetch} /> : null
}
