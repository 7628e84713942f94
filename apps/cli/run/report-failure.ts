import { ConfigError, isDebugging } from '#platform/config'
import type { Log } from '#platform/log'
import { SetupError } from '#platform/postgres'
import { Stopped } from './stopping.ts'
import { UnusableFile } from './usable-file.ts'

/** Says on standard error what went wrong, in sentences for whoever runs the command; gives the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof Stopped) return error.exitCode
  console.error(isDebugging() ? error : explain(error))
  return 1
}

/** Nothing may end in a stack trace, wherever it was thrown; leaving this way also ends an embedded database. */
export function leaveOnFault(error: unknown): never {
  process.exit(reportFailure(error))
}

/**
 * While pages are served or jobs done, what one request or job failed to catch ends neither: it is a fault to be
 * mended, and the line in the log says where. What visitors do must never decide whether the process lives.
 * @returns what makes such a fault end the process again
 */
export function surviveFaults(log: Log): () => void {
  const survive = (error: unknown) =>
    log.error({ part: 'process', err: withoutMessage(error) }, 'a fault that nobody caught')
  for (const event of faults) {
    process.off(event, leaveOnFault)
    process.on(event, survive)
  }
  return () => {
    for (const event of faults) {
      process.on(event, leaveOnFault)
      process.off(event, survive)
    }
  }
}

const faults = ['uncaughtException', 'unhandledRejection'] as const

/** The message may hold what somebody typed. */
function withoutMessage(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { type: error.name, ...code, frames }
}

function explain(error: unknown): string {
  if (error instanceof SetupError || error instanceof ConfigError) return error.message
  if (error instanceof UnusableFile) return `${error.message}.`
  const reason = error instanceof Error ? error.message : String(error)
  return `Weerklank met a fault of its own (${reason}): set WEERKLANK_DEBUG=on to see where, and report it.`
}
