const FIRST_MS = 1000
const LONGEST_MS = 60_000

/**
 * How long to wait after so many failures in a row: twice as long each time, a minute at most, for ever.
 * @param failures  1 or more
 * @param chance  from 0 up to 1: half of the pause is drawn, so that not all come back at once
 * @returns milliseconds
 */
export function pauseAfter(failures: number, chance: number): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 20), LONGEST_MS)
  return Math.round(whole / 2 + (whole / 2) * chance)
}
