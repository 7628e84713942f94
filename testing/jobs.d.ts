import type { Db } from '#db'
/** What waits in the queue or is being done, in the order in which it came. */
export declare function listJobs(db: Db): Promise<
  {
    task: string
    payload: unknown
  }[]
>
/** Empties the queue, so that what comes next can be seen. */
export declare function forgetJobs(db: Db): Promise<void>
