import { type Consumer, numberEvents, numberEventsJob, readEvents, readEventsJob } from '#platform/events'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** Numbers events, and lets those who follow read them. */
export function eventHandlers({ db }: JobContext, consumers: readonly Consumer[]): JobHandler[] {
  const find = (name: string): Consumer => {
    const consumer = consumers.find((one) => one.name === name)
    if (!consumer) throw new Error(`Nobody here follows events as ${name}.`)
    return consumer
  }
  return [
    handle(numberEventsJob, () => numberEvents(db, consumers), { cron: clockwork.everyMinute }),
    handle(readEventsJob, ({ consumer }) => readEvents(db, find(consumer))),
  ]
}
