import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db'
import { attachFile } from '#platform/blobs'
import { newId, newPublicId } from '#platform/db'
import { hire, makeOpenDialogue, now } from '#stories'

export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS

export function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}

export async function makeSession(db: Db, times: { created_at: Date; updated_at: Date }): Promise<void> {
  const { by } = await hire(db)
  const session = { id: newId(), account_id: by, token: newId(), expires_at: after(new Date(), DAY_MS) }
  await db
    .insertInto('account_session')
    .values({ ...session, ...times })
    .execute()
}

export async function makeMail(
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

export async function makeAdmissionMail(db: Db, at: Date): Promise<void> {
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

export async function makeInput(db: Db, { answered_at }: { answered_at: Date }): Promise<string> {
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

export async function makeContact(db: Db, how: { created_at: Date; is_confirmed: boolean }): Promise<string> {
  const id = newId()
  const contact = { address: 'wie@voorbeeld.example', seal: randomBytes(32), language: 'nl' } as const
  await db
    .insertInto('notice_contact')
    .values({ id, ...contact, ...how })
    .execute()
  return id
}

export async function makeNearReport(
  db: Db,
  how: { state: 'solved' | 'withdrawn'; changed_at: Date },
): Promise<string> {
  const id = newId()
  const area = { code: 'BU99940101', year: 2025 }
  await db
    .insertInto('area')
    .values({ ...area, kind: 'neighbourhood', name: 'Singelwijk', folded: 'singelwyk', keys: [] })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const report = { language: 'nl', title: 'Een lamp', area_code: area.code, area_year: area.year } as const
  await db
    .insertInto('near_report')
    .values({ id, public_id: newPublicId(), last_seq: 1, ...report, ...how })
    .execute()
  return id
}

export async function makeFactDraft(db: Db, at: Date): Promise<void> {
  const unit_id = newId()
  await db
    .insertInto('unit')
    .values({ id: unit_id, name: `Team ${unit_id}`, created_at: at })
    .execute()
  const draft = { language: 'nl', state: 'draft', last_version: 1, waits: true } as const
  await db
    .insertInto('fact_sheet')
    .values({ id: newId(), unit_id, worked_at: at, ...draft })
    .execute()
}

export async function makeAddress(
  db: Db,
  { state, at }: { state: 'asked' | 'stopped'; at: Date },
): Promise<void> {
  const day = at.toISOString().slice(0, 10)
  await db
    .insertInto('notice_address')
    .values({ seal: randomBytes(32), state, changed_on: day, asked: 1, asked_on: day })
    .execute()
}

export async function makeAnsweredQuestion(db: Db, at: Date): Promise<string> {
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
export async function makeReplyCopy(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAnsweredQuestion(db, at)
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tx
      .insertInto('reply_copy')
      .values({ conversation_id, seq: 2, n: 1, address: 'wie@elders.example' })
      .execute()
  })
}

/** Past what holds it to its reply. */
export async function makePlacedReply(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAnsweredQuestion(db, at)
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tx
      .insertInto('placed_reply')
      .values({ conversation_id, seq: 2, address: 'https://blog.example/brug', thread: [] })
      .execute()
  })
}

