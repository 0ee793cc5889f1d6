import type { Store } from "./store"
import { eventually } from "./eventually"

/** The transfers that the admin shows for this filter, such as `parent_id=prod_1&state=rejected`. */
export async function transfers(store: Store, filter: string): Promise<any[]> {
  const { data } = await store.admin.get(`/admin/specter/transfers?limit=1000&${filter}`)
  return data.transfers
}

/** The subject's transfer once it is in this state. */
export async function transferIn(
  store: Store,
  state: string,
  subjectId: string,
  kind?: string
): Promise<any> {
  return await transferThat(store, (transfer) => transfer.state === state, subjectId, kind)
}

/** The subject's transfer once it was tried in vain and waits to be tried again. */
export async function triedInVain(store: Store, subjectId: string, kind?: string): Promise<any> {
  const isTried = ({ state, reason }: any) => state === "waiting" && reason !== null
  return await transferThat(store, isTried, subjectId, kind)
}

async function transferThat(
  store: Store,
  fits: (transfer: any) => boolean,
  subjectId: string,
  kind?: string
): Promise<any> {
  return await eventually(async () => {
    const found = await transfers(store, `subject_id=${subjectId}${kind ? `&kind=${kind}` : ""}`)
    return found.find(fits)
  }, 20)
}
