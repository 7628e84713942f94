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
