import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { Db, Tx } from '#db'
import { addressSchema, foundOrganisation } from '#domains/people'
import { closeDossier, confirmAddress, registerInput, requestNotices, sealAddress } from '#domains/register'
import { createSmtpTransport, deliverMail } from '#platform/mail'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import {
  askForNotices,
  publishResponse,
  type ResponseTarget,
  type ResponseText,
  sendNotices,
} from './index.ts'
import { type Author, hireAuthor, makeOpenDossier, start } from './testing.ts'

const now = start
export const timeZone = 'Europe/Amsterdam'
export const site = { url: 'https://praat.voorbeeld.example', secret: 's'.repeat(32), timeZone }
const { secret } = site
const mayMail = async () => true

/** Somebody asks to be told, and has confirmed the address. */
export async function wish(
  tx: Tx,
  asked: { inputId: string; address: string; language?: 'nl' | 'en' },
): Promise<void> {
  const address = addressSchema.parse(asked.address)
  const today = '2026-03-02'
  await requestNotices(tx, { language: 'nl', ...asked, address, secret, today, now, mayMail })
  await confirmAddress(tx, { seal: sealAddress(address, secret), today })
}

/** Somebody asks to be told, who may hold the address or not. */
export function askFor(tx: Tx, inputId: string, address: string, at = now) {
  const wish = { inputId, address: addressSchema.parse(address), language: 'nl', now: at, mayMail } as const
  return askForNotices(tx, site, wish)
}

async function register(
  tx: Tx,
  dossierId: string,
  { address, language = 'nl', dialogueId }: { address?: string; language?: 'nl' | 'en'; dialogueId?: string },
): Promise<string> {
  const input = { kind: 'statement', channel: 'web', body: 'Een zebrapad, graag.' } as const
  const outcome = await registerInput(tx, { ...input, dossierId, dialogueId, receivedAt: now })
  if (outcome.kind !== 'registered') throw new Error(outcome.kind)
  if (address) await wish(tx, { inputId: outcome.inputId, address, language })
  return outcome.inputId
}

async function found(tx: Tx): Promise<void> {
  const nothing = {
    tagline: '',
    phone: '',
    opening_hours: '',
    visiting_address: '',
    email: '',
    is_demo: false,
  }
  await foundOrganisation(tx, { name: 'Gemeente Voorbeeld', ...nothing }, now)
}

export async function listJobs(db: Db): Promise<{ task: string; payload: unknown }[]> {
  const { rows } = await sql<{ task: string; payload: unknown }>`
    select tasks.identifier as task, jobs.payload
    from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id`.execute(db)
  return rows
}

export function listOutbox(db: Db, address: string) {
  return db.selectFrom('outgoing_mail').selectAll().where('recipient', '=', address).execute()
}

async function countNotices(db: Db, responseId: string): Promise<number> {
  const rows = await db.selectFrom('notice').select('id').where('response_id', '=', responseId).execute()
  return rows.length
}

/** Delivers over SMTP what waits for one address, as the mail job does. */
async function deliverTo(db: Db, mailbox: Mailbox, address: string): Promise<void> {
  const transport = createSmtpTransport(mailbox.url, 'Gemeente Voorbeeld <praat@voorbeeld.example>')
  try {
    for (const { id } of await listOutbox(db, address))
      await deliverMail(db, transport, id, now).catch(() => undefined)
  } finally {
    transport.close()
  }
}

/** An organisation whose answers are told by mail, to a real mail server, in the database of a test file. */
export function useNoticeDesk() {
  const database = useTestDatabase()
  let mailbox: Mailbox
  let author: Author
  const inTransaction = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    database().db.transaction().execute(work)
  beforeAll(async () => {
    mailbox = await startMailbox()
    await inTransaction(found)
    author = await hireAuthor(database().db)
  })
  afterAll(() => mailbox.stop())
  const no: ResponseText = {
    verdict: 'not_adopted',
    reason: 'not_ours',
    explanation: 'De provincie gaat over deze weg.',
    get unitId() {
      return author.unitId
    },
  }
  const desk = () => ({ db: database().db, clock: { now: () => now }, site })
  return {
    ...{ database, inTransaction, no, desk },
    author: () => author,
    mailbox: () => mailbox,
    open: (question: string) => makeOpenDossier(database().db, question, author),
    closeNow: (id: string) => inTransaction((tx) => closeDossier(tx, id, now)),
    say: (dossierId: string, about: Parameters<typeof register>[2] = {}) =>
      inTransaction((tx) => register(tx, dossierId, about)),
    respond: async (dossierId: string, target: ResponseTarget, text: ResponseText = no): Promise<string> => {
      const by = { by: author.by, now }
      const outcome = await inTransaction((tx) => publishResponse(tx, { dossierId, target, text }, by))
      if (outcome.kind !== 'published') throw new Error(outcome.kind)
      return outcome.responseId
    },
    send: (responseId: string, version = 1) => sendNotices(desk(), { responseId, version }),
    deliver: (address: string) => deliverTo(database().db, mailbox, address),
    outboxFor: (address: string) => listOutbox(database().db, address),
    countNotices: (responseId: string) => countNotices(database().db, responseId),
  }
}
