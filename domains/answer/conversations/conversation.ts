import type { Selectable } from 'kysely'
import type { DB } from '#db'
import type { DueMoment } from '#platform/clock'
import { type DeadlineChange, type Deadlines, type DueReason, foldDeadlines } from '../deadlines/deadline.ts'
import { foldHands, type HandsEntry, type HandsState, handsOf, untouched } from '../hands/fold-hands.ts'
import type { Redacted } from '../privacy/removal.ts'
import type { SplitOff } from '../split/split-off.ts'
import { isTaskAnswer, type TaskStep } from '../tasks/task.ts'

/** Somebody asked or told something; all that followed is its entries. */
export type Conversation = Selectable<DB['conversation']>

export type ConversationStatus = Conversation['status']

/** By which way something reached us. */
export type Channel = NonNullable<DB['conversation_entry']['channel']>

/** What takes a mandate: the database looks it up for this day of the organisation, as 2026-03-02, and refuses where there is none. */
type Mandated = { on: string }

/** By which rule it was done, where none of the staff did it. */
type ByRule = { byRule?: string | null }
/** What it does to when something is due, where it does. */
type Dated = { deadlines?: DeadlineChange }

/** How far the newest draft that was not sent has come. */
export type DraftState = NonNullable<Conversation['draft_state']>

/** One thing that happened in a conversation; nothing of it changes later. */
export type NewEntry =
  /**
   * Nothing is due where nobody asked for anything: a machine wrote it. `unhelpedSeq` names the answer of which it says that it did
   * not help, `from` the entry of another conversation that it was split off from.
   */
  | ({
      kind: 'received'
      channel: Channel
      body: string
      dueOn: string | null
      unhelpedSeq?: number
      from?: { id: string; seq: number }
    } & Dated)
  | { kind: 'receipt'; mailId: string }
  | { kind: 'note'; body: string }
  | { kind: 'draft'; body: string }
  | ({ kind: 'approved'; draftSeq: number } & Mandated)
  /** Without a reason where the writer takes it back. */
  | { kind: 'returned'; draftSeq: number; reason: string | null }
  | ({ kind: 'sent'; draftSeq: number; approvalSeq: number | null; mailId: string | null } & Mandated & {
        /** What left by a channel of others. */
        hookId?: string | null
        /** It asks for something: until when it waits, and when it must be solved if nobody replies. */
        asks?: { until: Date; resolutionDue: DueMoment }
      })
  /** `because` where it was given out: whoever has it answered the same person before, or had the least work. */
  | ({ kind: 'assigned'; to: string | null; because?: 'known' | 'load' | null } & ByRule)
  | ({ kind: 'classified'; subjectId: string | null; unitId: string | null } & ByRule & Dated)
  | ({ kind: 'status'; status: 'open' } & Dated)
  /** Something is due later than was told; whoever asked is told why. */
  | { kind: 'due'; deadlines: DeadlineChange; reason: DueReason; mailId: string | null }
  | ({ kind: 'status'; status: 'answered' } & Mandated)
  | HandsEntry
  | { kind: 'linked'; dossierId: string | null }
  /** Staff say where it is about, or that it is about no place; the place stands apart. */
  | { kind: 'located'; isSomewhere: boolean }
  | Redacted
  | SplitOff
  | TaskStep

/** What the entries add up to: what lists are sorted and filtered by. */
export type ConversationState = HandsState &
  Deadlines & {
    lastSeq: number
    /** The last entry that was said to us, or that a colleague or somebody outside came back with. */
    heardSeq: number
    status: ConversationStatus
    assignedTo: string | null
    /** The last day on which what is due next is in time. */
    dueOn: string
    receivedAt: Date
    answeredAt: Date | null
    subjectId: string | null
    /** The unit that answers it. */
    unitId: string | null
    /** The newest draft, where it was not sent. */
    draft: { seq: number; state: DraftState } | null
  }

/** The state after entries are appended at one moment; without a state before, the first must be `received`. */
export function foldEntries(
  before: ConversationState | undefined,
  entries: NewEntry[],
  at: Date,
): ConversationState {
  let state = before
  for (const entry of entries) state = foldEntry(state, entry, at)
  if (!state) throw new Error('A conversation has at least one entry.')
  return state
}

