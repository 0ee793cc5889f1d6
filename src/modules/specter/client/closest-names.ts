/** The number of single-character edits that turn one text into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[to.length]
}

/** The three known names that look most like the one given. A bare last part counts as a whole name. */
export function closestNames(name: string, known: readonly string[]): string[] {
  const wanted = name.slice(0, 100).toLowerCase()
  const score = (candidate: string): number => {
    const text = candidate.toLowerCase()
    return Math.min(distance(wanted, text), distance(wanted, text.slice(text.lastIndexOf(".") + 1)) + 0.5)
  }
  return known
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .sort((one, other) => one.score - other.score)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
