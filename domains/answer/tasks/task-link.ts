import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Letterhead, postLetter, writeTaskLink } from '#domains/letters'
import { addDays, dateIn } from '#platform/clock'
import { newId } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { drawOnceKey, isOnceKey } from '#platform/once'
import { defineRetention } from '#platform/retention'
import { listEntries } from '../conversations/entry.queries.ts'
import { finishLocked, type StepOutcome, step } from './step-task.ts'
import { type ShownEntry, showEntries } from './task.queries.ts'
import { lockOpenTask, lockTask, type TaskTurn } from './task.store.ts'
import { isOpenTask } from './task.ts'
import { endLinks, sealOfKey } from './task-link.store.ts'

/** How long a link is open, in days. */
export const LINK_DAYS = 14

export type NewTaskLink = {
  /** Who is asked, as colleagues call them. */
  party: string
  address: string
  language: Locale
  /** In words for somebody who knows nothing of us. */
  question: string
  /** Which of what is shown with the task goes along. */
  shown: number[]
}

/**
 * Asks somebody outside the organisation, who gets a link by mail: with 128 bits that nobody can guess, of which the hash alone is
 * stored. It opens this one task, for fourteen days; one that was sent before is ended.
 */
export async function sendTaskLink(
  tx: Tx,
  turn: TaskTurn,
  { party, address, language, question, shown }: NewTaskLink,
  letterhead: Letterhead,
): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'colleague')
  if (locked.kind !== 'locked') return locked
  const { by, now } = turn
  const key = drawOnceKey()
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 24 * 60 * 60 * 1000)
  await endLinks(tx, turn.taskId, 'revoked', now)
  // The last day that is whole: nobody is promised an hour in which the link is over.
  const answerOn = addDays(dateIn(letterhead.timeZone, now), LINK_DAYS - 1)
  const letter = writeTaskLink(letterhead, { language, key, answerOn })
  const mailId = await postLetter(tx, letter, { letterhead, to: address, now })
  await tx
    .insertInto('task_link')
    .values({
      ...{ id: newId(), task_id: turn.taskId, seal: sealOfKey(key), party, address, language, question },
      shown: shown.filter((seq) => locked.task.shown.includes(seq)),
      ...{ made_by: by, made_at: now, expires_at: expiresAt, mail_id: mailId },
    })
    .execute()
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'outside', party }, turn)
}

/** Ends the link to a task: whoever has it reads nothing any more. */
export async function revokeTaskLink(tx: Tx, turn: TaskTurn): Promise<StepOutcome> {
  const locked = await lockOpenTask(tx, turn, 'colleague')
  if (locked.kind !== 'locked') return locked
  const party = await endLinks(tx, turn.taskId, 'revoked', turn.now)
  if (party === undefined) return { kind: 'changed' }
  return step(tx, locked, { kind: 'task', taskId: turn.taskId, step: 'outside-ended', party }, turn)
}

/** What somebody with a link is told; of the conversation nothing but what was chosen for them. */
export type OutsideTask =
  | { kind: 'open'; party: string; language: Locale; question: string; shown: ShownEntry[]; expiresAt: Date }
  /** They answered, the time is over, or we no longer ask. */
  | { kind: 'answered' | 'expired' | 'ended'; language: Locale }

/** What a link opens; undefined where there is no such link, or it went long ago. */
export async function findOutsideTask(db: Db, key: string, now: Date): Promise<OutsideTask | undefined> {
  const link = isOnceKey(key) ? await findLink(db, key) : undefined
  if (!link) return undefined
  const { party, language, question, expires_at: expiresAt } = link
  const end = endOf(link, now)
  if (end) return { kind: end, language }
  const entries = link.shown.length > 0 ? await listEntries(db, link.conversation_id) : []
  return { kind: 'open', party, language, question, shown: showEntries(entries, link.shown), expiresAt }
}

export type AnswerOutsideOutcome =
  | { kind: 'taken' }
  | { kind: 'answered' | 'expired' | 'ended' | 'not-found' }

/** Somebody outside answers: it ends the task, and their link. Of two who answer at once the second is told. */
export async function answerOutside(
  tx: Tx,
  key: string,
  { body, files }: { body: string; files?: string | undefined },
  now: Date,
): Promise<AnswerOutsideOutcome> {
  const found = isOnceKey(key) ? await findLink(tx, key) : undefined
  const locked = found && (await lockTask(tx, found.task_id))
  const link = locked?.kind === 'locked' ? await findLink(tx, key) : undefined
  if (!link || locked?.kind !== 'locked') return { kind: 'not-found' }
  const end = endOf(link, now)
  if (end) return { kind: end }
  if (!isOpenTask(locked.task.state)) return { kind: 'ended' }
  await endLinks(tx, link.task_id, 'answered', now)
  await finishLocked(tx, locked, { body, files, party: link.party }, { by: null, now })
  return { kind: 'taken' }
}

function findLink(db: Db, key: string) {
  return db
    .selectFrom('task_link')
    .innerJoin('task', 'task.id', 'task_link.task_id')
    .selectAll('task_link')
    .select('task.conversation_id')
    .where('seal', '=', sealOfKey(key))
    .executeTakeFirst()
}

type End = 'answered' | 'expired' | 'ended'

function endOf(
  { ended_how: how, expires_at: expiresAt }: { ended_how: string | null; expires_at: Date },
  now: Date,
): End | undefined {
  if (how !== null) return how === 'answered' ? 'answered' : 'ended'
  return expiresAt <= now ? 'expired' : undefined
}

/** Who was asked outside the organisation, and where they were mailed. */
export const taskLinks = defineRetention<string>({
  kind: 'task-link',
  what: 'who was asked something outside the organisation, their address, and what they were asked',
  keptFor: { days: 30 },
  from: 'the link could no longer be opened; that they were asked, and their answer, stays with the conversation',
  ground: 'Whoever comes late with their link is told what became of it.',
  table: 'task_link',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`expires_at < ${olderThan}`,
})
