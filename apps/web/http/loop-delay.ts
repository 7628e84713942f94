import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How late this process does what is due, in milliseconds, over the last moments: the least and the most. */
export type LoopDelay = { read: () => { least: number; most: number }; close: () => void }

const RESOLUTION_MS = 10
const MEAN_OF_MS = 200
/** One long piece of work is no load: only what lasts over all of these is. */
const MEANS = 3

/** Measures how late the event loop is, as a mean over each fifth of a second. */
export function measureLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  const means: number[] = Array.from({ length: MEANS }, () => 0)
  const clock = setInterval(() => {
    if (histogram.count === 0) return
    means.shift()
    means.push(Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS))
    histogram.reset()
  }, MEAN_OF_MS)
  clock.unref()
  return {
    read: () => ({ least: Math.min(...means), most: Math.max(...means) }),
    close: () => {
      clearInterval(clock)
      histogram.disable()
    },
  }
}
