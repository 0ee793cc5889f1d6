/**
 * `npm run release:check`: what must be true before this version is published. Looks at everything, says all that is
 * wrong, and ends with 1 when something is.
 */
import { ensureInstalled } from "./ensure-installed.mjs"

const SHOWN = 10

await ensureInstalled()
const { CHECKS } = await import("./release-check/checks.mjs")
const { openTarball } = await import("./release-check/tarball.mjs")

const tarball = await openTarball().catch((error) => {
  console.error(`FAILED       ${error.message}`)
  process.exit(1)
})
console.log(
  `${tarball.filename}: ${tarball.size} bytes packed, ${tarball.unpackedSize} unpacked, ${tarball.files.length} files\n`
)
let wrong = 0
let unknown = 0
for (const { what, problems } of CHECKS) {
  const found = await problems(tarball)
  if (found.notChecked) {
    unknown++
    console.log(`NOT CHECKED  ${what}\n               ${found.notChecked}`)
    continue
  }
  wrong += found.length ? 1 : 0
  console.log((found.length ? "FAILED" : "ok").padEnd(13) + what)
  for (const problem of found.slice(0, SHOWN)) {
    console.log(`               ${problem}`)
  }
  if (found.length > SHOWN) {
    console.log(`               … and ${found.length - SHOWN} more`)
  }
}
tarball.remove()
console.log(`\n${CHECKS.length - wrong - unknown} ok, ${wrong} failed, ${unknown} not checked`)
process.exitCode = wrong ? 1 : 0
