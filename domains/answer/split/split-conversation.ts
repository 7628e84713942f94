import { sql } from 'kysely'
import type { Tx } from '#db'
import type { Letterhead } from '#domains/letters'
import { logAccess } from '#domains/people'
import { issueClaimCode } from '#domains/register'
import { type Address, readAddress } from '#platform/address'
import { appendEntries, lockConversation } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { fileAtOnce, promiseBy } from '../conversations/file-at-once.ts'
import type { Filing } from '../conversations/filing.ts'
import { findAddress } from '../conversations/reply-thread.queries.ts'
import { queueReceipt } from '../conversations/start-conversation.ts'
import { lockReadable, lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { readHearing } from '../deadlines/hearing.ts'
import { lockPlacing } from '../hands/home.ts'
import { beginLinked, keepAsker } from './begin-linked.ts'
import { moveEntry } from './move-entry.store.ts'
import { findSplitInto, isOfOne, listSplittable, type Splittable } from './splittable.queries.ts'

export type SplitOutcome =
  | MissedTurn
  /** The conversation in which it is answered; that of whoever was first, where it was split off already. */
  | { kind: 'split' | 'split-already'; conversationId: string }
  /** One of them is nothing that can be split off, or none was chosen. */
  | { kind: 'nothing-to-split' }
  /** They were written by two people: one would read what the other wrote. */
  | { kind: 'of-two-people' }
  /** It is handled in another conversation. */
  | { kind: 'merged-already' }

/** What is split off, by the numbers of its entries, and what the new conversation is called and filed under. */
export type Splitting = { seqs: readonly number[]; title: string; filing: Filing }

export type SplittingDesk = {
  secret: string
  letterhead: Letterhead
  /** Whether a receipt may leave to this address. */
  mayMail: (address: Address) => Promise<boolean>
}

/**
 * Answers some of what was said in a conversation in one of its own: it begins with these words, as they came and when they came, and is due from
 * then on. The entries stay where they were said, and count there no more. Merging the new one into the old puts them back together.
 * @throws FilingRefused where a choice stands no more, and then nothing is split off
 */
export async function splitConversation(
  tx: Tx,
  turn: Turn,
  { seqs, title, filing }: Splitting,
  desk: SplittingDesk,
): Promise<SplitOutcome> {
  await lockPlacing(tx)
  const wanted = [...new Set(seqs)]
  const into = (await lockReadable(tx, turn)) && (await findSplitInto(tx, turn.conversationId, wanted))
  if (into) return { kind: 'split-already', conversationId: into }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.merged_into !== null) return { kind: 'merged-already' }
  const chosen = (await listSplittable(tx, conversation.id)).filter(({ seq }) => wanted.includes(seq))
  const [first, ...more] = chosen
  if (!first || chosen.length < wanted.length) return { kind: 'nothing-to-split' }
  if (!isOfOne(chosen)) return { kind: 'of-two-people' }
  const begun = await begin(tx, { conversation, first, title, filing, turn })
  const conversationId = begun.conversationId
  for (const one of more) await hearThere(tx, { conversation, one, conversationId, turn })
  await letGo(tx, { conversation, chosen, conversationId, turn, secret: desk.secret })
  await keepWriter(tx, { conversation, first, conversationId, now: turn.now })
  await acknowledge(tx, { ...begun, first, now: turn.now }, desk)
  await file(tx, { conversation, conversationId, turn, filing })
  for (const subjectId of [conversation.id, conversationId])
    await logAccess(tx, {
      ...({ accountId: turn.by, action: 'changed', now: turn.now } as const),
      ...{ subjectKind: 'conversation', subjectId },
    })
  return { kind: 'split', conversationId }
}

type Beginning = {
  conversation: Conversation
  first: Splittable
  title: string
  filing: Filing
  turn: Turn
}

/** Due from when it was said to us, however long it stood elsewhere. */
async function begin(tx: Tx, { conversation, first, title, filing, turn }: Beginning) {
  const { timeZone, today } = turn
  const due = await readHearing(tx, undefined, { timeZone, now: first.at })
  const hearing = promiseBy(due, filing.promisedOn, today)
  return beginLinked(tx, {
    earlier: conversation,
    first: { ...entryOf(conversation, first), ...hearing, at: first.at, by: first.by },
    subject: title || first.title,
    isSameAsker: !first.mail?.isFromOther,
  })
}

function entryOf({ id }: Conversation, { channel, body, seq }: Splittable) {
  return { kind: 'received', channel, body, from: { id, seq } } as const
}

