import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { DeliveryState } from '#domains/letters'
import { logAccess } from '#domains/people'
import type { KeptFile } from '#platform/blobs'
import { dateOfDue } from '#platform/clock'
import type { DueReason } from '../deadlines/deadline.ts'
import type { CloseReason } from '../hands/close-reason.ts'
import { mayRead, mayReadConversation, type Reader } from '../privacy/may-read.ts'
import type { Removal } from '../privacy/removal.ts'
import { findOfSameAsker } from '../split/joined.queries.ts'
import { markNoticesRead } from '../tasks/notice.ts'
import type { Conversation, ConversationStatus } from './conversation.ts'
import { isShownToAsker } from './conversation-feed.ts'
import { type Entry, listEntries } from './entry.queries.ts'
import { findAnswerToJudge } from './judge-answer.ts'

/** Who asked, for whom, and where they can be reached. */
export type Contact = {
  name: string | null
  /** Of mail. */
  address: string | null
  /** Somebody else, for whom they ask. */
  onBehalfOf: string | null
  /** Another way: a telephone number, a postal address. */
  reach: string | null
}

/** A conversation as the staff who answer it see it. */
export type ConversationPage = {
  conversation: Conversation
  /** Who asked, if they said. */
  contact: Contact
  assignee: { id: string; name: string } | undefined
  /** The dossier it belongs to now. */
  dossier: { id: string; slug: string; question: string; language: string } | undefined
  /** Whether the register counts the input as answered. */
  inputAnswered: boolean
  entries: Entry[]
}

/**
 * Opens a conversation for a member of staff who may read it: that they read personal data is logged, and it is no longer unread to
 * them.
 */
export async function readConversation(
  tx: Tx,
  { id, by, now, today }: { id: string; by: string; now: Date; today: string },
): Promise<ConversationPage | undefined> {
  const conversation = await tx.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst()
  if (!conversation || !(await mayReadConversation(tx, id, { accountId: by, today }))) return undefined
  await logAccess(tx, { accountId: by, action: 'read', subjectKind: 'conversation', subjectId: id, now })
  await markRead(tx, { id, by, seq: conversation.last_seq })
  await markNoticesRead(tx, { by, now, conversationId: id })
  const [surroundings, entries] = await Promise.all([findSurroundings(tx, id), listEntries(tx, id)])
  return { conversation, ...surroundings, entries }
}

async function markRead(tx: Tx, { id, by, seq }: { id: string; by: string; seq: number }): Promise<void> {
  await tx
    .insertInto('conversation_reading')
    .values({ account_id: by, conversation_id: id, seq })
    .onConflict((conflict) => conflict.columns(['account_id', 'conversation_id']).doUpdateSet({ seq }))
    .execute()
}

async function findSurroundings(
  db: Db,
  id: string,
): Promise<Pick<ConversationPage, 'contact' | 'assignee' | 'dossier' | 'inputAnswered'>> {
  const row = await db
    .selectFrom('conversation')
    .innerJoin('input', 'input.id', 'conversation.input_id')
    .leftJoin('dossier', 'dossier.id', 'input.dossier_id')
    .leftJoin('account', 'account.id', 'conversation.assigned_to')
    .leftJoin('conversation_contact as contact', 'contact.conversation_id', 'conversation.id')
    .select([
      'contact.name',
      'contact.address',
      'contact.on_behalf_of as onBehalfOf',
      'contact.reach',
      'account.id as assigneeId',
      'account.name as assigneeName',
      'dossier.id as dossierId',
      'dossier.slug',
      'dossier.question',
      'dossier.language',
      'input.answered_at as answeredAt',
    ])
    .where('conversation.id', '=', id)
    .executeTakeFirstOrThrow()
  const { assigneeId, assigneeName, dossierId, slug, question, language } = row
  return {
    contact: { name: row.name, address: row.address, onBehalfOf: row.onBehalfOf, reach: row.reach },
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : undefined,
    dossier:
      dossierId && slug && question && language ? { id: dossierId, slug, question, language } : undefined,
    inputAnswered: row.answeredAt !== null,
  }
}

/** What the person who asked may see of a conversation: their words, our replies, and when an answer is due. */
export type ConversationTrack = {
  conversationId: string
  subject: string
  status: ConversationStatus
  /** Why and when it was closed without an answer. */
  closed: { as: CloseReason; at: Date } | undefined
  dueOn: string
  /** Until when we wait for them at most, as long as we do. */
  pausedUntil: Date | null
  receivedAt: Date
  entries: TrackEntry[]
  /** How many entries of it can be seen, by which a page knows what is newer. */
  shown: number
  /** When it was put together with another one of theirs: what follows there stands here too. */
  joinedAt?: Date
  /** They can say whether our last answer helped them. */
  canJudge: boolean
}

export type TrackEntry =
  /** With the area of the place that they told along with it, where they did; the place itself is for staff. */
  | {
      kind: 'received'
      seq: number
      at: Date
      body: string
      removal: Removal | null
      files: KeptFile[]
      told: { area: string | null } | null
      /** The conversation in which it is answered by itself, by the public id of its input. */
      apart: string | null
    }
  /** Somebody else wrote to us about it: what they say is not for whoever asked. */
  | { kind: 'other'; seq: number; at: Date }
  /** An answer is due later than was told. */
  | { kind: 'due'; seq: number; at: Date; dueOn: string; reason: DueReason }
  /** They said that an answer did not help. */
  | { kind: 'unhelped'; seq: number; at: Date }
  /** `refused` says that the address they gave does not take our mail. */
  | {
      kind: 'sent'
      seq: number
      at: Date
      body: string
      removal: Removal | null
      mail: 'none' | DeliveryState
      /** Until when we wait for them at most, where it asks them something. */
      waitsUntil: Date | null
    }

