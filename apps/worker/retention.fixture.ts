import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { DB, Db } from '#db'
import { attachFile, ownerOfForm } from '#platform/blobs'
import { newId, newPublicId } from '#platform/db'
import { hire, makeOpenDialogue, now } from '#stories'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** One thing of a kind, as it is stored, and how many of them are still there. */
export type Kept = {
  /** @param at  from when it is counted how long it is kept */
  make: (db: Db, at: Date) => Promise<unknown>
  left: (db: Db) => Promise<number>
  /** The least by which two of a kind differ in age, in milliseconds; a second, unless it is a date. */
  step?: number
  /** It goes by the clock of the database, which no test can set: what is young must stay so while the test runs. */
  byDatabase?: true
}

/** Each kind that goes by time. */
export const kept: Record<string, Kept> = {
  'limit-count': {
    make: (db, at) => db.insertInto('rate_limit').values({ key: newId(), expire: at.getTime() }).execute(),
    left: (db) => count(db, 'rate_limit'),
    byDatabase: true,
  },
  'sent-form': {
    make: (db, at) =>
      db
        .insertInto('sent_form')
        .values({ seal: randomBytes(32), expires_at: at })
        .execute(),
    left: (db) => count(db, 'sent_form'),
  },
  'held-form': {
    make: (db, at) =>
      db
        .insertInto('held_form')
        .values({ seal: randomBytes(32), shut: randomBytes(32), held_at: at })
        .execute(),
    left: (db) => count(db, 'held_form'),
  },
  'unsent-text': { make: makeUnsentText, left: (db) => count(db, 'unsent_text') },
  'held-reply': { make: makeHeldReply, left: (db) => count(db, 'leaving_reply') },
  'staff-absence': { make: makeAbsence, left: (db) => count(db, 'absence'), step: DAY_MS },
  'staff-session': {
    make: (db, at) => makeSession(db, { created_at: at, updated_at: new Date() }),
    left: (db) => count(db, 'account_session'),
    byDatabase: true,
  },
  'sign-in-link': {
    make: (db, at) =>
      db
        .insertInto('sign_in_token')
        .values({
          id: newId(),
          identifier: 'magic-link:x',
          value: '{}',
          expires_at: after(at, 10 * MINUTE_MS),
          created_at: at,
          updated_at: at,
        })
        .execute(),
    left: (db) => count(db, 'sign_in_token'),
    byDatabase: true,
  },
  'admission-mail': { make: makeAdmissionMail, left: (db) => count(db, 'admission_mail') },
  'notice-contact-unconfirmed': {
    make: (db, at) => makeContact(db, { created_at: at, is_confirmed: false }),
    left: (db) => count(db, 'notice_contact'),
  },
  'notice-contact': {
    make: async (db, at) => {
      const input_id = await makeInput(db, { answered_at: at })
      const contact_id = await makeContact(db, { created_at: at, is_confirmed: true })
      await db.insertInto('notice_request').values({ input_id, contact_id, requested_at: at }).execute()
    },
    left: (db) => count(db, 'notice_contact'),
  },
  'notice-address-asked': {
    make: (db, at) => makeAddress(db, { state: 'asked', at }),
    left: (db) => count(db, 'notice_address'),
    step: DAY_MS,
  },
  'notice-address-answered': {
    make: (db, at) => makeAddress(db, { state: 'stopped', at }),
    left: (db) => count(db, 'notice_address'),
    step: DAY_MS,
  },
  'mail-recipient': {
    make: (db, at) => makeMail(db, { state: 'sent', sent_at: at, created_at: after(at, -MINUTE_MS) }),
    left: (db) => count(db, 'outgoing_mail', sql`recipient <> ''`),
  },
  'conversation-contact': { make: makeAnsweredQuestion, left: (db) => count(db, 'conversation_contact') },
  'reply-copy': { make: makeReplyCopy, left: (db) => count(db, 'reply_copy', sql`address <> ''`) },
  'conversation-words': {
    make: makeAsked,
    left: (db) => count(db, 'conversation_entry', sql`body is not null`),
  },
  'conversation-place': {
    make: async (db, at) => {
      const place = { conversation_id: await makeAsked(db, at), seq: 1, name: 'Dorpsstraat 1' }
      await db
        .insertInto('conversation_place')
        .values({ ...place, is_near: false })
        .execute()
    },
    left: (db) => count(db, 'conversation_place'),
  },
  'received-mail': {
    make: makeReceivedMail,
    left: (db) => count(db, 'received_raw', sql`raw is not null`),
  },
  'received-hook': {
    make: async (db, at) => {
      const conversation_id = await makeAsked(db, at)
      const received = await makeReceivedHook(db, at)
      const message = { ...received, hash: randomBytes(32), conversation_id, seq: 1 }
      await db.insertInto('hook_message').values(message).execute()
    },
    left: (db) => count(db, 'received_hook', sql`raw is not null`),
  },
  'hook-handle': {
    make: async (db, at) => {
      const conversation_id = await makeAsked(db, at)
      const channel_id = await makeHookChannel(db, at)
      const thread = { channel_id, hash: randomBytes(32), conversation_id, thread: 'a', author: 'b' }
      await db.insertInto('hook_thread').values(thread).execute()
    },
    left: (db) => count(db, 'hook_thread'),
  },
  'form-file': {
    make: (db, at) => makeFile(db, ownerOfForm(newId()), at),
    left: (db) => count(db, 'blob_use'),
  },
  'conversation-file': { make: makeSentFile, left: (db) => count(db, 'blob_use') },
  'entry-notice': { make: makeNoticedEntry, left: (db) => count(db, 'entry_notice') },
  'task-link': { make: makeTaskLink, left: (db) => count(db, 'task_link') },
  'dialogue-key': {
    make: async (db, at) => {
      const { id } = await makeOpenDialogue(db, { access: 'code' })
      await sql`update dialogue set state = 'closed', closed_at = ${at} where id = ${id}`.execute(db)
    },
    left: (db) => count(db, 'entrance', sql`key is not null`),
  },
  'listen-raw': {
    make: async (db, at) =>
      db
        .insertInto('source_raw')
        .values({
          id: newId(),
          source_id: await makeSource(db),
          url: 'https://krant.example/feed',
          content_type: 'application/rss+xml',
          body: Buffer.from('<rss/>'),
          fetched_at: at,
        })
        .execute(),
    left: (db) => count(db, 'source_raw'),
  },
  'listen-version': {
    make: async (db, at) => {
      const post_id = await makePost(db, { first_seen_at: at, text_since: now })
      const texts = { title: 'Eerst', html: 'Eerst', body: 'Eerst' }
      await db
        .insertInto('post_version')
        .values({ post_id, version: 1, ...texts, replaced_at: at })
        .execute()
    },
    left: (db) => count(db, 'post_version'),
  },
  'listen-text': {
    make: (db, at) => makePost(db, { first_seen_at: at, text_since: at }),
    left: (db) => count(db, 'post', sql`body <> ''`),
  },
  'listen-post': {
    make: (db, at) => makePost(db, { first_seen_at: at, text_since: at }),
    left: (db) => count(db, 'post'),
  },
}

