import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { DB, Db } from '#db'
import { ownerOfForm } from '#platform/blobs'
import { newId } from '#platform/db'
import { makeOpenDialogue, now } from '#stories'
import {
  after,
  DAY_MS,
  MINUTE_MS,
  makeAbsence,
  makeAddress,
  makeAdmissionMail,
  makeAnsweredQuestion,
  makeAsked,
  makeCommunityContact,
  makeContact,
  makeFactDraft,
  makeFile,
  makeHeldReply,
  makeHookChannel,
  makeInput,
  makeMail,
  makeNearReport,
  makeNoticedEntry,
  makePlacedReply,
  makePost,
  makeReceivedHook,
  makeReceivedMail,
  makeReplyCopy,
  makeSentFile,
  makeSession,
  makeSource,
  makeSourceList,
  makeTaskLink,
  makeUnsentText,
  makeWatchEscalation,
  makeWatchFollower,
  makeWatchPerson,
} from './retention-makers.fixture.ts'

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
  'report-follower': {
    make: async (db, at) => {
      const report_id = await makeNearReport(db, { state: 'solved', changed_at: at })
      const contact_id = await makeContact(db, { created_at: at, is_confirmed: true })
      await db.insertInto('report_follow').values({ report_id, contact_id, told: 1 }).execute()
    },
    left: (db) => count(db, 'report_follow'),
  },
  'near-report-withdrawn': {
    make: (db, at) => makeNearReport(db, { state: 'withdrawn', changed_at: at }),
    left: (db) => count(db, 'near_report'),
  },
  'fact-draft': {
    make: (db, at) => makeFactDraft(db, at),
    left: (db) => count(db, 'fact_sheet'),
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
  'placed-reply': { make: makePlacedReply, left: (db) => count(db, 'placed_reply', sql`address <> ''`) },
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
  'scanned-content': {
    make: (db, at) =>
      db
        .insertInto('scanned_content')
        .values({ sha256: randomBytes(32), scanned_at: at })
        .execute(),
    left: (db) => count(db, 'scanned_content'),
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
  'listen-list': {
    make: makeSourceList,
    left: (db) => count(db, 'source_list'),
  },
  'community-contact': { make: makeCommunityContact, left: (db) => count(db, 'community_contact') },
  'watch-escalation': { make: makeWatchEscalation, left: (db) => count(db, 'watch_escalation') },
  'watch-person': { make: makeWatchPerson, left: (db) => count(db, 'watch_person') },
  'watch-follower': { make: makeWatchFollower, left: (db) => count(db, 'watch_follower') },
}

/** Empties all that the kinds above are made in. */
export async function forgetAll(db: Db): Promise<void> {
  await sql`truncate rate_limit, sent_form, held_form, sign_in_token, notice_contact, notice_address, outgoing_mail, scanned_content, entrance, input,
    source, account, unit, blob, channel, near_report, retention_proof cascade`.execute(db)
}

async function count(db: Db, table: keyof DB, which = sql`true`): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::integer as many from ${sql.table(table)} where ${which}`.execute(db)
  return rows[0]?.many ?? 0
}