/** The state after one more entry. */
export function foldEntry(
  before: ConversationState | undefined,
  entry: NewEntry,
  at: Date,
): ConversationState {
  const after = foldHands(before, foldTalk(before, entry, at), entry, at)
  return { ...after, ...foldDeadlines(before, stepOf(before, entry, after, at)) }
}

/** What it is but for its deadlines. */
type Words = Omit<ConversationState, keyof Deadlines | 'dueOn'>

function stepOf(before: Words | undefined, entry: NewEntry, { lastSeq: seq, status }: Words, at: Date) {
  return {
    ...{ seq, at, wasOpen: before?.status === 'open', isOpen: status === 'open' },
    isHeard: entry.kind === 'received' && entry.dueOn !== null,
    answers: entry.kind === 'sent' || (entry.kind === 'status' && entry.status === 'answered'),
    asksUntil: entry.kind === 'sent' ? entry.asks?.until : undefined,
    dueOn: entry.kind === 'received' ? (entry.dueOn ?? undefined) : undefined,
    change: changeOf(entry),
  }
}

function changeOf(entry: NewEntry): DeadlineChange | undefined {
  if (entry.kind === 'sent') return entry.asks && { resolutionDue: entry.asks.resolutionDue }
  return 'deadlines' in entry ? entry.deadlines : undefined
}

/** What is said, by whom, and who answers it. */
function foldTalk(before: Words | undefined, entry: NewEntry, at: Date): Words {
  if (entry.kind === 'received' && entry.dueOn !== null) return hear(before, at)
  if (!before) throw new Error(`A conversation starts with what was received, not with "${entry.kind}".`)
  const state = { ...before, lastSeq: before.lastSeq + 1 }
  switch (entry.kind) {
    case 'draft':
      return { ...state, draft: { seq: state.lastSeq, state: 'asked' } }
    case 'approved':
    case 'returned':
      return { ...state, draft: { seq: entry.draftSeq, state: entry.kind } }
    case 'sent':
      return entry.asks
        ? { ...state, draft: null }
        : { ...state, status: 'answered', answeredAt: at, draft: null }
    case 'classified':
      return { ...state, subjectId: entry.subjectId, unitId: entry.unitId }
    case 'status':
      return { ...state, status: entry.status, answeredAt: entry.status === 'answered' ? at : null }
    case 'assigned':
      return { ...state, assignedTo: entry.to }
    case 'task':
      // What comes back to one that was merged is heard where that is handled.
      return isTaskAnswer(entry) && state.mergedInto === null ? { ...state, heardSeq: state.lastSeq } : state
    case 'elsewhere':
      return { ...state, heardSeq: state.lastSeq }
    default:
      return state
  }
}

function hear(before: Words | undefined, at: Date): Words {
  const seq = (before?.lastSeq ?? 0) + 1
  return {
    lastSeq: seq,
    heardSeq: seq,
    status: 'open',
    assignedTo: before?.assignedTo ?? null,
    // What was long on its way is heard later than what was said after it.
    receivedAt: before && before.receivedAt > at ? before.receivedAt : at,
    answeredAt: null,
    subjectId: before?.subjectId ?? null,
    unitId: before?.unitId ?? null,
    draft: before?.draft ?? null,
    ...handsOf(before ?? untouched),
  }
}

const LONGEST_SUBJECT = 70

const GREETING =
  /^(?:goede(?:morgen|middag|navond|dag)|hallo|hoi|dag|beste|geachte|l\.?s\.?|hello|hi|dear|good (?:morning|afternoon|evening))(?![\p{L}\p{N}])[^,.!?\n]{0,40}(?:[,.!]+|\n)\s*/iu

/**
 * What a conversation is called: the beginning of what was said after a greeting, up to the end of a sentence or of
 * a word.
 */
export function subjectOf(text: string): string {
  const said = text.trim()
  const line =
    (said.replace(GREETING, '') || said)
      .replace(/^\p{Ll}/u, (first) => first.toUpperCase())
      .split('\n')[0]
      ?.replace(/\s+/g, ' ')
      .trim() ?? ''
  const sentence = /^.{12,}?[.?!…。？！](?=\s)/u.exec(line)?.[0] ?? line
  const subject = sentence.replace(/(?<![.\s])[.\s]+$/, '') || line
  const letters = [...subject]
  if (letters.length <= LONGEST_SUBJECT) return subject
  const cut = letters.slice(0, LONGEST_SUBJECT).join('')
  const words = cut.replace(/\s\S*$/, '')
  return `${words}…`
}
