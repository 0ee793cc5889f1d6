import type { ApplyContext } from "../src/workflows/pull/applier"

/** A batch that was asked for just now, by a pull that nobody watches. */
export function asAlone(): ApplyContext {
  return {
    askedAt: new Date(),
    isRepeat: false,
    isLastTry: false,
    hold: () => Promise.resolve(),
    progress: () => Promise.resolve(),
    wantStock: () => undefined,
  }
}
