import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"

export const NEIGHBOUR = "neighbour-plugin"
export const NEIGHBOURS_WORDS = "The neighbour's own settings"

const PACKAGE = {
  name: NEIGHBOUR,
  version: "1.0.0",
  exports: {
    "./package.json": "./package.json",
    "./admin": { import: "./admin.mjs", default: "./admin.mjs" },
  },
}

const ADMIN = `import { jsx } from "react/jsx-runtime"
import { Heading } from "@medusajs/ui"

const path = "/settings/neighbour"
const Page = () => jsx(Heading, { children: ${JSON.stringify(NEIGHBOURS_WORDS)} })

export default {
  widgetModule: { widgets: [] },
  routeModule: { routes: [{ Component: Page, path, handle: { label: "Neighbour" } }] },
  menuItemModule: { menuItems: [{ label: "Neighbour", path }] },
  formModule: { customFields: {} },
  displayModule: { displays: {} },
  i18nModule: { resources: {} },
  cellRendererModule: {},
  layoutModule: { layouts: [] },
  searchEntityModule: {},
}
`

/** Writes the smallest other plugin there is: one page under the admin's settings, no server part. */
export function writeNeighbour(folder) {
  mkdirSync(path.join(folder, ".medusa/server/src"), { recursive: true })
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(PACKAGE, null, 2))
  writeFileSync(path.join(folder, "admin.mjs"), ADMIN)
  writeFileSync(path.join(folder, ".medusa/server/src/index.js"), "")
}
