import type { Db } from '#db'
import { findTerms, type WorkingCalendar } from '#domains/people'
import { dateOfDue } from '#platform/clock'
import { stateOf } from '../conversations/conversation.store.ts'
import type { Conversation, ConversationState } from '../conversations/conversation.ts'
import { beginAgain, beginRun, type CountedRun, resumeAt } from './count-run.ts'
import { type DeadlineChange, nextDue } from './deadline.ts'
import { readRun } from './run.queries.ts'

/** What is due by something that is heard, and the day to say: where nothing changes, the day that stands. */
export type Hearing = { dueOn: string; deadlines?: DeadlineChange }

type Reception = { timeZone: string; now: Date }

/** Finds what is due by what whoever asked says now; undefined: a conversation begins by it. */
export async function readHearing(
  db: Db,
  conversation: Conversation | undefined,
  { timeZone, now }: Reception,
): Promise<Hearing> {
  const hear = await prepareHearing(db, conversation ? [conversation] : [], timeZone)
  return hear(conversation && { id: conversation.id, ...stateOf(conversation) }, now)
}

/** What is due once a conversation is opened again by one of us. */
export async function readReopening(
  db: Db,
  conversation: Conversation,
  { timeZone, now }: Reception,
): Promise<DeadlineChange> {
  return again(stateOf(conversation), now, { terms: await findTerms(db, conversation.subject_id), timeZone })
}

/** The last day on which an answer to what is asked at a moment, as 2026-05-08T10:05Z, is in time. */
export async function readDueDate(db: Db, timeZone: string, moment: string): Promise<string> {
  return (await readHearing(db, undefined, { timeZone, now: new Date(moment) })).dueOn
}

/** What is due by what is said at an instant in one of some conversations, as it is then; undefined: in a new one. */
export type Hear = (state: (ConversationState & { id: string }) | undefined, at: Date) => Hearing

/** Reads all by which it is told, for mail that comes in together: by as many queries as there are subjects and pauses. */
export async function prepareHearing(
  db: Db,
  conversations: readonly Conversation[],
  timeZone: string,
): Promise<Hear> {
  const solved = conversations.filter(({ status }) => status !== 'open')
  const terms = new Map<string | null, WorkingCalendar>([[null, await findTerms(db, null)]])
  for (const { subject_id } of solved)
    if (!terms.has(subject_id)) terms.set(subject_id, await findTerms(db, subject_id))
  const runs = new Map<string, CountedRun>()
  for (const row of conversations)
    if (row.paused_since !== null) runs.set(row.id, await readRun(db, row, timeZone))
  const termsFor = (subjectId: string | null) => {
    const found = terms.get(subjectId)
    if (!found) throw new Error('What is due was asked of a conversation that was not read before.')
    return found
  }
  return (state, at) => {
    if (!state) return hearingOf(beginRun(termsFor(null), timeZone, at))
    if (state.status !== 'open')
      return hearingOf(again(state, at, { terms: termsFor(state.subjectId), timeZone }))
    const run = state.pausedSince === null ? undefined : runs.get(state.id)
    if (!run) return { dueOn: state.dueOn }
    const resolutionDue = resumeAt(run, at)
    return { dueOn: dateOfDue(resolutionDue), deadlines: { resolutionDue } }
  }
}

function again(
  { resolutionDue, answeredAt, closed }: ConversationState,
  at: Date,
  { terms, timeZone }: { terms: WorkingCalendar; timeZone: string },
): Required<DeadlineChange> {
  return beginAgain(terms, timeZone, { resolutionDue, solvedAt: answeredAt ?? closed?.at ?? at, at })
}

function hearingOf(deadlines: Required<DeadlineChange>): Hearing {
  return { dueOn: dateOfDue(nextDue({ ...deadlines, firstMetAt: null })), deadlines }
}
