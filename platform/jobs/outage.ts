import type { Log } from '../log/index.ts'

/** Whether jobs can be taken now; told in one line when that ends, and one when it begins again. */
export type Outage = {
  begin: (part: string, error: unknown) => void
  end: (part: string) => void
  isOn: () => boolean
}

/** Watches parts that each may lose the database: the line is about all of them together. */
export function watchOutage(log: Log): Outage {
  const away = new Set<string>()
  return {
    begin: (part, err) => {
      if (away.size === 0) log.error({ part: 'jobs', err }, 'jobs are not done now: it is tried again')
      away.add(part)
    },
    end: (part) => {
      if (away.delete(part) && away.size === 0) log.info({ part: 'jobs' }, 'jobs are done again')
    },
    isOn: () => away.size > 0,
  }
}

/** Classes of PostgreSQL's codes: connections that fail, a server that goes or is not there yet, or has no room. */
const CODES = /^(08|57P0|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)/
/** What the driver says in words alone. */
const WORDS = /connection terminated|connection timeout|timeout exceeded|not queryable|connection error/i

/** Whether an error is of the connection, and not of what was asked over it. */
export function isOfConnection(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOfConnection)
  if (!(error instanceof Error)) return false
  return ('code' in error && CODES.test(String(error.code))) || WORDS.test(error.message)
}
