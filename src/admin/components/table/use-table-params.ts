import type { DataTablePaginationState, DataTableSortingState } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

type Options = { pageSize: number; order?: string }

/** A table's search, filters, sorting and page, kept in the address: a link and the back button lead to the same. */
export function useTableParams({ pageSize, order: defaultOrder }: Options) {
  const [params, setParams] = useSearchParams()
  const offset = Number(params.get("offset")) || 0
  const order = params.get("order") ?? defaultOrder
  const q = params.get("q") ?? ""

  const set = (changes: Record<string, string | undefined>) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous)
        next.delete("offset")
        for (const [name, value] of Object.entries(changes)) {
          if (value) {
            next.set(name, value)
          } else {
            next.delete(name)
          }
        }
        return next
      },
      { replace: true }
    )

  return {
    q,
    order,
    offset,
    limit: pageSize,
    get: (name: string) => params.get(name) ?? undefined,
    set,
    table: {
      pagination: {
        state: { pageIndex: Math.floor(offset / pageSize), pageSize },
        onPaginationChange: ({ pageIndex }: DataTablePaginationState) =>
          set({ offset: pageIndex ? String(pageIndex * pageSize) : undefined }),
      },
      sorting: {
        state: order ? { id: order.replace(/^-/, ""), desc: order.startsWith("-") } : null,
        onSortingChange: (sorting: DataTableSortingState | undefined) =>
          set({ order: sorting && `${sorting.desc ? "-" : ""}${sorting.id}` }),
      },
      search: { state: q, onSearchChange: (text: string) => set({ q: text }), debounce: 300 },
    },
  }
}

export type TableParams = ReturnType<typeof useTableParams>