/** A question that was answered, with the entry in which it was asked. */
export async function makeAsked(db: Db, at: Date): Promise<string> {
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

export async function makeNoticedEntry(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  const { by: account_id } = await hire(db)
  await db
    .insertInto('entry_notice')
    .values({ id: newId(), account_id, conversation_id, seq: 1, at })
    .execute()
}

/** Somebody outside who was asked two weeks before. */
export async function makeTaskLink(db: Db, at: Date): Promise<void> {
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

export async function makeReceivedMail(db: Db, at: Date): Promise<void> {
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

export async function makeSentFile(db: Db, at: Date): Promise<void> {
  const conversation_id = await makeAsked(db, at)
  await db.insertInto('conversation_file').values({ conversation_id, seq: 1 }).execute()
  await makeFile(db, `conversation:${conversation_id}:1`, at)
}

export async function makeFile(db: Db, owner: string, at: Date): Promise<void> {
  const file = { bytes: randomBytes(32), type: 'application/pdf' } as const
  await db
    .transaction()
    .execute((tx) => attachFile(tx, { owner, file, alternative: '', name: 'brief.pdf', now: at }))
}

export async function makeHookChannel(db: Db, made_at: Date): Promise<string> {
  const id = newId()
  await db
    .insertInto('channel')
    .values({ id, name: `app-${id}`, kind: 'hook', made_at })
    .execute()
  return id
}

export async function makeReceivedHook(
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

export async function makeSource(db: Db): Promise<string> {
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

export async function makePost(db: Db, times: { first_seen_at: Date; text_since: Date }): Promise<string> {
  const id = newId()
  const texts = { title: 'Brug dicht', html: 'Brug dicht', body: 'Brug dicht', content_hash: id }
  await db
    .insertInto('post')
    .values({ id, source_id: await makeSource(db), ...texts, published_at: now, ...times })
    .execute()
  return id
}

export async function makeSourceList(db: Db, at: Date): Promise<void> {
  const { by } = await hire(db)
  const grounds = { purpose: 'Hinder zien', legal_basis: 'public_task' as const }
  await db
    .insertInto('source_list')
    .values({ id: newId(), title: 'Blogs', ...grounds, added_by: by, added_at: at })
    .execute()
}

export async function makeAbsence(db: Db, at: Date): Promise<void> {
  const { by } = await hire(db)
  const day = at.toISOString().slice(0, 10)
  await db.insertInto('absence').values({ id: newId(), account_id: by, from_on: day, to_on: day }).execute()
}

export async function makeHeldReply(db: Db, held_at: Date): Promise<void> {
  const { by: account_id } = await hire(db)
  const conversation_id = await makeAnsweredQuestion(db, held_at)
  const ordered = { seen: 1, body: 'Beste', answers_input: false, ordered_at: held_at, leaves_at: held_at }
  await db
    .insertInto('leaving_reply')
    .values({ id: newId(), conversation_id, account_id, ...ordered, held_at, held_why: 'heard' })
    .execute()
}

export async function makeUnsentText(db: Db, saved_at: Date): Promise<void> {
  const { by: account_id } = await hire(db)
  const of = { place: '/desk/inbox/1', field: 'reply', body: 'Beste', account_id, saved_at }
  await db
    .insertInto('unsent_text')
    .values({ id: newId(), ...of })
    .execute()
}

/** Somebody whose last role ended. */
export async function makeWatchFollower(db: Db, at: Date): Promise<void> {
  const { by: account_id } = await hire(db)
  await db.updateTable('staff_role').set({ ended_at: at }).where('account_id', '=', account_id).execute()
  const hours = { digest_at: 540, quiet_from: 0, quiet_until: 0, quiet_days_off: false }
  await db
    .insertInto('watch_follower')
    .values({ account_id, language: 'nl', ...hours })
    .execute()
}

/** That a colleague was in touch with a community until their role ended. */
export async function makeCommunityContact(db: Db, at: Date): Promise<void> {
  const { by } = await hire(db)
  await db.updateTable('staff_role').set({ ended_at: at }).where('account_id', '=', by).execute()
  const id = newId()
  const words = { name: 'Wijkforum', kind: 'forum', may_reply: 'yes' } as const
  await db
    .insertInto('community')
    .values({ id, ...words, address: `https://${id}.example/`, added_by: by, added_at: at })
    .execute()
  await db.insertInto('community_contact').values({ community_id: id, account_id: by, since: at }).execute()
}

/** That a colleague was told that a watch is urgent. */
export async function makeWatchEscalation(db: Db, told_at: Date): Promise<void> {
  const { by } = await hire(db)
  const [id, watch_id] = [newId(), newId()]
  const words = { name: watch_id, handle: watch_id, query: 'brug', purpose: 'Hinder zien' }
  await db
    .insertInto('watch')
    .values({ id: watch_id, ...words, added_by: by, added_at: told_at })
    .execute()
  const found = { step: 'many', posts: 9, sources: 2 } as const
  await db
    .insertInto('watch_escalation')
    .values({ id, watch_id, ...found, told_at })
    .execute()
  await db.insertInto('watch_escalation_told').values({ escalation_id: id, account_id: by }).execute()
}

export async function makeWatchPerson(db: Db, replaced_at: Date): Promise<void> {
  const { by } = await hire(db)
  const [id, watch_id] = [newId(), newId()]
  const words = { name: watch_id, handle: watch_id, query: 'brug', purpose: 'Hinder zien' }
  await db
    .insertInto('watch')
    .values({ id: watch_id, ...words, added_by: by, added_at: replaced_at })
    .execute()
  const asked = {
    names: ['Jan Jansen'],
    query: '"Jan Jansen"',
    office: 'wethouder',
    reason: 'Debat over de brug',
  }
  await db
    .insertInto('watch_person')
    .values({ id, watch_id, ...asked, asked_by: by, asked_at: replaced_at, replaced_at })
    .execute()
}
