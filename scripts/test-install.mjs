/**
 * `npm run test:install`: packs the plugin and installs it in a store that is made for it outside this repository, by the
 * README's own steps; sells, transfers, gets the options wrong, forgets the migrations, and takes the plugin out again.
 *
 *   -- --keep   leaves the store's folder behind, to look at
 *
 * Needs a package registry, and a Chromium for the admin's pages: without one that part is skipped, and says so.
 */
import { ensureInstalled } from "./ensure-installed.mjs"

await ensureInstalled()
for (const loader of ["tsx/cjs/api", "tsx/esm/api"]) {
  const { register } = await import(loader)
  register()
}
await import("./test-install/story.mjs")
