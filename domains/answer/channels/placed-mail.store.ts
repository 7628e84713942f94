import { sql } from 'kysely'
import type { Tx } from '#db'
import { registerUnplaced } from '#domains/register'
import { readAddress } from '#platform/address'
import { translatorOf } from '#platform/i18n'
import { columnsOf, entryColumnsOf } from '../conversations/conversation.store.ts'
import { subjectOf } from '../conversations/conversation.ts'
import { followClosing } from '../hands/count-input.ts'
import { mailMessages } from './mail.messages.ts'
import { hashId, idsOf } from './mail-seals.ts'
import { bareSubject, headerText, languageOf, writtenNow } from './mail-text.ts'
import type { Target, Tie } from './place-mail.ts'
import type { ReadMail } from './read-mail.ts'

/** A conversation that began with a mail. */
export type BegunConversation = {
  conversationId: string
  inputId: string
  language: 'nl' | 'en'
  read: ReadMail
}

/** Stores what was placed: new conversations with their inputs, entries, and by what later mail finds them. */
export async function storePlaced(
  tx: Tx,
  targets: readonly Target[],
  ties: readonly Tie[],
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<BegunConversation[]> {
  const touched = targets.filter(({ added }) => added.length > 0)
  const begun = await insertBegun(
    tx,
    touched.filter(({ before }) => before === undefined),
    timeZone,
  )
  for (const { before, state } of touched)
    if (before && state) {
      await tx.updateTable('conversation').set(columnsOf(state)).where('id', '=', before.id).execute()
      await followClosing(tx, before, state, now)
    }
  // Each conversation is made findable by what comes last, with all of its words.
  await insertContacts(tx, begun)
  await insertEntries(tx, touched)
  await insertMessages(tx, touched)
  await insertReferences(tx, touched)
  await insertParticipants(tx, touched)
  await insertTies(tx, ties, now)
  return begun
}

async function insertBegun(
  tx: Tx,
  targets: readonly Target[],
  timeZone: string,
): Promise<BegunConversation[]> {
  const first = targets.flatMap(({ id, state, added, goesOnFrom }) =>
    state && added[0]
      ? [{ id, state, goesOnFrom, ...added[0], language: languageOf(added[0].read.body) }]
      : [],
  )
  const inputIds = await registerUnplaced(
    tx,
    first.map(({ read, state, language }) => ({
      ...({ kind: 'question', channel: 'mail', language } as const),
      ...{ body: writtenNow(read.body), answerOn: state.dueOn, receivedAt: read.heardAt },
    })),
  )
  const begun = first.map((one, at) => ({ ...one, inputId: inputIds[at] ?? '' }))
  if (begun.length > 0)
    await tx
      .insertInto('conversation')
      .values(
        begun.map(({ id, inputId, language, read, state, goesOnFrom }) => ({
          ...{ id, input_id: inputId, language, subject: titleOf(read, language, timeZone) },
          continues: goesOnFrom ?? null,
          ...columnsOf(state),
        })),
      )
      .execute()
  return begun.map(({ id, inputId, language, read }) => ({ conversationId: id, inputId, language, read }))
}

/** What a conversation is called: the subject of the mail, else its first words. */
function titleOf({ mail, body }: ReadMail, language: 'nl' | 'en', timeZone: string): string {
  const said = bareSubject(mail.subject) || subjectOf(writtenNow(body))
  return (
    [...said].slice(0, LONGEST_TITLE).join('') || translatorOf(mailMessages, language, timeZone)('noSubject')
  )
}

const LONGEST_TITLE = 150

async function insertEntries(tx: Tx, targets: readonly Target[]): Promise<void> {
  const rows = targets.flatMap(({ id, added }) =>
    added.map(({ entry, seq, read }) => ({
      ...{ conversation_id: id, seq, at: read.heardAt, by_account: null },
      ...entryColumnsOf(entry),
    })),
  )
  if (rows.length > 0) await tx.insertInto('conversation_entry').values(rows).execute()
}

/** Who began it is who is answered: where they want answers, if they say so. */
async function insertContacts(tx: Tx, begun: readonly BegunConversation[]): Promise<void> {
  const rows = begun.flatMap(({ conversationId, read: { mail, heardAt } }) => {
    const from = mail.replyTo[0] ?? mail.from[0]
    const address = readAddress(from?.address ?? '')?.mailbox ?? null
    const name = headerText(mail.from[0]?.name ?? '').slice(0, LONGEST_NAME) || null
    return name || address ? [{ conversation_id: conversationId, name, address, given_at: heardAt }] : []
  })
  if (rows.length > 0) await tx.insertInto('conversation_contact').values(rows).execute()
}

const LONGEST_NAME = 100

async function insertMessages(tx: Tx, targets: readonly Target[]): Promise<void> {
  const rows = targets.flatMap(({ id, added }) =>
    added.map(({ read, seq, others, isFromOther }) => ({
      raw_id: read.rawId,
      conversation_id: id,
      seq,
      message_id: read.mail.messageId === null ? null : headerText(read.mail.messageId),
      from_name: headerText(read.mail.from[0]?.name ?? ''),
      from_address: headerText(read.mail.from[0]?.address ?? ''),
      subject: headerText(read.mail.subject),
      written_at: read.mail.date,
      is_automatic: read.mail.machine.auto || read.mail.machine.bounce || read.envelopeFrom === '',
      has_html: read.hasHtml,
      is_cut: read.isCut,
      files: JSON.stringify(read.files),
      others: JSON.stringify(others),
      is_from_other: isFromOther,
    })),
  )
  if (rows.length > 0) await tx.insertInto('mail_message').values(rows).execute()
}

/** The ids of a conversation's mail, and those that it refers to. */
async function insertReferences(tx: Tx, targets: readonly Target[]): Promise<void> {
  const rows = targets.flatMap(({ id, added, messageIds }) => {
    const ids = new Set(added.flatMap(({ message }) => idsOf(message)))
    return [...ids].map((ref) => ({ id, hash: Buffer.from(hashId(ref), 'hex'), isOwn: messageIds.has(ref) }))
  })
  if (rows.length === 0) return
  await sql`
    insert into mail_reference (conversation_id, hash, is_own)
    select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ hash }) => hash)}::bytea[],
      ${rows.map(({ isOwn }) => isOwn)}::boolean[])
    on conflict (hash, conversation_id) do update set is_own = true
    where excluded.is_own and not mail_reference.is_own`.execute(tx)
}

async function insertParticipants(tx: Tx, targets: readonly Target[]): Promise<void> {
  const rows = targets.flatMap(({ id, added }) => {
    const seals = added.flatMap(({ message }) => [...message.from, ...message.to, message.list ?? []].flat())
    return [...new Set(seals)].map((seal) => ({ id, seal: Buffer.from(seal, 'hex') }))
  })
  if (rows.length === 0) return
  await sql`
    insert into mail_participant (conversation_id, seal)
    select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ seal }) => seal)}::bytea[])
    on conflict do nothing`.execute(tx)
}

async function insertTies(tx: Tx, ties: readonly Tie[], now: Date): Promise<void> {
  if (ties.length === 0) return
  await sql`
    insert into conversation_tie (conversation_id, other_id, found_at)
    select distinct tie.one, tie.other, ${now}::timestamptz
    from unnest(${ties.map((tie) => tie.conversationId)}::uuid[], ${ties.map((tie) => tie.otherId)}::uuid[]) as tie (one, other)
    where not exists (select from conversation_tie where conversation_id = tie.other and other_id = tie.one)
    on conflict do nothing`.execute(tx)
}
