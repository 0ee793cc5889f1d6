import { setTimeout as pause } from "node:timers/promises"
import { adminSession } from "./admin-session.mjs"

const PATIENCE = 60_000

/** What a merchant does first after connecting: exports all products and customers. The demo goes on without it. */
export async function handOverShop(storeUrl) {
  try {
    const ask = await adminSession(storeUrl)
    for (const type of ["products", "customers"]) {
      console.log(`    ${type}: ${inWords(await exported(ask, type))}`)
    }
  } catch (error) {
    console.error(`    not handed over: ${error.message} The Specter page of the admin can do it later.`)
  }
}

async function exported(ask, type) {
  const started = await ask("POST", "/admin/specter/exports", { type })
  if (!started.ok) {
    throw new Error(`The export of ${type} was refused (HTTP ${started.status}: ${started.data.message}).`)
  }
  const deadline = Date.now() + PATIENCE
  let run
  do {
    await pause(300)
    run = (await ask("GET", `/admin/specter/runs/${started.data.run.id}`)).data.run
  } while (run.state === "running" && Date.now() < deadline)
  if (run.state === "failed") {
    throw new Error(`The export of ${type} failed: ${run.error}.`)
  }
  return run
}

function inWords({ state, done, total, outcome }) {
  const ends = Object.entries(outcome).map(([end, count]) => `${count} ${end}`)
  return `${ends.join(", ")}${state === "running" ? `; ${total - done} still to go` : ""}`
}
