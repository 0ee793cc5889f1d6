import type { Progress } from "./progress"
import { spread } from "./progress"
import type { World } from "./world"

/** A tenth of them are new accounts, the others changes of those. */
export async function changeCustomers(world: World, progress: Progress): Promise<void> {
  const random = world.randomOf("customers")
  const ids: string[] = []
  await spread(progress, world.size.customers, async (change) => {
    const phone = `070-${String(1_000_000 + change)}`
    if (change % 10 === 0) {
      ids.push(await register(world, `konto-${change}@example.se`, phone))
    } else {
      const id = ids[Math.floor(random() * ids.length)]
      const name = { first_name: `Åsa ${change}`, last_name: "Öberg", phone }
      await world.insist((store) => store.post(`/admin/customers/${id}`, name))
    }
    world.counts.customerChanges += 1
  })
}

async function register(world: World, email: string, phone: string): Promise<string> {
  return await world.insist(async (store) => {
    const { customers } = await store.get(`/admin/customers?email=${email}&has_account=true`)
    if (customers.length > 0) {
      return customers[0].id
    }
    const login = { email, password: "hemligt-ord" }
    const send = async (address: string, body: object, token?: string) => {
      const response = await fetch(`${store.url}${address}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-publishable-api-key": store.shop.publishableKey,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify(body),
      })
      return (await response.json()) as any
    }
    const registered = await send("/auth/customer/emailpass/register", login)
    const { token } = registered.token ? registered : await send("/auth/customer/emailpass", login)
    const { customer } = await send(
      "/store/customers",
      { email, phone, first_name: "Åsa", last_name: "Öberg" },
      token
    )
    return customer.id
  })
}
