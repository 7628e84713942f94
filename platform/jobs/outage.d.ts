import type { Log } from '../log/index.ts'
/** Whether jobs can be taken now; told in one line when that ends, and one when it begins again. */
export type Outage = {
  begin: (part: string, error: unknown) => void
  end: (part: string) => void
  isOn: () => boolean
}
/** Watches parts that each may lose the database: the line is about all of them together. */
export declare function watchOutage(log: Log): Outage
