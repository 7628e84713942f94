import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { addJob, defineJob } from '../jobs/index.ts'
import { mailTexts } from './forget-recipients.ts'
import { sendMailJob } from './queue-mail.ts'
import type { MailTransport } from './transport.ts'

/** Looks for mail that waits without a job, such as after weeks without a mail server. */
export const sweepMailJob = defineJob('sweep-mail', z.looseObject({}))

const SWEEP_AT_ONCE = 500

/** A mail that was tried, and when. */
type Tried = { id: string; now: Date }

const headersSchema = z.record(z.string(), z.string())

/** A database that is back within this time learns of a mail that left meanwhile; later the mail is sent again. */
const NOTE_WITHIN_MS = 60_000
const NOTE_AGAIN_MS = 250

/**
 * Delivers one mail of the outbox; one that was sent already, or refused for good, is left alone. The attempt is written
 * before the mail leaves: a database that writes nothing, such as one with a full disk, sends nothing again and again.
 * @throws when the server cannot be reached or says "later": the job is then tried again
 */
export async function deliverMail(
  db: Db,
  transport: MailTransport,
  id: string,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const mail = await db
    .updateTable('outgoing_mail')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
  if (!mail) return
  try {
    const { To: to, Cc: cc, ...headers } = headersSchema.parse(mail.headers)
    await transport.send(
      {
        messageId: mail.message_id,
        to: mail.recipient,
        ...(to && cc ? { shownTo: { to, cc } } : {}),
        subject: mail.subject,
        text: mail.body_text,
        ...(mail.body_html ? { html: mail.body_html } : {}),
        headers,
      },
      signal,
    )
  } catch (error) {
    await noteFailure(db, { id, now }, error)
    if (isRefusedForGood(error)) return
    throw withoutAddresses(id, error)
  }
  await noteSent(db, { id, now }, signal)
}

/** What left cannot be called back: a database that is away for a moment is asked again until it has taken note. */
async function noteSent(db: Db, { id, now }: Tried, signal?: AbortSignal): Promise<void> {
  const end = performance.now() + NOTE_WITHIN_MS
  for (;;) {
    try {
      return await noteEnd(db, { id, now }, { state: 'sent', sent_at: now, last_error: null })
    } catch (error) {
      if (signal?.aborted || performance.now() > end) throw error
      await sleep(NOTE_AGAIN_MS)
    }
  }
}

/** What a mail server says repeats the address of the recipient; what a job throws is logged. */
function withoutAddresses(id: string, error: unknown): Error {
  const said = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
  return new Error(`The mail ${id} was not taken (${said}); its row in the outbox says why.`)
}

async function noteFailure(db: Db, tried: Tried, error: unknown): Promise<void> {
  const last_error = error instanceof Error ? error.message : String(error)
  if (isRefusedForGood(error)) return noteEnd(db, tried, { state: 'refused', last_error })
  await db.updateTable('outgoing_mail').set({ last_error }).where('id', '=', tried.id).execute()
}

type MailEnd = { state: 'sent'; sent_at: Date; last_error: null } | { state: 'refused'; last_error: string }

/** What a mail said goes once it has left, or never will: it can hold a code or a link that opens something. */
async function noteEnd(db: Db, { id, now }: Tried, end: MailEnd): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('outgoing_mail')
      .set({ ...end, body_text: '', body_html: null, headers: '{}' })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await mailTexts.prove(tx, Number(numUpdatedRows), now)
  })
}

/** A 5xx answer to the recipient or the message is final (RFC 5321 §4.2.1); everything else may pass. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false
  const aboutThisMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return aboutThisMail && typeof error.responseCode === 'number' && error.responseCode >= 500
}

const hasNoJob = sql<boolean>`not exists (
  select from graphile_worker.jobs job
  where job.key = 'send-mail:' || outgoing_mail.id and (job.locked_at is not null or job.attempts < job.max_attempts)
)`

/**
 * Gives mail that waits without a job one again, oldest first. A job that runs or will be tried again is left alone: a
 * second one beside it could send the mail twice.
 * @returns how many got one
 */
export async function wakeWaitingMail(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('outgoing_mail')
      .select('id')
      .where('state', '=', 'waiting')
      .where(hasNoJob)
      .orderBy('created_at')
      .limit(SWEEP_AT_ONCE)
      .execute()
    for (const { id } of waiting) await addJob(tx, sendMailJob, { id }, { key: `send-mail:${id}` })
    return waiting.length
  })
}
