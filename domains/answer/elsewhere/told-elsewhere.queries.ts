import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { isOfAPerson } from '#domains/listen'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { pick, type Viewer } from '../conversations/inbox-pick.queries.ts'
import { mayRead } from '../privacy/may-read.ts'
import { openingWords } from './opening-words.ts'
import { hostOf } from './thread-address.ts'

/** A reply of ours that stands somewhere else, as everybody may know of it. */
export type ToldReply = {
  host: string
  /** Where it stands; null where the address would tell who wrote the post. */
  address: string | null
  sentAt: Date
  /** Its first words; empty where nothing of it is ours alone. */
  words: string
  language: string
}

/** Of which dossier, on which day of the organisation, as `2026-05-08`. */
export type ToldOf = { dossierId: string; today: string }

type Row = {
  address: string
  sentAt: Date
  body: string
  language: string
  said: string[]
  tie: string
  seq: number
}

/**
 * Where we replied to what was said about a dossier and were seen to stand, the newest first. Left out is what only some may read, what
 * somebody took away where it stood, and of which we keep no address any more.
 */
export async function listToldReplies(db: Db, of: ToldOf, page: PageRequest): Promise<Page<ToldReply>> {
  const { rows } = await selectToldReplies(of, page).execute(db)
  const found = pageOf(rows, page.size, ({ sentAt, tie, seq }) => [sentAt.toISOString(), tie, String(seq)])
  return {
    ...found,
    rows: found.rows.map(({ address, sentAt, body, language, said }) => ({
      ...{ host: hostOf(address) ?? '', address: isOfAPerson(address) ? null : address, sentAt, language },
      words: openingWords(body, said),
    })),
  }
}

/** What was said in a conversation, to tell our own words from it. */
const MOST_SAID = 20

/** By when we replied; what happened in the same moment stands in an order that tells nothing of when a conversation began. */
export function selectToldReplies(
  { dossierId, today }: ToldOf,
  { after, size }: PageRequest,
): RawBuilder<Row> {
  const cursor = readCursor(after, ['instant', 'number', 'number'])
  const tie = sql`hashtext(placed.conversation_id::text)`
  const before = cursor
    ? sql`and (sent.at, ${tie}, placed.seq) < (${cursor[0]}::timestamptz, ${cursor[1]}::int, ${cursor[2]}::int)`
    : sql``
  return sql<Row>`
    select placed.address, sent.at as "sentAt", draft.body, conversation.language, ${tie}::text as tie, placed.seq,
      array(select heard.body from conversation_entry heard
        where heard.conversation_id = placed.conversation_id and heard.kind = 'received' and heard.body is not null
        order by heard.seq limit ${MOST_SAID}) as said
    from placed_reply placed
    join conversation on conversation.id = placed.conversation_id
    join input on input.id = conversation.input_id
    join conversation_entry sent on sent.conversation_id = placed.conversation_id and sent.seq = placed.seq
    join conversation_entry draft on draft.conversation_id = sent.conversation_id and draft.seq = sent.draft_seq
    where input.dossier_id = ${dossierId}::uuid and placed.state = 'seen' and placed.address <> '' and draft.body is not null
      and conversation.closed_as is distinct from 'spam'
      and ${mayRead({ accountId: null, today }, 'conversation.subject_id')}
      and not exists (
        select from post_conversation made join post on post.id = made.post_id
        where made.conversation_id = placed.conversation_id and post.withdrawn is not null)
      ${before}
    order by sent.at desc, ${tie} desc, placed.seq desc limit ${size + 1}`
}

/** Approved replies that wait until somebody puts them where a post stands, counted up to one more than `MOST_TO_PLACE`. */
export type ToPlace = {
  /** Of these whoever looks may place so many. */
  own: number
  all: number
}

export const MOST_TO_PLACE = 99

/** What waits to be placed: by whoever looks, and by anybody; as far as they may read it. */
export async function countToPlace(db: Db, viewer: Viewer): Promise<ToPlace> {
  const own = pick(db, 'place', viewer).clearSelect().select('conversation.id')
  const all = db
    .selectFrom('conversation')
    .select('conversation.id')
    .where('draft_state', '=', sql.lit('approved'))
    .where('status', '<>', sql.lit('closed'))
    .where('conversation.id', 'in', db.selectFrom('post_conversation').select('conversation_id'))
    .where(mayRead(viewer, 'conversation.subject_id'))
  const count = (some: typeof own) =>
    db.selectFrom(some.limit(MOST_TO_PLACE + 1).as('some')).select((eb) => eb.fn.countAll<number>().as('n'))
  const counted = await db
    .selectNoFrom([count(own).as('own'), count(all).as('all')])
    .executeTakeFirstOrThrow()
  return { own: counted.own ?? 0, all: counted.all ?? 0 }
}
