import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { readAddress } from '#platform/address'
import { appendEntries } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { tellOfConversation } from '../conversations/conversation-feed.ts'
import { lockUnchanged, type Turn, type TurnOutcome } from '../conversations/take-turn.ts'
import { readReopening } from '../deadlines/hearing.ts'
import { mayRead, mayReadConversation, type Reader } from '../privacy/may-read.ts'
import { lockPlacing } from './home.ts'

export type MergeOutcome =
  | TurnOutcome
  | { kind: 'no-such-conversation' }
  /** One of the two is merged into another already. */
  | { kind: 'merged-already' }
  /** They were asked from two addresses: what is answered to one would be read by the other. */
  | { kind: 'other-asker' }

/**
 * Merges a conversation into another of the same person: nothing moves, and what comes in goes to the other from then on. Whoever asked keeps their
 * code, and reads on its page what follows in the other; opening it again takes the two apart. Never where they gave two addresses.
 */
export async function mergeConversation(tx: Tx, turn: Turn, intoId: string): Promise<MergeOutcome> {
  const { conversationId, by, today } = turn
  if (intoId === conversationId || !(await mayReadConversation(tx, intoId, { accountId: by, today })))
    return { kind: 'no-such-conversation' }
  await lockPlacing(tx)
  const into = await lockBoth(tx, conversationId, intoId)
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (!into) return { kind: 'no-such-conversation' }
  if (conversation.merged_into || into.merged_into) return { kind: 'merged-already' }
  if (await areOfTwo(tx, conversationId, intoId)) return { kind: 'other-asker' }
  const entry = { kind: 'merged', into: intoId, otherSeq: into.last_seq } as const
  const seq = await appendEntries(tx, conversation, [entry], { by, now: turn.now })
  if (conversation.continues === intoId && conversation.status === 'open' && into.status !== 'open') {
    // Put back together with what it was split off from, what was asked in it is open there.
    const deadlines = await readReopening(tx, into, turn)
    await appendEntries(tx, into, [{ kind: 'status', status: 'open', deadlines }], { by, now: turn.now })
  } else await tellOfConversation(tx, intoId)
  return { kind: 'appended', seq }
}

/** In the order of their ids, as all who lock more than one. */
async function lockBoth(tx: Tx, one: string, other: string): Promise<Conversation | undefined> {
  const rows = await tx
    .selectFrom('conversation')
    .selectAll()
    .where('id', 'in', [one, other])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.find(({ id }) => id === other)
}

async function areOfTwo(tx: Tx, one: string, other: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('conversation_contact')
    .select('address')
    .where('conversation_id', 'in', [one, other])
    .where('address', 'is not', null)
    .execute()
  const handles = rows.map(({ address }) => readAddress(address ?? '')?.handle ?? address)
  return new Set(handles).size > 1
}

/** Another conversation, as it is named beside one. */
export type NamedConversation = {
  id: string
  subject: string
  language: 'nl' | 'en'
  status: 'open' | 'answered' | 'closed'
  at: Date
}

/** More are not shown beside a conversation. */
export const MOST_BESIDE = 10

/** What a conversation was merged into, and what was merged into it, of what somebody may read. */
export async function listMerged(
  db: Db,
  id: string,
  reader: Reader,
): Promise<{ into: NamedConversation | undefined; here: NamedConversation[] }> {
  const named = sql`id, subject, language, status, received_at as at`
  const { rows } = await sql<NamedConversation & { isInto: boolean }>`
    (select ${named}, true as "isInto" from conversation
      where id = (select merged_into from conversation where id = ${id})
        and ${mayRead(reader, 'subject_id')})
    union all
    (select ${named}, false from conversation where merged_into = ${id}
        and ${mayRead(reader, 'subject_id')} order by id limit ${MOST_BESIDE})`.execute(db)
  return { into: rows.find(({ isInto }) => isInto), here: rows.filter(({ isInto }) => !isInto) }
}
