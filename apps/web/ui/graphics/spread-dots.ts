type Dot = readonly [number, number]

/** Turns by the golden angle leave no direction out. */
const TURN = Math.PI * (3 - Math.sqrt(5))
const MOST_TRIES = 300

/**
 * Dots that lie over each other moved aside, each to the first free place on a spiral around its own; the order decides who stays.
 * The same dots are always moved alike. O(n² · tries)
 * @param apart   the least distance between two, in the units of the dots
 * @param within  width and height of the drawing: none is moved out of it
 * @returns the dots in the same order, whole; where there is no room, as they are
 */
export function spreadDots(
  dots: readonly Dot[],
  { apart, within: [width, height] }: { apart: number; within: Dot },
): Dot[] {
  const placed: Dot[] = []
  for (const [x, y] of dots) {
    const isFree = ([a, b]: Dot) => placed.every(([c, d]) => Math.hypot(a - c, b - d) >= apart)
    const isWithin = ([a, b]: Dot) => a >= 0 && b >= 0 && a <= width && b <= height
    const tries = Array.from({ length: MOST_TRIES }, (_, at): Dot => {
      const away = (apart / 3) * Math.sqrt(at)
      return [Math.round(x + away * Math.cos(at * TURN)), Math.round(y + away * Math.sin(at * TURN))]
    })
    placed.push(tries.find((one) => isWithin(one) && isFree(one)) ?? [x, y])
  }
  return placed
}
