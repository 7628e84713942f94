import { sql } from 'kysely'
import type { Db } from '#db'
import type { Held, HeldFile, Holding, Person } from '#domains/people'
import { endingOf, findFile } from '#platform/blobs'
import { type Entry, listEntries } from '../conversations/entry.queries.ts'
import { listConversationFiles } from '../files/conversation-files.ts'
import { countNamed, forgetNamed, listCopiesTo } from '../recipients/forget-copies.ts'
import { eraseConversation } from './erase-conversation.ts'
import { countHeldIn, listConversationsOfPerson, type PersonsConversation } from './person.queries.ts'

/** What conversations keep of whoever asked: words, names, addresses, files, and mail. */
export const answerHolding: Holding = {
  name: 'conversations',
  count: async (db, person) => {
    const ids = (await listAll(db, person)).map(({ id }) => id)
    return addUp(await countHeldIn(db, ids), await countNamedElsewhere(db, person, ids))
  },
  export: async (db, person) => {
    const files: HeldFile[] = []
    const data: unknown[] = []
    for (const conversation of await listAll(db, person)) {
      const entries = (await listEntries(db, conversation.id)).filter((entry) => !isOfOther(entry, person))
      data.push(await copyConversation(db, conversation, entries))
      const seqs = new Set(entries.map(({ seq }) => seq))
      files.push(...(await copyFiles(db, conversation.id, seqs)))
    }
    const copies = person.mailbox ? await listCopiesTo(db, person.mailbox) : []
    if (copies.length > 0) data.push({ copies })
    return { data, files }
  },
  erase: async (tx, person, deed) => {
    const all: Held = {}
    for (const { id } of await listAll(tx, person)) {
      const held = await countHeldIn(tx, [id])
      if (Object.keys(held).length === 0) continue
      await eraseConversation(tx, id, deed)
      for (const [table, many] of Object.entries(held)) all[table] = (all[table] ?? 0) + many
    }
    const ids = (await listAll(tx, person)).map(({ id }) => id)
    const named = await countNamedElsewhere(tx, person, ids)
    if (person.mailbox) await forgetNamed(tx, person.mailbox)
    return addUp(all, named)
  },
}

/** In what others asked, where they got our reply or were in the mail: they are taken out of it, and it stays. */
async function countNamedElsewhere(db: Db, { mailbox }: Person, except: readonly string[]): Promise<Held> {
  return mailbox ? { ...(await countNamed(db, mailbox, except)) } : {}
}

function addUp(one: Held, other: Held): Held {
  const all: Held = { ...one }
  for (const [table, many] of Object.entries(other)) if (many > 0) all[table] = (all[table] ?? 0) + many
  return all
}

async function listAll(db: Db, person: Person): Promise<PersonsConversation[]> {
  return listConversationsOfPerson(db, person, undefined)
}

/** What somebody else wrote to us about it: that is theirs. */
function isOfOther({ mail }: Entry, { mailbox }: Person): boolean {
  return mail?.isFromOther === true && mail.from.address.toLowerCase() !== mailbox?.toLowerCase()
}

/** What was said and what we answered, as the person may know it: what staff wrote to each other about them too. */
async function copyConversation(
  db: Db,
  { id, subject, receivedAt }: PersonsConversation,
  entries: readonly Entry[],
): Promise<unknown> {
  const [contact, handle, readings] = await Promise.all([
    db
      .selectFrom('conversation_contact')
      .select(['name', 'address', 'reach', 'on_behalf_of as onBehalfOf', 'given_at as givenAt'])
      .where('conversation_id', '=', id)
      .executeTakeFirst(),
    db
      .selectFrom('hook_thread')
      .select(['thread', 'author'])
      .where('conversation_id', '=', id)
      .executeTakeFirst(),
    countReadings(db, id),
  ])
  return {
    ...{ id, subject, receivedAt, contact: contact ?? null },
    ...(handle ? { handle } : {}),
    entries: entries
      .filter(({ kind }) => kind === 'received' || kind === 'sent' || kind === 'note')
      .map(({ seq, kind, at, channel, body, removal, mail }) => ({
        ...{ seq, kind, at, channel, body, removedOn: removal?.at ?? null },
        ...(mail ? { mail: { from: mail.from, subject: mail.subject, files: mail.files } } : {}),
      })),
    readBy: readings,
  }
}

/** How often staff opened or changed it, by the day in UTC. */
async function countReadings(db: Db, id: string): Promise<{ day: string; action: string; times: number }[]> {
  const { rows } = await sql<{ day: string; action: string; times: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, action, count(*)::integer as times
    from access_log where subject_kind = 'conversation' and subject_id = ${id}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

async function copyFiles(db: Db, id: string, seqs: ReadonlySet<number>): Promise<HeldFile[]> {
  const files: HeldFile[] = []
  for (const [seq, kept] of await listConversationFiles(db, id))
    for (const { hash, type, name } of kept) {
      const found = await findFile(db, `conversation:${id}:${seq}`, hash)
      const path = `${id}/${seq}-${hash.slice(0, 12)}.${endingOf(type)}`
      if (found) files.push({ path: name ? path.replace(/\.[^.]*$/, `-${name}`) : path, bytes: found.bytes })
    }
  const mails = await db
    .selectFrom('received_raw')
    .select(['id', 'seq', 'raw'])
    .where('conversation_id', '=', id)
    .where('raw', 'is not', null)
    .orderBy('id')
    .execute()
  for (const { id: rawId, seq, raw } of mails)
    if (raw && seqs.has(seq ?? 0)) files.push({ path: `${id}/${seq}-${rawId}.eml`, bytes: raw })
  return files
}
