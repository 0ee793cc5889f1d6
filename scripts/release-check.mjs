/**
 * `npm run release:check`: what must be true before this version is published. Looks at everything, says all that is
 * wrong, and ends with 1 when something is.
 */
import { ensureInstalled } from "./ensure-installed.mjs"

const SHOWN = 10

await ensureInstalled()
const { CHECKS } = await import("./release-check/checks.mjs")
const { openTarball } = await import("./release-check/tarball.mjs")

const tarball = await openTarball()
console.log(
  `${tarball.filename}: ${tarball.size} bytes packed, ${tarball.unpackedSize} unpacked, ${tarball.files.length} files\n`
)
let wrong = 0
for (const { what, problems } of CHECKS) {
  const found = await problems(tarball)
  console.log(`${found.length ? "FAILED" : "ok    "}  ${what}`)
  for (const problem of found.slice(0, SHOWN)) {
    console.log(`          ${problem}`)
  }
  if (found.length > SHOWN) {
    console.log(`          … and ${found.length - SHOWN} more`)
  }
  wrong += found.length ? 1 : 0
}
tarball.remove()
console.log(wrong ? `\n${wrong} of ${CHECKS.length} checks failed` : "\nReady to be published")
process.exitCode = wrong ? 1 : 0
