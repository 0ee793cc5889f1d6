import path from "node:path"
import { pathToFileURL } from "node:url"

const END_WITH_PARENT = path.join(__dirname, "../scripts/demo/end-with-parent.mjs")

/** Node's arguments for a process of the measurement: it reads TypeScript, and ends when the measurement does. */
export const WITH_US = [
  ...["--import", "tsx", "--experimental-vm-modules"],
  ...["--import", pathToFileURL(END_WITH_PARENT).href],
]
