/** Work was broken off because somebody asked us to stop. */
export class Stopped extends Error {
  readonly exitCode: number
  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`)
    this.name = 'Stopped'
    this.exitCode = signal === 'SIGINT' ? 130 : 143
  }
}

/** Under npm, one Ctrl-C arrives twice: from the terminal and from npm. A person is slower than this. */
const ECHO_MS = 500

let controller: AbortController | undefined

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP, with a `Stopped` as its reason. A second one ends the process at once.
 * The same signal for everybody who asks.
 */
export function stopSignal(): AbortSignal {
  controller ??= watchSignals()
  return controller.signal
}

function watchSignals(): AbortController {
  const stopping = new AbortController()
  let askedAt: number | undefined
  const stop = (signal: NodeJS.Signals) => {
    const now = performance.now()
    if (askedAt === undefined) {
      askedAt = now
      stopping.abort(new Stopped(signal))
    } else if (now - askedAt > ECHO_MS) process.exit(new Stopped(signal).exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // Started by bin/weerklank.js on another Node: if that is killed, we do not stay behind.
  process.once('disconnect', () => stop('SIGTERM'))
  process.channel?.unref()
  return stopping
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Waits for work unless we are asked to stop first. */
export async function unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
  const signal = stopSignal()
  const stopped = aborted(signal).then(() => {
    throw signal.reason
  })
  return Promise.race([work, stopped])
}
