/**
 * Reads a stock batch of 10,000 articles again and again and prints how long a reading takes, in ms: the later half's median.
 * With `--expose-gc` it collects its garbage before every third reading, as a store does that has run for days. To be run by
 * node alone: in jest all code is slower.
 */
import { parseStock } from "../../src/modules/specter/client/messages/stock-batch"

const READINGS = 36

const article = "<article><articleNo>TRÖJA-0001</articleNo><noItemsAv>5000</noItemsAv></article>"
const batch = `<stockChanges><stock><articles>${article.repeat(10_000)}</articles></stock></stockChanges>`

const times = Array.from({ length: READINGS }, (_, reading) => {
  if (reading % 3 === 0) {
    globalThis.gc?.()
  }
  const begun = performance.now()
  parseStock(batch)
  return performance.now() - begun
})
const later = times.slice(READINGS / 2).sort((one, other) => one - other)
process.stdout.write(String(later[Math.floor(later.length / 2)]))
