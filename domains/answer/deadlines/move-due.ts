import { z } from 'zod'
import type { Tx } from '#db'
import { type Letterhead, postLetter, writeDueMail } from '#domains/letters'
import { addDays, dateIn, dateOfDue, endOf, isOpenOn } from '#platform/clock'
import { appendEntries } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { findReplyThread } from '../conversations/reply-thread.queries.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'
import { termsUntil } from './count-run.ts'
import { type DeadlineChange, type DueReason, dueReasons } from './deadline.ts'
import { readRun } from './run.queries.ts'

/** A later day, and why. */
export const moveDueSchema = z.object({
  dueOn: z.string().trim().min(1, 'missing').pipe(z.iso.date('not-a-date')),
  reason: z.enum(dueReasons, 'no-reason'),
})

export type MovedDue = z.infer<typeof moveDueSchema>

/** Nobody is asked to wait longer at once. */
const MOST_DAYS_LATER = 365

export type MoveDueOutcome =
  | TurnOutcome
  /** It is answered already; the day is no later than the one that was told, too far off, or one on which nobody works. */
  | { kind: 'is-answered' | 'not-later' | 'too-far' | 'closed-day' }

/**
 * Says that what is due next is due later, and why: whoever asked reads it on their page, and by mail where they left an address.
 * Until there is a first answer it is that one, and with it the solution where that would come before. The words stand ready, so
 * that nothing is said in the name of the organisation that its mandates do not know of.
 */
export async function moveDue(
  tx: Tx,
  turn: Turn,
  { dueOn, reason }: MovedDue,
  letterhead: Letterhead,
): Promise<MoveDueOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.status !== 'open') return { kind: 'is-answered' }
  if (dueOn <= conversation.due_on || dueOn < turn.today) return { kind: 'not-later' }
  if (dueOn > addDays(turn.today, MOST_DAYS_LATER)) return { kind: 'too-far' }
  const run = await readRun(tx, conversation, letterhead.timeZone)
  if (!isOpenOn(run.counting.calendar, dueOn)) return { kind: 'closed-day' }
  const isFirst = conversation.first_met_at === null
  const movesResolution = dateOfDue(conversation.resolution_due) < dueOn
  const deadlines: DeadlineChange = {
    ...(isFirst ? { firstDue: endOf(dueOn) } : {}),
    ...(movesResolution ? { resolutionDue: endOf(dueOn), terms: termsUntil(run, dueOn) } : {}),
  }
  const mailId = await mailMove(tx, { conversation, dueOn, reason }, letterhead, turn.now)
  const entry = { kind: 'due', deadlines, reason, mailId: mailId ?? null } as const
  return { kind: 'appended', seq: await appendEntries(tx, conversation, [entry], turn) }
}

async function mailMove(
  tx: Tx,
  { conversation, dueOn, reason }: { conversation: Conversation; dueOn: string; reason: DueReason },
  letterhead: Letterhead,
  now: Date,
): Promise<string | undefined> {
  const { address, receivedAt, thread, heard } = await findReplyThread(tx, conversation.id)
  if (!address) return undefined
  const { id: conversationId, language } = conversation
  const letter = writeDueMail(letterhead, {
    ...{ conversationId, language, dueOn, reason, thread, heard },
    askedOn: dateIn(letterhead.timeZone, receivedAt ?? now),
  })
  return postLetter(tx, letter, { letterhead, to: address, now })
}
