import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KNOWN_TABLES, type KnownTable } from "./known-tables"
import { rowsOf } from "./rows-of"

type Column = { table: string; name: string; type: string }

const COLUMNS = `
SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
FROM unnest(CAST(:tables AS text[])) AS t(name)
JOIN pg_class c ON c.oid = to_regclass(quote_ident(t.name)) AND c.relkind IN ('r', 'p')
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`

/** Medusa may be updated while this process runs. */
const LOOK_AGAIN_MS = 60_000

const looks = new Map<string, { at: number; isKnown: Promise<boolean> }>()
const told = new Set<string>()

/**
 * Whether Medusa's tables are those that set-based SQL was held against. Looked at once a minute; where they are not, the
 * log says so once, and Medusa's own workflows and queries do the work.
 */
export function knowsTables(container: MedusaContainer, tables: readonly KnownTable[]): Promise<boolean> {
  const key = tables.join(",")
  const last = looks.get(key)
  if (last && Date.now() - last.at < LOOK_AGAIN_MS) {
    return last.isKnown
  }
  const isKnown = check(container, tables)
  looks.set(key, { at: Date.now(), isKnown })
  // A database that did not answer says nothing of its tables.
  isKnown.catch(() => looks.delete(key))
  return isKnown
}

async function check(container: MedusaContainer, tables: readonly KnownTable[]): Promise<boolean> {
  const rows = await rowsOf<Column>(container, COLUMNS, { tables: [...tables] })
  const oddities = tables.flatMap((table) => oddColumns(table, rows)).join(", ")
  if (oddities && !told.has(oddities)) {
    told.add(oddities)
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `Specter: Medusa's tables are not those that this version knows (${oddities}). ` +
          "Medusa's own workflows and queries do the work instead, which takes longer."
      )
  }
  return oddities === ""
}

function oddColumns(table: KnownTable, found: Column[]): string[] {
  const { columns, all } = KNOWN_TABLES[table]
  const types = new Map(
    found.filter((column) => column.table === table).map(({ name, type }) => [name, type])
  )
  const changed = Object.entries(columns).filter(([name, type]) => types.get(name) !== type)
  const added = all ? [...types.keys()].filter((name) => !(name in columns)) : []
  return [...changed.map(([name]) => name), ...added].map((name) => `${table}.${name}`)
}
