import type { DataTablePaginationState, DataTableSortingState } from "@medusajs/ui"
import { useNavigate, useSearchParams } from "react-router-dom"

type Options = { pageSize: number; order?: string }

/** A table's search, filters, sorting and page, kept in the address: a link and the back button lead to the same. */
export function useTableParams({ pageSize, order: defaultOrder }: Options) {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const offset = Number(params.get("offset")) || 0
  const order = params.get("order") ?? defaultOrder
  const q = params.get("q") ?? ""

  // From the address as it is now: what was rendered last may lack a change that was made since.
  const set = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(window.location.search)
    next.delete("offset")
    for (const [name, value] of Object.entries(changes)) {
      if (value) {
        next.set(name, value)
      } else {
        next.delete(name)
      }
    }
    void navigate({ search: next.toString() }, { replace: true })
  }

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
