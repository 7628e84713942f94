import { z } from 'zod'
import type { Tx } from '#db'
import { addJob, defineJob } from '../jobs/index.ts'
import type { NewEvent } from './event.ts'

/** Numbers what was recorded, and wakes those who follow: added with each event, and by clockwork as a net. */
export const numberEventsJob = defineJob('number-events', z.looseObject({}))

/**
 * Records that something became public, changed or was withdrawn, in the transaction that does it: those who follow hear
 * of it when that is committed, and never when it is not. The job has no key: transactions that share one would wait for
 * each other.
 */
export async function recordEvent(tx: Tx, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insertInto('event').values(events.map(rowOf)).execute()
  await addJob(tx, numberEventsJob, {})
}

function rowOf(event: NewEvent) {
  const { type, subject, dossierId } = event
  const { id, number } = subject
  if ((number === undefined) !== (type.number === undefined))
    throw new Error(`The subject of ${type.name} has ${type.number ?? 'no number'}.`)
  return {
    type: type.name,
    subject_id: id,
    subject_number: number ?? null,
    dossier_id: dossierId,
    happened_at: 'at' in event ? event.at : null,
    happened_on: 'on' in event ? event.on : null,
  }
}
