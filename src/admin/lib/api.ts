import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  Batch,
  BatchRemark,
  BatchKind,
  BatchState,
  ConnectionTest,
  CustomerTransfer,
  DayStats,
  Exchange,
  OrderPreview,
  OrderTransfer,
  Page,
  Run,
  SettingField,
  SettingValues,
  StartedRun,
  Status,
  Transfer,
  TransferKind,
  TransferState,
  VariantArticle,
} from "./answers"
import { pollWhile } from "./polling"
import { sdk } from "./sdk"

export type TransferQuery = {
  kind?: TransferKind | TransferKind[]
  state?: TransferState | TransferState[]
  q?: string
  parent_id?: string
  subject_id?: string | string[]
  /** A column, with `-` before it for descending; default `-updated_at`. */
  order?: string
  limit?: number
  offset?: number
}
export type BatchQuery = {
  kind?: BatchKind | BatchKind[]
  state?: BatchState | BatchState[]
  order?: string
  limit?: number
  offset?: number
}
export type ExchangeQuery = {
  q?: string
  action?: string
  outcome?: string
  /** The id of the transfer that the calls were made for. */
  correlation_id?: string
  order?: string
  limit?: number
  offset?: number
}
/** What the merchant found in Specter of something whose outcome is not known. */
export type Resolution = "in_specter" | "not_in_specter"
/** By `ids`, or by the same filter as the list. */
export type RetryWish =
  | { ids: string[]; resolution?: Resolution }
  | Pick<TransferQuery, "kind" | "state" | "q" | "parent_id" | "subject_id">

/** What every query of the plugin is kept under. */
const specterKeys = {
  all: ["specter"] as const,
  status: ["specter", "status"] as const,
  settings: ["specter", "settings"] as const,
  transfers: (query: TransferQuery) => ["specter", "transfers", query] as const,
  order: (id: string) => ["specter", "order", id] as const,
  orderPreview: (id: string) => ["specter", "order", id, "preview"] as const,
  batches: (query: BatchQuery) => ["specter", "batches", query] as const,
  batch: (id: string) => ["specter", "batch", id] as const,
  run: (id: string) => ["specter", "run", id] as const,
  exchanges: (query: ExchangeQuery) => ["specter", "exchanges", query] as const,
  stats: ["specter", "stats"] as const,
  product: (id: string) => ["specter", "product", id] as const,
  customer: (id: string) => ["specter", "customer", id] as const,
}

const get = <T>(path: string, query?: object) =>
  sdk.client.fetch<T>(`/admin/specter/${path}`, { query: query as Record<string, unknown> })
const post = <T>(path: string, body: object = {}) =>
  sdk.client.fetch<T>(`/admin/specter/${path}`, { method: "POST", body })

/** What is on its way: it changes by itself within seconds. */
const isMoving = (transfer?: { state: TransferState } | null) =>
  transfer?.state === "waiting" || transfer?.state === "sending"

/** What fails is tried again later: it is not watched as closely. */
const isUnderWay = ({ state }: Batch) => state === "fetched" || state === "applied"

const isBusy = ({ counts, runs, pulls, pause }: Status) =>
  runs.some(({ state }) => state === "running") ||
  pulls.some(({ wanted }) => wanted) ||
  (!pause && counts.some((count) => isMoving(count) && count.count > 0))

// A page shows what is true now, not what was true when it was last open.
const live = { staleTime: 0, refetchOnWindowFocus: true } as const

export function useStatus() {
  return useQuery({
    queryKey: specterKeys.status,
    queryFn: () => get<Status>("status"),
    refetchInterval: pollWhile(isBusy),
    ...live,
  })
}

export function useSettings() {
  return useQuery({
    queryKey: specterKeys.settings,
    queryFn: () => get<{ settings: SettingValues; fields: SettingField[] }>("settings"),
    staleTime: 0,
  })
}

export function useUpdateSettings() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (update: SettingValues) => post<{ settings: SettingValues }>("settings", update),
    onSuccess: refresh,
  })
}

export function useConnectionTest() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: () => post<ConnectionTest>("connection"), onSettled: refresh })
}

export function useTransfers(query: TransferQuery = {}) {
  return useQuery({
    queryKey: specterKeys.transfers(query),
    queryFn: () => get<Page<"transfers", Transfer>>("transfers", query),
    refetchInterval: pollWhile(({ transfers }: Page<"transfers", Transfer>) => transfers.some(isMoving)),
    placeholderData: keepPreviousData,
    ...live,
  })
}

export function useRetryTransfers() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wish: RetryWish) => post<{ retried: number }>("transfers/retry", wish),
    onSettled: refresh,
  })
}

