import type { Job } from './job.ts'

/** What a job is told beside its payload: `signal` is aborted when it should break off, because we stop. */
export type JobTools = { signal: AbortSignal }

/**
 * Kinds of work that have slots of their own, so that somebody else's server that hangs holds up its own kind alone,
 * and how many of each run at once. Fetching waits for other sites nearly all of its time, and some of them take long.
 */
export const laneSlots = { mail: 3, fetching: 8, rest: 3 }

export type LaneName = keyof typeof laneSlots

/** A job, what to do for it, and (for clockwork) when: five cron fields in UTC. */
export type JobHandler = {
  name: string
  run: (payload: unknown, tools: JobTools) => Promise<void>
  cron?: string
  lane: LaneName
}

export type HandlerOptions = { cron?: string; lane?: LaneName }

/** Ties a job to what is done for it; the payload is checked before. */
export function handle<Payload>(
  job: Job<Payload>,
  work: (payload: Payload, tools: JobTools) => Promise<void>,
  { cron, lane = 'rest' }: HandlerOptions = {},
): JobHandler {
  return {
    name: job.name,
    run: async (raw, tools) => work(job.payload.parse(raw), tools),
    lane,
    ...(cron ? { cron } : {}),
  }
}
