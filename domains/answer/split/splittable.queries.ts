import type { Db } from '#db'
import { handleOf } from '../channels/handle.ts'
import { bareSubject, writtenNow } from '../channels/mail-text.ts'
import { type OtherPerson, othersSchema } from '../channels/other-person.ts'
import { type Channel, subjectOf } from '../conversations/conversation.ts'

/** What somebody wrote in a conversation that can be answered by itself. */
export type Splittable = {
  seq: number
  at: Date
  /** The member of staff who wrote it down. */
  by: string | null
  channel: Channel
  body: string
  /** What it is called: the subject of the mail, else its first words. */
  title: string
  mail: SplitMail | undefined
}

export type SplitMail = {
  rawId: string
  messageId: string | null
  subject: string
  from: { name: string; address: string }
  /** Somebody else than who asked wrote it. */
  isFromOther: boolean
  others: OtherPerson[]
}

/** What cannot be answered elsewhere: below a post, and in a program of others. */
const bound: Channel[] = ['feed', 'hook']

/**
 * What can be split off from a conversation, in order: all that a person wrote after its beginning and that was neither split off yet nor
 * removed. What only says that an answer did not help belongs to that answer.
 */
export async function listSplittable(db: Db, conversationId: string): Promise<Splittable[]> {
  const rows = await db
    .selectFrom('conversation_entry as entry')
    .leftJoin('mail_message as mail', (join) =>
      join.onRef('mail.conversation_id', '=', 'entry.conversation_id').onRef('mail.seq', '=', 'entry.seq'),
    )
    .leftJoin('conversation_entry as off', (join) =>
      join
        .onRef('off.conversation_id', '=', 'entry.conversation_id')
        .onRef('off.split_seq', '=', 'entry.seq'),
    )
    .select(['entry.seq', 'entry.at', 'entry.by_account as by', 'entry.channel', 'entry.body'])
    .select(['mail.raw_id', 'mail.message_id', 'mail.from_name', 'mail.from_address', 'mail.subject'])
    .select(['mail.is_from_other', 'mail.others'])
    .where('entry.conversation_id', '=', conversationId)
    .where('entry.kind', '=', 'received')
    .where('entry.seq', '>', 1)
    .where('entry.due_on', 'is not', null)
    .where('entry.body', 'is not', null)
    .where('entry.unhelped_seq', 'is', null)
    .where('entry.channel', 'not in', bound)
    .where('off.seq', 'is', null)
    .orderBy('entry.seq')
    .execute()
  return rows.flatMap(({ seq, at, by, channel, body, ...mail }) =>
    body === null || channel === null
      ? []
      : [{ seq, at, by, channel, body, title: titleOf(body, mail.subject), mail: mailOf(mail) }],
  )
}

/** A name is no longer than that in a list. */
export const LONGEST_TITLE = 150

/** @param subject  of the mail; null where it was none */
function titleOf(body: string, subject: string | null): string {
  const said = bareSubject(subject ?? '') || subjectOf(subject === null ? body : writtenNow(body))
  return [...said].slice(0, LONGEST_TITLE).join('') || '…'
}

function mailOf(row: {
  raw_id: string | null
  message_id: string | null
  subject: string | null
  from_name: string | null
  from_address: string | null
  is_from_other: boolean | null
  others: unknown
}): SplitMail | undefined {
  return row.raw_id === null
    ? undefined
    : {
        ...{ rawId: row.raw_id, messageId: row.message_id, subject: row.subject ?? '' },
        from: { name: row.from_name ?? '', address: row.from_address ?? '' },
        isFromOther: row.is_from_other === true,
        others: othersSchema.parse(row.others),
      }
}

/** Whether all of it was said by one: whoever asked, or one other person. */
export function isOfOne(chosen: readonly Pick<Splittable, 'mail'>[]): boolean {
  return new Set(chosen.map(({ mail }) => (mail?.isFromOther ? handleOf(mail.from.address) : ''))).size === 1
}

/** The conversation in which all of some entries are answered since; undefined: not all of them, or not in one. */
export async function findSplitInto(
  db: Db,
  conversationId: string,
  seqs: readonly number[],
): Promise<string | undefined> {
  if (seqs.length === 0) return undefined
  const rows = await db
    .selectFrom('conversation_entry')
    .select('other_id')
    .where('conversation_id', '=', conversationId)
    .where('split_seq', 'in', seqs)
    .execute()
  const [into, ...others] = new Set(rows.map((row) => row.other_id))
  return rows.length === seqs.length && others.length === 0 ? (into ?? undefined) : undefined
}