export function useOrder(id: string) {
  return useQuery({
    queryKey: specterKeys.order(id),
    queryFn: async () => (await get<{ order: OrderTransfer }>(`orders/${id}`)).order,
    refetchInterval: pollWhile(
      (order: OrderTransfer) => isMoving(order.transfer) || order.related.some(isMoving)
    ),
    ...live,
  })
}

export function useTransferOrder(id: string) {
  const client = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (body: { resolution?: Resolution; specter_order_number?: string } = {}) =>
      (await post<{ order: OrderTransfer }>(`orders/${id}/transfer`, body)).order,
    onSuccess: (order) => client.setQueryData(specterKeys.order(id), order),
    onSettled: refresh,
  })
}

/** `enabled` false until the merchant asks for it. */
export function useOrderPreview(id: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: specterKeys.orderPreview(id),
    queryFn: async () => (await get<{ preview: OrderPreview }>(`orders/${id}/preview`)).preview,
    enabled,
    staleTime: 0,
  })
}

/** The invoice as a PDF. */
export async function fetchOrderInvoice(id: string): Promise<Blob> {
  const response = await sdk.client.fetch<Response>(`/admin/specter/orders/${id}/invoice`, {
    headers: { accept: "application/pdf" },
  })
  return await response.blob()
}

export function useBatches(query: BatchQuery = {}) {
  return useQuery({
    queryKey: specterKeys.batches(query),
    queryFn: () => get<Page<"batches", Batch>>("batches", query),
    refetchInterval: pollWhile(({ batches }: Page<"batches", Batch>) => batches.some(isUnderWay)),
    placeholderData: keepPreviousData,
    ...live,
  })
}

export function useBatch(id: string) {
  return useQuery({
    queryKey: specterKeys.batch(id),
    queryFn: async () => (await get<{ batch: Batch & { remarks: BatchRemark[] } }>(`batches/${id}`)).batch,
    refetchInterval: pollWhile(isUnderWay),
    ...live,
  })
}

function useStartRun<Body extends object | void>(path: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (body: Body) => (await post<{ run: StartedRun }>(path, body ?? {})).run,
    onSettled: refresh,
  })
}

/** `all`: what has not changed too. */
export const useStartExport = () =>
  useStartRun<{ type: "products" | "customers" | "stock"; all?: boolean }>("exports")
/** `full`: everything, not only what has changed. */
export const useStartStockUpdate = () => useStartRun<{ full?: boolean }>("stock-updates")
export const useStartArticleImport = () => useStartRun<void>("article-imports")

/** A run, asked for every second until it is over. Without an id nothing is asked. */
export function useRun(id: string | undefined) {
  return useQuery({
    queryKey: specterKeys.run(id ?? ""),
    queryFn: async () => (await get<{ run: Run }>(`runs/${id}`)).run,
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.state !== "running" ? false : 1_000),
    ...live,
  })
}

export function useExchanges(query: ExchangeQuery = {}) {
  return useQuery({
    queryKey: specterKeys.exchanges(query),
    queryFn: () => get<Page<"exchanges", Exchange>>("exchanges", query),
    refetchInterval: pollWhile<Page<"exchanges", Exchange>>(() => false),
    placeholderData: keepPreviousData,
    ...live,
  })
}

/** The last 30 days. */
export function useStats() {
  return useQuery({
    queryKey: specterKeys.stats,
    queryFn: async () => (await get<{ days: DayStats[] }>("stats")).days,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  })
}

export function useProductArticles(productId: string) {
  return useQuery({
    queryKey: specterKeys.product(productId),
    queryFn: async () => (await get<{ variants: VariantArticle[] }>(`products/${productId}`)).variants,
    refetchInterval: pollWhile((variants: VariantArticle[]) =>
      variants.some(({ transfer }) => isMoving(transfer))
    ),
    ...live,
  })
}

/** Sends variants or customers now; answers when it is done. */
export function useSendToSpecter() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (wish: { kind: "article" | "customer"; subject_ids: string[] }) =>
      (await post<{ transfers: Transfer[] }>("transfers", wish)).transfers,
    onSettled: refresh,
  })
}

export function useCustomerTransfer(id: string) {
  return useQuery({
    queryKey: specterKeys.customer(id),
    queryFn: async () => (await get<{ customer: CustomerTransfer }>(`customers/${id}`)).customer,
    refetchInterval: pollWhile(({ transfer }: CustomerTransfer) => isMoving(transfer)),
    ...live,
  })
}

/** Creates the product of an article that no variant matches. */
export function useCreateProduct() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (article: { article_no: string; title?: string }) =>
      post<{ product_id: string }>("articles", article),
    onSettled: refresh,
  })
}

/** After a button: everything that is on the screen is asked for again. */
function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: specterKeys.all })
}
