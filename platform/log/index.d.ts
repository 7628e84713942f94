/** Structured log lines. Never a name, an address, a code or what somebody said: ids and counts only. */
export type Log = {
  debug: (fields: object, message: string) => void
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'
/** Makes a log that writes each entry as a line of JSON to standard error, so that standard output stays for results. */
export declare function createLog(level: LogLevel): Log
/** A log that says nothing. */
export declare const silentLog: Log
