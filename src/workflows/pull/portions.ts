import { isVisited } from "../../requests-under-way"

/** Many at a time cost the least; few at a time hold up nobody. */
type Sizes = { alone: number; whileVisited: number }

/** The list in portions, each as large as it may be when it is asked for. */
export function* portions<T>(list: readonly T[], { alone, whileVisited }: Sizes): Generator<T[]> {
  for (let from = 0; from < list.length;) {
    const portion = list.slice(from, from + (isVisited() ? whileVisited : alone))
    from += portion.length
    yield portion
  }
}
