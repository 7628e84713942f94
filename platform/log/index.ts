import { pino } from 'pino'

/** Structured log lines. Never a name, an address, a code or what somebody said: ids and counts only. */
export type Log = {
  debug: (fields: object, message: string) => void
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

/** Makes a log that writes each entry as a line of JSON to standard error, so that standard output stays for results. */
export function createLog(level: LogLevel): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['headers', '*.headers', 'err.parameters'],
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** A log that says nothing. */
export const silentLog: Log = createLog('silent')
