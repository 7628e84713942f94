import { sql } from 'kysely'
import type { Tx } from '#db'
import { forgetTextsThat } from '#domains/people'
import { forgetInputWords } from '#domains/register'
import { translatorOf } from '#platform/i18n'
import { discardMail, forgetMailHeads } from '#platform/mail'
import { forgetMailContents } from '../channels/forget-mail.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { forgetFilesOf } from '../files/conversation-files.ts'
import { forgetHooksOf } from '../hooks/forget-hooks.ts'
import { forgetLeavingReplies } from '../sending/forget-leaving.ts'
import { privacyMessages } from './privacy.messages.ts'
import { repeats } from './removal.ts'

type Locked = Pick<Conversation, 'id' | 'input_id' | 'language'>

/** The address at the desk under which texts of a conversation are kept that nobody sent yet, without the language. */
export function placeOfConversation(id: string): string {
  return `/desk/inbox/${id}`
}

/**
 * Takes the words of some entries out of a locked conversation, and what stands elsewhere of them: mail as it came, files, mail of ours
 * that waits with them, what colleagues typed that repeats them; what it is found by follows by itself. The first words are also in its
 * name, in its input and at the head of all its mail.
 */
export async function forgetWords(tx: Tx, locked: Locked, seqs: readonly number[]): Promise<void> {
  const { id } = locked
  const removed = await tx
    .selectFrom('conversation_entry')
    .select(['body', 'kind', 'other_id'])
    .where('conversation_id', '=', id)
    .where('seq', 'in', seqs)
    .where('body', 'is not', null)
    .execute()
  await tx
    .updateTable('conversation_entry')
    .set({ body: null })
    .where('conversation_id', '=', id)
    .where('seq', 'in', seqs)
    .where('body', 'is not', null)
    .execute()
  const filed = await tx
    .selectFrom('conversation_file')
    .select('seq')
    .where('conversation_id', '=', id)
    .where('seq', 'in', seqs)
    .execute()
  for (const { seq } of filed) await forgetFilesOf(tx, { conversationId: id, seq })
  await tx
    .deleteFrom('conversation_place')
    .where('conversation_id', '=', id)
    .where('seq', 'in', seqs)
    .execute()
  await forgetMailOf(tx, locked, seqs)
  await forgetHooksOf(tx, { conversationId: id, seqs })
  const isOfThem = (typed: string) => removed.some(({ body }) => repeats(typed, body ?? ''))
  // What was split off may be repeated where it was said.
  const origins = removed.flatMap(({ kind, other_id }) => (kind === 'received' && other_id ? other_id : []))
  for (const one of new Set([id, ...origins])) {
    await forgetTextsThat(tx, placeOfConversation(one), isOfThem)
    await forgetLeavingReplies(tx, one, isOfThem)
  }
  if (seqs.includes(1)) await forgetBeginning(tx, locked)
}

/** Mail that an entry came by, with each copy; where it began the conversation all of it, since each names the subject. */
async function forgetMailOf(tx: Tx, { id }: Locked, seqs: readonly number[]): Promise<void> {
  const raws = await tx
    .selectFrom('received_raw')
    .select('id')
    .where('conversation_id', '=', id)
    .$if(!seqs.includes(1), (query) => query.where('seq', 'in', seqs))
    .execute()
  await forgetMailContents(
    tx,
    raws.map((raw) => raw.id),
  )
  const sent = await listMails(tx, id)
  const named = sent.filter(({ draft_seq }) => seqs.includes(1) || seqs.includes(draft_seq ?? 0))
  const [waiting, ended] = [named.filter(isWaiting), named.filter((mail) => !isWaiting(mail))]
  // A receipt that waits says nothing of what was said.
  await discardMail(
    tx,
    waiting.flatMap((mail) => (seqs.includes(mail.draft_seq ?? 0) ? mail.id : [])),
  )
  await forgetMailHeads(
    tx,
    ended.map((mail) => mail.id),
  )
}

type OurMail = { id: string; state: 'waiting' | 'sent' | 'refused'; draft_seq: number | null }

const isWaiting = ({ state }: OurMail) => state === 'waiting'

/** Our mail in a conversation, to whomever, which does not leave before this transaction is done. */
export async function listMails(tx: Tx, conversationId: string): Promise<OurMail[]> {
  const { rows } = await sql<OurMail>`
    select mail.id, mail.state, carried.draft_seq
    from (
      select mail_id, draft_seq from conversation_entry
      where conversation_id = ${conversationId}::uuid and mail_id is not null
      union all
      select copy.mail_id, entry.draft_seq from reply_copy as copy join conversation_entry as entry using (conversation_id, seq)
      where copy.conversation_id = ${conversationId}::uuid
    ) as carried
    join outgoing_mail as mail on mail.id = carried.mail_id
    order by mail.id for update of mail`.execute(tx)
  return rows
}

async function forgetBeginning(tx: Tx, { id, input_id, language }: Locked): Promise<void> {
  const subject = translatorOf(privacyMessages, language === 'en' ? 'en' : 'nl', 'UTC')('removedTitle')
  await tx.updateTable('conversation').set({ subject }).where('id', '=', id).execute()
  await forgetInputWords(tx, [input_id])
}

/** Whether an answer waits to leave, which quotes what was said to us. */
export async function answerWaits(tx: Tx, conversationId: string): Promise<boolean> {
  return (await listMails(tx, conversationId)).some((mail) => isWaiting(mail) && mail.draft_seq !== null)
}
