import { setTimeout as pause } from "node:timers/promises"
import { remoteSandbox } from "../../sandbox/remote"
import type { SandboxCustomer, SandboxOrder } from "../../sandbox/types"

const PATIENCE = 20_000

export type Arrival = { order: SandboxOrder; customer: SandboxCustomer | undefined; afterMs: number }

/** Waits until the sandbox has the order with the shop's number; undefined when it never came. */
export async function arrival(
  sandboxUrl: string,
  externalOrderNo: string,
  since: number
): Promise<Arrival | undefined> {
  const sandbox = remoteSandbox(sandboxUrl)
  while (Date.now() < since + PATIENCE) {
    const { orders, customers } = await sandbox.state(1)
    const order = orders.find((order) => order.externalOrderNo === externalOrderNo)
    if (order) {
      const customer = customers.find((customer) => customer.customerId === order.customerId)
      return { order, customer, afterMs: Date.now() - since }
    }
    await pause(50)
  }
  return undefined
}
