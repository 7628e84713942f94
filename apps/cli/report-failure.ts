import { ConfigError, isDebugging } from '#platform/config'
import { SetupError } from '#platform/postgres'
import { Stopped } from './stopping.ts'

/** Says on standard error what went wrong, in sentences for who runs the command; gives the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof Stopped) return error.exitCode
  console.error(isDebugging() ? error : explain(error))
  return 1
}

/** Nothing may end in a stack trace, wherever it was thrown; leaving this way also ends an embedded database. */
export function leaveOnFault(error: unknown): never {
  process.exit(reportFailure(error))
}

function explain(error: unknown): string {
  if (error instanceof SetupError || error instanceof ConfigError) return error.message
  const reason = error instanceof Error ? error.message : String(error)
  return `Weerklank met a fault of its own (${reason}): set WEERKLANK_DEBUG=on to see where, and report it.`
}