type Said = { conversation: Conversation; one: Splittable; conversationId: string; turn: Turn }

/** Each further entry, at the time at which it was said. */
async function hearThere(tx: Tx, { conversation, one, conversationId, turn }: Said): Promise<void> {
  const locked = await lockConversation(tx, conversationId)
  if (!locked) throw new Error('A conversation that was begun is not there.')
  const hearing = await readHearing(tx, locked, { timeZone: turn.timeZone, now: one.at })
  await appendEntries(tx, locked, [{ ...entryOf(conversation, one), ...hearing }], {
    ...{ by: one.by, now: one.at },
  })
}

type Leaving = {
  conversation: Conversation
  chosen: readonly Splittable[]
  conversationId: string
  turn: Turn
  secret: string
}

/** Says in the old one what is answered elsewhere, and takes the words there. */
async function letGo(tx: Tx, { conversation, chosen, conversationId, turn, secret }: Leaving): Promise<void> {
  const entries = chosen.map(({ seq: splitSeq }, at) => ({
    ...({ kind: 'split', splitSeq } as const),
    ...{ otherId: conversationId, otherSeq: at + 1 },
  }))
  await appendEntries(tx, conversation, entries, turn)
  for (const { splitSeq, otherSeq } of entries) {
    const [from, to] = [
      { conversationId: conversation.id, seq: splitSeq },
      { conversationId, seq: otherSeq },
    ]
    const mail = chosen.find(({ seq }) => seq === splitSeq)?.mail
    await moveEntry(tx, { from, to }, { mail, secret })
  }
  for (const id of [conversation.id, conversationId]) await sql`select make_findable(${id}::uuid)`.execute(tx)
}

type Written = { conversation: Conversation; first: Splittable; conversationId: string; now: Date }

/** Whoever asked asks there too; somebody else who wrote is who asks there. */
async function keepWriter(
  tx: Tx,
  { conversation, first: { mail }, conversationId: to, now }: Written,
): Promise<void> {
  if (!mail?.isFromOther && (await keepAsker(tx, { from: conversation.id, to, now }))) return
  const name = [...(mail?.from.name ?? '')].slice(0, LONGEST_NAME).join('') || null
  const address = readAddress(mail?.from.address ?? '')?.mailbox ?? null
  if (name || address)
    await tx
      .insertInto('conversation_contact')
      .values({ conversation_id: to, name, address, given_at: now })
      .execute()
}

const LONGEST_NAME = 100

/** Whoever wrote longer ago knows by now that we have it. */
const FRESH_MS = 7 * 24 * 3_600_000

type Begun = {
  conversationId: string
  inputId: string
  language: 'nl' | 'en'
  first: Splittable
  now: Date
}

/** As for any question that was begun just now: a receipt with a code of its own, to who can be written to. */
async function acknowledge(tx: Tx, begun: Begun, desk: SplittingDesk): Promise<void> {
  const { conversationId, inputId, language, first, now } = begun
  const address = readAddress((await findAddress(tx, conversationId)) ?? '')
  if (!address || now.getTime() - first.at.getTime() > FRESH_MS || !(await desk.mayMail(address))) return
  const locked = await lockConversation(tx, conversationId)
  if (!locked) return
  const { secret, letterhead } = desk
  const code = await issueClaimCode(tx, { inputId, secret, now })
  const messageId = first.mail?.messageId
  const mailId = await queueReceipt(
    tx,
    { address },
    {
      ...{ inputId, conversationId, language, letterhead, code, secret, now },
      ...{ dueOn: locked.due_on, mayMail: true, receivedAt: first.at },
      heard: messageId ? `<${messageId}>` : undefined,
    },
  )
  if (mailId) await appendEntries(tx, locked, [{ kind: 'receipt', mailId }], { by: null, now })
}

type Filed = { conversation: Conversation; conversationId: string; turn: Turn; filing: Filing }

/** Of something that few may read, only these read what is split off, until somebody says what that is about. */
async function file(tx: Tx, { conversation, conversationId, turn, filing }: Filed): Promise<void> {
  const { subject_id: subjectId, unit_id: unitId } = conversation
  const isKept = filing.subjectId === null && (await isRestricted(tx, subjectId))
  const asFiled = isKept ? { ...filing, subjectId, unitId: filing.unitId ?? unitId } : filing
  await fileAtOnce(tx, { ...turn, conversationId }, asFiled)
}

async function isRestricted(tx: Tx, subjectId: string | null): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select is_restricted(${subjectId}::uuid) as is`.execute(tx)
  return rows[0]?.is === true
}
