import type { Job } from './job.ts'

/** What a job is told beside its payload: `signal` is aborted when it should break off, because we stop. */
export type JobTools = { signal: AbortSignal }

/** A job, what to do for it, and (for clockwork) when: five cron fields in UTC. */
export type JobHandler = {
  name: string
  run: (payload: unknown, tools: JobTools) => Promise<void>
  cron?: string
}

/** Ties a job to what is done for it; the payload is checked before. */
export function handle<Payload>(
  job: Job<Payload>,
  work: (payload: Payload, tools: JobTools) => Promise<void>,
  { cron }: { cron?: string } = {},
): JobHandler {
  return {
    name: job.name,
    run: async (raw, tools) => work(job.payload.parse(raw), tools),
    ...(cron ? { cron } : {}),
  }
}
