import type { Tx } from '#db'
import { type DueMoment, dateOfDue, endOf } from '#platform/clock'
import { nextDue } from '../deadlines/deadline.ts'
import type { Hearing } from '../deadlines/hearing.ts'
import { listReaders } from '../privacy/may-read.ts'
import { askTask } from '../tasks/ask-task.ts'
import { classifyConversation } from './classify-conversation.ts'
import { type Filing, FilingRefused, type FilingTask } from './filing.ts'
import type { Turn } from './take-turn.ts'

/** Who files a conversation that they have just begun, in the transaction that begins it. */
export type Beginner = Omit<Turn, 'seen'>

/**
 * An answer may be promised sooner than it is due, and not later: for that a reason is told, once there is a conversation.
 * @throws FilingRefused
 */
export function promiseBy(hearing: Hearing, promisedOn: string | undefined, today: string): Hearing {
  if (promisedOn === undefined) return hearing
  if (promisedOn < today) throw new FilingRefused('promisedOn', 'past')
  if (promisedOn > hearing.dueOn) throw new FilingRefused('promisedOn', 'later')
  const end = endOf(promisedOn)
  const { deadlines = {} } = hearing
  const soonerOf = (due: DueMoment | undefined) => (due !== undefined && due < end ? due : end)
  const sooner = {
    firstDue: soonerOf(deadlines.firstDue),
    resolutionDue: soonerOf(deadlines.resolutionDue),
  }
  const dueOn = dateOfDue(nextDue({ ...sooner, firstMetAt: null }))
  return { dueOn, deadlines: { ...deadlines, ...sooner } }
}

/**
 * Says what a conversation is about, and asks a team or a colleague, who then reads what was said. Whoever begins it may read it no more
 * after that, where it is about what others answer.
 * @throws FilingRefused
 */
export async function fileAtOnce(tx: Tx, beginner: Beginner, filing: Filing): Promise<void> {
  await askAtOnce(tx, beginner, filing.task)
  await classifyAtOnce(tx, beginner, filing)
}

/** @throws FilingRefused */
export async function classifyAtOnce(
  tx: Tx,
  beginner: Beginner,
  { subjectId, unitId }: Pick<Filing, 'subjectId' | 'unitId'>,
): Promise<void> {
  if (subjectId === null && unitId === null) return
  const { kind } = await classifyConversation(tx, await turnNow(tx, beginner), { subjectId, unitId })
  if (kind === 'not-a-subject') throw new FilingRefused('subject', kind)
  if (kind === 'not-a-unit' || kind === 'unit-may-not-read') throw new FilingRefused('unit', kind)
  if (kind === 'changed' || kind === 'not-found')
    throw new Error(`A conversation that was begun is "${kind}".`)
}

/** @throws FilingRefused */
export async function askAtOnce(tx: Tx, beginner: Beginner, task: FilingTask | undefined): Promise<void> {
  if (!task) return
  const { dueOn, seen } = await readNow(tx, beginner)
  const asked = { ...task, dueOn: task.dueOn ?? dueOn, shown: [1] }
  const { kind } = await askTask(tx, { ...beginner, seen }, asked)
  if (kind === 'past') throw new FilingRefused('dueOn', kind)
  if (kind === 'changed' || kind === 'not-found')
    throw new Error(`A conversation that was begun is "${kind}".`)
  if (kind !== 'appended') throw new FilingRefused('to', kind)
}

/** Whether somebody still reads a conversation once it is about a subject. */
export async function willRead(
  tx: Tx,
  { by, today }: Beginner,
  subjectId: string | null | undefined,
): Promise<boolean> {
  if (!subjectId) return true
  return (await listReaders(tx, { subjectId, accountIds: [by], today })).has(by)
}

/** Their turn now: they have seen all of it, since nobody else sees it yet. */
export async function turnNow(tx: Tx, beginner: Beginner): Promise<Turn> {
  return { ...beginner, seen: (await readNow(tx, beginner)).seen }
}

async function readNow(tx: Tx, { conversationId }: Beginner): Promise<{ seen: number; dueOn: string }> {
  return tx
    .selectFrom('conversation')
    .select(['last_seq as seen', 'due_on as dueOn'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
}
