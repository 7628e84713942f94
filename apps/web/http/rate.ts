const WINDOW_MS = 1000
/** In less nothing can be told of a rate. */
const LEAST_MS = 100

/** How many a millisecond are done, over about the last second; 0 where none were, or it is not known yet. */
export function createRate(now: () => number): { note: () => void; perMs: () => number } {
  let [from, inWindow, before] = [now(), 0, 0]
  const turn = () => {
    const passed = now() - from
    if (passed < WINDOW_MS) return
    before = passed < 2 * WINDOW_MS ? inWindow / passed : 0
    from = now()
    inWindow = 0
  }
  return {
    note: () => {
      turn()
      inWindow += 1
    },
    perMs: () => {
      turn()
      const passed = now() - from
      return Math.max(before, passed < LEAST_MS ? 0 : inWindow / passed)
    },
  }
}
