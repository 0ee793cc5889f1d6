/** `npm run demo:order`: places orders in the running demo and shows what Specter got. */
import { spawnSync } from "node:child_process"
import { ensureInstalled } from "./ensure-installed.mjs"
import { answers } from "./demo/until-answers.mjs"
import { runningDemo } from "./demo/running.mjs"
import { ROOT } from "./demo/where.mjs"

await ensureInstalled()
const demo = runningDemo()
if (!demo) {
  console.error("The demo is not running. Start it in another terminal with: npm run demo")
  process.exit(1)
}
if (!(await answers(`${demo.storeUrl}/health`))) {
  console.error(
    `The demo is still starting, or has trouble: ${demo.storeUrl} does not answer. Its log: .demo/store.log`
  )
  process.exit(1)
}
const addresses = [demo.storeUrl, demo.sandboxUrl].filter(Boolean)
const { status } = spawnSync(process.execPath, ["--import", "tsx", "demo/orders/main.ts", ...addresses], {
  cwd: ROOT,
  stdio: "inherit",
})
process.exit(status ?? 1)
