/** How much happens in a run, and from which seed chance is drawn. */
export type ChaosSize = {
  seed: number
  orders: number
  customers: number
  articles: number
  batches: number
  kills: number
  restarts: number
}

const SMALL = { orders: 30, customers: 15, articles: 60, batches: 8, kills: 1, restarts: 1 }

/** The small run, unless `npm run test:chaos` says otherwise in CHAOS_ORDERS and so on. */
export function chaosSize(env: NodeJS.ProcessEnv): ChaosSize {
  const given = (name: string, fallback: number) => Number(env[`CHAOS_${name.toUpperCase()}`] ?? fallback)
  const counts = Object.entries(SMALL).map(([name, count]) => [name, given(name, count)])
  return { seed: given("seed", 1), ...(Object.fromEntries(counts) as typeof SMALL) }
}
