import { toHandle } from "@medusajs/framework/utils"

const MOST = 20

/** The handles that a name may get, best first: `kaffe`, `kaffe-2`, `kaffe-3` … */
export function handlesFor(name: string): string[] {
  const handle = toHandle(name)
  return [handle, ...Array.from({ length: MOST - 1 }, (_, index) => `${handle}-${index + 2}`)]
}

/** The first of the handles that is free; it is taken then. The first of all when none is. */
export function takeHandle(handles: string[], taken: Set<string>): string {
  const handle = handles.find((one) => !taken.has(one)) ?? handles[0]
  taken.add(handle)
  return handle
}
