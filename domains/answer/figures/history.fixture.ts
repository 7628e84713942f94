import fc from 'fast-check'
import {
  type Block,
  blocksOn,
  type Calendar,
  clockOf,
  endOf,
  isOpenOn,
  localMoment,
  officeHours,
} from '#platform/clock'
import { entryColumnsOf } from '../conversations/conversation.store.ts'
import { type ConversationState, foldEntry, type NewEntry } from '../conversations/conversation.ts'
import { readStoredEntry, type StoredEntry } from '../conversations/stored-entry.ts'

/** What happens next in a conversation that is made up, and how many minutes after what was before. */
export type Happening = { after: number; what: Happened }
type Happened =
  | { kind: 'received'; channel: 'web' | 'mail' | 'phone' }
  | { kind: 'sent'; asks: boolean }
  | { kind: 'answered' | 'reopened' | 'note' | 'merged' }
  | { kind: 'closed'; as: 'solved' | 'no-answer' | 'not-ours' | 'double' | 'spam' }
  | { kind: 'classified'; subject: number; unit: number }

export const calendars: Record<number, Calendar> = {
  1: officeHours,
  2: {
    ...officeHours,
    week: officeHours.week.map((blocks, day): Block[] => (day === 6 ? [{ from: 60, to: 240 }] : [...blocks])),
  },
}

export const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2500 })),
  what: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('received' as const),
        channel: fc.constantFrom('web', 'mail', 'phone'),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('sent' as const), asks: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('answered', 'reopened', 'note', 'merged') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('closed' as const),
        as: fc.constantFrom('solved', 'no-answer', 'not-ours', 'double', 'spam'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('classified' as const),
        subject: fc.integer({ min: 0, max: 2 }),
        unit: fc.integer({ min: 0, max: 1 }),
      }),
    },
  ),
})

/** Ids that stand for subjects and units; the first is none. */
export type Names = { subjects: (string | null)[]; units: (string | null)[] }

/** How a conversation that is made up begins. */
export type Beginning = { at: Date; channel: 'web' | 'mail' | 'phone'; calendarVersion: number }

/** The entries of a conversation that was received at an instant, and in which then something happened. */
export function tellHistory(
  id: string,
  begin: Beginning,
  happenings: readonly Happening[],
  names: Names,
): StoredEntry[] {
  let at = begin.at
  const rows = [rowOf(hear(begin.channel, at, begin), at)]
  let state = fold(undefined, rows[0])
  for (const { after, what } of happenings) {
    at = new Date(at.getTime() + after * 60_000)
    const isOpen = state?.status === 'open'
    const row = rowOf(entryOf(what, at, { ...begin, draftSeq: rows.length, isOpen, names }), at)
    state = fold(state, row)
    rows.push(row)
  }
  return rows.map((row, index) => ({ ...row, conversation_id: id, seq: index + 1 }))
}

/** Only of what is open something is asked. */
function fold(state: ConversationState | undefined, row: ReturnType<typeof rowOf> | undefined) {
  return row && foldEntry(state, readStoredEntry({ ...row, conversation_id: '', seq: 0 }), row.at)
}

function rowOf(entry: NewEntry, at: Date) {
  return { ...blank, ...entryColumnsOf(entry), at }
}

function dueIn(at: Date, days: number): string {
  return endOf(new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10))
}

function deadlinesAt(at: Date, { calendarVersion }: Pick<Beginning, 'calendarVersion'>) {
  return {
    terms: { calendarVersion, first: '1 workingDays', resolution: '3 workingDays' },
    ...{ firstDue: dueIn(at, 1), resolutionDue: dueIn(at, 3) },
  }
}

function hear(channel: Beginning['channel'], at: Date, by: Pick<Beginning, 'calendarVersion'>): NewEntry {
  const deadlines = deadlinesAt(at, by)
  return { kind: 'received', channel, body: 'x', dueOn: dueIn(at, 3).slice(0, 10), deadlines }
}

function entryOf(
  what: Happened,
  at: Date,
  { draftSeq, isOpen, names, ...by }: Beginning & { draftSeq: number; isOpen: boolean; names: Names },
): NewEntry {
  const on = at.toISOString().slice(0, 10)
  switch (what.kind) {
    case 'received':
      return hear(what.channel, at, by)
    case 'sent': {
      const asks = { until: new Date(at.getTime() + 1000 * 60_000), resolutionDue: dueIn(at, 5) }
      const answer = { kind: what.kind, draftSeq, approvalSeq: null, mailId: null, on }
      return what.asks && isOpen ? { ...answer, asks } : answer
    }
    case 'answered':
      return { kind: 'status', status: what.kind, on }
    case 'reopened':
      return { kind: 'status', status: 'open', deadlines: deadlinesAt(at, by) }
    case 'closed':
      return { kind: 'status', status: what.kind, as: what.as, on }
    case 'merged':
      return { kind: what.kind, into: ELSEWHERE, otherSeq: 1 }
    case 'classified': {
      const [subjectId, unitId] = [names.subjects[what.subject] ?? null, names.units[what.unit] ?? null]
      return { kind: what.kind, subjectId, unitId }
    }
    case 'note':
      return { kind: what.kind, body: 'x' }
  }
}

/** Where what is merged is handled. */
const ELSEWHERE = '00000000-0000-4000-8000-000000000001'

const blank: Omit<StoredEntry, 'conversation_id' | 'seq' | 'at' | 'kind'> = {
  ...{
    by_account: null,
    body: null,
    channel: null,
    due_on: null,
    mail_id: null,
    draft_seq: null,
    draft_kind: null,
  },
  ...{
    assigned_to: null,
    status: null,
    dossier_id: null,
    subject_id: null,
    unit_id: null,
    approval_seq: null,
  },
  ...{ approval_kind: null, mandate_id: null, mandated_for: null, mandated_on: null, before_mandates: false },
  ...{ unhelped_seq: null, calendar_version: null, first_term: null, resolution_term: null, first_due: null },
  ...{
    resolution_due: null,
    paused_until: null,
    due_reason: null,
    task_id: null,
    task_step: null,
    task_unit_id: null,
  },
  ...{
    task_due_on: null,
    task_party: null,
    closed_as: null,
    snoozed_until: null,
    label_id: null,
    label_on: null,
  },
  ...{
    other_id: null,
    other_seq: null,
    by_rule: null,
    dealt_because: null,
    is_somewhere: null,
    redacted_seq: null,
  },
  ...{ redaction_reason: null, hook_id: null, split_seq: null },
}

/** Minutes of work, by looking at the clock on the wall in each: slow, and plain. */
export function countMinutes(
  from: Date,
  to: Date,
  {
    calendar,
    timeZone,
    isPaused = () => false,
  }: { calendar: Calendar; timeZone: string; isPaused?: (at: number) => boolean },
): number {
  let minutes = 0
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    const [date = '', clock = ''] = localMoment(timeZone, new Date(at)).split('T')
    const isWork =
      isOpenOn(calendar, date) &&
      blocksOn(calendar, date).some((block) => clock >= clockOf(block.from) && clock < clockOf(block.to))
    if (isWork && !isPaused(at)) minutes++
  }
  return minutes
}