/** Empties all that the kinds above are made in. */
export async function forgetAll(db: Db): Promise<void> {
  await sql`truncate rate_limit, sent_form, held_form, sign_in_token, notice_contact, notice_address, outgoing_mail, entrance, input,
    source, account, unit, blob, channel, retention_proof cascade`.execute(db)
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}

async function count(db: Db, table: keyof DB, which = sql`true`): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::integer as many from ${sql.table(table)} where ${which}`.execute(db)
  return rows[0]?.many ?? 0
}

async function makeSession(db: Db, times: { created_at: Date; updated_at: Date }): Promise<void> {
  const { by } = await hire(db)
  const session = { id: newId(), account_id: by, token: newId(), expires_at: after(new Date(), DAY_MS) }
  await db
    .insertInto('account_session')
    .values({ ...session, ...times })
    .execute()
}

async function makeMail(
  db: Db,
  how: { state: 'sent'; sent_at: Date; created_at: Date } | { state: 'waiting'; created_at: Date },
): Promise<string> {
  const id = newId()
  const mail = { recipient: 'wie@voorbeeld.example', subject: 'Uw vraag', body_text: '' }
  await db
    .insertInto('outgoing_mail')
    .values({ id, message_id: `<${id}@praat.example>`, ...mail, ...how })
    .execute()
  return id
}

async function makeAdmissionMail(db: Db, at: Date): Promise<void> {
  const { id: entrance_id } = await makeOpenDialogue(db, { access: 'mail' })
  await db
    .insertInto('admission_mail')
    .values({
      mail_id: await makeMail(db, { state: 'waiting', created_at: at }),
      entrance_id,
      token_hash: randomBytes(32),
      seal: randomBytes(32),
      expires_at: after(at, 60 * MINUTE_MS),
    })
    .execute()
}

async function makeInput(db: Db, { answered_at }: { answered_at: Date }): Promise<string> {
  const id = newId()
  await db
    .insertInto('input')
    .values({
      ...{ id, public_id: newPublicId(), kind: 'question', channel: 'web' },
      ...{ received_at: now, published_at: now, answered_at },
    })
    .execute()
  return id
}

async function makeContact(db: Db, how: { created_at: Date; is_confirmed: boolean }): Promise<string> {
  const id = newId()
  const contact = { address: 'wie@voorbeeld.example', seal: randomBytes(32), language: 'nl' } as const
  await db
    .insertInto('notice_contact')
    .values({ id, ...contact, ...how })
    .execute()
  return id
}

async function makeAddress(db: Db, { state, at }: { state: 'asked' | 'stopped'; at: Date }): Promise<void> {
  const day = at.toISOString().slice(0, 10)
  await db
    .insertInto('notice_address')
    .values({ seal: randomBytes(32), state, changed_on: day, asked: 1, asked_on: day })
    .execute()
}

async function makeAnsweredQuestion(db: Db, at: Date): Promise<string> {
  const id = newId()
  const input_id = await makeInput(db, { answered_at: at })
  const question = { subject: 'Mijn stoep', language: 'nl', last_seq: 1, heard_seq: 1 } as const
  await db
    .insertInto('conversation')
    .values({
      id,
      input_id,
      ...question,
      status: 'answered',
      due_on: '2025-01-01',
      ...{
        run: 1,
        run_seq: 1,
        first_due: '2025-01-01T24:00',
        first_met_at: at,
        resolution_due: '2025-01-01T24:00',
      },
      received_at: after(at, -DAY_MS),
      answered_at: at,
    })
    .execute()
  await db
    .insertInto('conversation_contact')
    .values({ conversation_id: id, name: 'Wie', given_at: at })
    .execute()
  return id
}

/** Past what holds a copy to its reply: how long it is kept is all that is asked of it. */
async function makeReplyCopy(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAnsweredQuestion(db, at)
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tx
      .insertInto('reply_copy')
      .values({ conversation_id, seq: 2, n: 1, address: 'wie@elders.example' })
      .execute()
  })
}

/** A question that was answered, with the entry in which it was asked. */
async function makeAsked(db: Db, at: Date): Promise<string> {
  const conversation_id = await makeAnsweredQuestion(db, at)
  await db
    .insertInto('conversation_entry')
    .values({
      conversation_id,
      seq: 1,
      kind: 'received',
      at,
      channel: 'mail',
      body: 'Dag',
      due_on: '2025-01-01',
    })
    .execute()
  return conversation_id
}

async function makeNoticedEntry(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  const { by: account_id } = await hire(db)
  await db
    .insertInto('entry_notice')
    .values({ id: newId(), account_id, conversation_id, seq: 1, at })
    .execute()
}

/** Somebody outside who was asked two weeks before. */
async function makeTaskLink(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  const { by, unitId: unit_id } = await hire(db)
  const task_id = newId()
  const asked = { asked_by: by, asked_at: at, asked_seq: 2, last_seq: 2, changed_at: at, shown: [] }
  await db
    .insertInto('task')
    .values({ id: task_id, conversation_id, unit_id, state: 'asked', due_on: '2025-01-01', ...asked })
    .execute()
  const party = { party: 'Wijkagent', address: 'agent@voorbeeld.example', language: 'nl' } as const
  const link = { seal: randomBytes(32), question: 'Weet u dit?', shown: [], made_by: by }
  const times = { made_at: after(at, -14 * DAY_MS), expires_at: at }
  await db
    .insertInto('task_link')
    .values({ id: newId(), task_id, ...party, ...link, ...times })
    .execute()
}

async function makeReceivedMail(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  const channel_id = newId()
  await db
    .insertInto('channel')
    .values({ id: channel_id, name: `${channel_id}@voorbeeld.example`, kind: 'mail', made_at: at })
    .execute()
  const id = newId()
  const raw = { id, channel_id, fingerprint: randomBytes(32), raw: Buffer.from('Dag'), stored_at: at }
  await db
    .insertInto('received_raw')
    .values({ ...raw, state: 'understood', conversation_id, seq: 1 })
    .execute()
}

async function makeSentFile(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  await db.insertInto('conversation_file').values({ conversation_id, seq: 1 }).execute()
  await makeFile(db, `conversation:${conversation_id}:1`, at)
}

async function makeFile(db: Db, owner: string, at: Date): Promise<void> {
  const file = { bytes: randomBytes(32), type: 'application/pdf' } as const
  await db
    .transaction()
    .execute((tx) => attachFile(tx, { owner, file, alternative: '', name: 'brief.pdf', now: at }))
}

async function makeHookChannel(db: Db, made_at: Date): Promise<string> {
  const id = newId()
  await db
    .insertInto('channel')
    .values({ id, name: `app-${id}`, kind: 'hook', made_at })
    .execute()
  return id
}

async function makeReceivedHook(
  db: Db,
  stored_at: Date,
): Promise<{ channel_id: string; received_id: string }> {
  const channel_id = await makeHookChannel(db, stored_at)
  const received_id = newId()
  const hook = { id: received_id, channel_id, hook_id: 'a', raw: Buffer.from('{}'), stored_at }
  await db
    .insertInto('received_hook')
    .values({ ...hook, state: 'understood' })
    .execute()
  return { channel_id, received_id }
}

async function makeSource(db: Db): Promise<string> {
  const id = newId()
  const { by } = await hire(db)
  const address = `https://${id}.example/feed`
  await db
    .insertInto('source')
    .values({
      id,
      address,
      address_key: address,
      host: `${id}.example`,
      title: 'Dorpskrant',
      purpose: 'Hinder zien',
      legal_basis: 'public_task',
      next_fetch_at: now,
      added_by: by,
      added_at: now,
    })
    .execute()
  return id
}

