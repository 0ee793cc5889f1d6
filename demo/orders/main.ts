import { placeOrder } from "../../integration-tests/place-order"
import { arrival } from "./arrival"
import { describeAbsence, describeArrival, describeTransfer } from "./describe"
import { type OpenDemo, openDemo } from "./open-demo"
import { demoRequests } from "./requests"

/** Places the demo's orders in the store of the first argument and shows what the sandbox of the second one got. */
async function run([storeUrl, sandboxUrl]: string[]) {
  const demo = await openDemo(storeUrl)
  let allThere = true
  for (const [index, { title, request }] of demoRequests().entries()) {
    console.log(`\n${index + 1}. ${title}`)
    const placed = await placeOrder(demo.api, demo.shop, request)
    allThere = (await show(demo, placed, sandboxUrl)) && allThere
  }
  console.log(
    allThere ? "\nAll of it is in Specter, to the öre." : "\nNot all of it is in Specter: see above."
  )
  process.exitCode = allThere ? 0 : 1
}

async function show(demo: OpenDemo, placed: Awaited<ReturnType<typeof placeOrder>>, sandboxUrl?: string) {
  const placedAt = Date.now()
  const transfer = await demo.transferOf(placed.id)
  if (!sandboxUrl) {
    console.log(describeTransfer(placed, transfer))
    return transfer.state === "sent"
  }
  const arrived = await arrival(sandboxUrl, transfer.external_order_no, placedAt)
  if (!arrived) {
    console.log(describeAbsence(placed, await demo.transferOf(placed.id)))
    return false
  }
  console.log(describeArrival(placed, arrived))
  return arrived.order.total === placed.total.toFixed(2)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