/** Finds the conversation that an input started, as the holder of its claim code may see it. */
export async function findConversationOfInput(
  db: Db,
  inputId: string,
): Promise<ConversationTrack | undefined> {
  const found = await db
    .selectFrom('conversation')
    .select(trackColumns)
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  if (!found) return undefined
  const [entries, answerToJudge] = await Promise.all([
    listEntries(db, found.id),
    found.status === 'answered' ? findAnswerToJudge(db, found.id) : undefined,
  ])
  const own = await trackOf(db, found, { entries, canJudge: answerToJudge !== undefined })
  return found.merged_into ? goOn(db, { track: own, entries }) : own
}

const trackColumns = [
  'id',
  'subject',
  'status',
  'due_on',
  'paused_until',
  'received_at',
  'closed_as',
  'closed_at',
  'merged_into',
] as const

async function trackOf(
  db: Db,
  found: Pick<Conversation, (typeof trackColumns)[number]>,
  { entries, canJudge }: { entries: Entry[]; canJudge: boolean },
): Promise<ConversationTrack> {
  const own = await findOfSameAsker(
    db,
    entries.flatMap(({ splitOff }) => splitOff?.id ?? []),
  )
  return {
    conversationId: found.id,
    subject: found.subject,
    status: found.status,
    closed: found.closed_as && found.closed_at ? { as: found.closed_as, at: found.closed_at } : undefined,
    dueOn: found.due_on,
    pausedUntil: found.paused_until,
    receivedAt: found.received_at,
    entries: entries.flatMap((entry) => showOnTrack(entry, own)),
    shown: entries.filter((entry) => isShownToAsker(entry, entries)).length,
    canJudge,
  }
}

/** Of a conversation that was merged into another: what follows there, and how that stands. */
async function goOn(
  db: Db,
  { track, entries }: { track: ConversationTrack; entries: Entry[] },
): Promise<ConversationTrack> {
  const merged = entries.findLast(({ kind }) => kind === 'merged')
  if (!merged?.other) return track
  const [next, later] = await Promise.all([
    db
      .selectFrom('conversation')
      .select(trackColumns)
      .where('id', '=', merged.other.id)
      .executeTakeFirstOrThrow(),
    listEntries(db, merged.other.id),
  ])
  const { seq } = merged.other
  const theirs = await trackOf(db, next, { entries: later, canJudge: false })
  const both = {
    ...theirs,
    ...{ subject: track.subject, receivedAt: track.receivedAt },
    joinedAt: merged.at,
    entries: [...track.entries, ...theirs.entries.filter((entry) => entry.seq > seq)],
  }
  return next.merged_into ? goOn(db, { track: both, entries: later }) : both
}

/** The conversation in which whoever holds the code of an input is answered, to be told as it goes on. */
export async function findConversationToFollow(db: Db, inputId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('conversation')
    .select(sql<string>`conversation_home(id)`.as('id'))
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  return found?.id
}

/** @param own  of what was split off, the conversations that they ask in */
function showOnTrack(entry: Entry, own: ReadonlyMap<string, { publicId: string }>): TrackEntry[] {
  const { kind, seq, at, body, removal, delivery, unhelpedSeq, files, place, mail, splitOff } = entry
  const there = splitOff && own.get(splitOff.id)
  if (mail?.isFromOther || (splitOff && !there)) return [{ kind: 'other', seq, at }]
  if (unhelpedSeq !== null) return [{ kind: 'unhelped', seq, at }]
  const told = place && { area: place.area?.name ?? null }
  if (kind === 'received')
    return [{ kind, seq, at, body: body ?? '', removal, files, told, apart: there?.publicId ?? null }]
  if (kind === 'due') return showDue(entry)
  if (kind !== 'sent') return []
  const { pausedUntil: waitsUntil } = entry
  return [{ kind, seq, at, body: body ?? '', removal, mail: delivery?.state ?? 'none', waitsUntil }]
}

function showDue({ seq, at, firstDue, resolutionDue, dueReason: reason }: Entry): TrackEntry[] {
  const due = firstDue ?? resolutionDue
  return due && reason ? [{ kind: 'due', seq, at, dueOn: dateOfDue(due), reason }] : []
}

/**
 * In which conversation each of these inputs began, by the input's id: of those that began in one.
 * @param reader  the member of staff who is to read them: what they may not read is left out; without, whoever asked
 */
export async function findConversationsOf(
  db: Db,
  inputIds: readonly string[],
  reader: Reader | undefined,
): Promise<{ inputId: string; id: string }[]> {
  if (inputIds.length === 0) return []
  const found = db
    .selectFrom('conversation')
    .select(['input_id as inputId', 'id'])
    .where('input_id', 'in', inputIds)
  return (reader ? found.where(mayRead(reader, 'subject_id')) : found).execute()
}