async function makePost(db: Db, times: { first_seen_at: Date; text_since: Date }): Promise<string> {
  const id = newId()
  const texts = { title: 'Brug dicht', html: 'Brug dicht', body: 'Brug dicht', content_hash: id }
  await db
    .insertInto('post')
    .values({ id, source_id: await makeSource(db), ...texts, published_at: now, ...times })
    .execute()
  return id
}

async function makeAbsence(db: Db, at: Date): Promise<void> {
  const { by } = await hire(db)
  const day = at.toISOString().slice(0, 10)
  await db.insertInto('absence').values({ id: newId(), account_id: by, from_on: day, to_on: day }).execute()
}

async function makeHeldReply(db: Db, held_at: Date): Promise<void> {
  const { by: account_id } = await hire(db)
  const conversation_id = await makeAnsweredQuestion(db, held_at)
  const ordered = { seen: 1, body: 'Beste', answers_input: false, ordered_at: held_at, leaves_at: held_at }
  await db
    .insertInto('leaving_reply')
    .values({ id: newId(), conversation_id, account_id, ...ordered, held_at, held_why: 'heard' })
    .execute()
}

async function makeUnsentText(db: Db, saved_at: Date): Promise<void> {
  const { by: account_id } = await hire(db)
  const of = { place: '/desk/inbox/1', field: 'reply', body: 'Beste', account_id, saved_at }
  await db
    .insertInto('unsent_text')
    .values({ id: newId(), ...of })
    .execute()
}
