import { afterAll, beforeAll } from 'vitest'
import type { Db, Tx } from '#db'
import { closeDossier, confirmAddress, registerInput, requestNotices, sealAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { createSmtpTransport, deliverMail } from '#platform/mail'
import { foundTown, hire, type Member, makeOpenDossier, now, today } from '#stories'
import { listJobs, type Mailbox, passEventsOn, startMailbox, transactionsOn, useTestDatabase } from '#testing'
import {
  askForNotices,
  followupConsumers,
  noticeContacts,
  publishResponse,
  type ResponseTarget,
  type ResponseText,
  sendNotices,
  sendNoticesJob,
} from './index.ts'

export const timeZone = 'Europe/Amsterdam'
export const site = { url: 'https://praat.voorbeeld.example', secret: 's'.repeat(32), timeZone }
const { secret } = site
const mayMail = async () => true

/** Lets go of everybody to whom there is nothing more to tell, and of addresses that nobody confirmed. */
export async function forgetFinishedContacts(db: Db, at: Date): Promise<number> {
  let forgotten = 0
  for (const kind of noticeContacts(timeZone)) forgotten += await kind.remove(db, at)
  return forgotten
}

/** Somebody asks to be told, and has confirmed the address. */
export async function wish(
  tx: Tx,
  asked: { inputId: string; address: string; language?: 'nl' | 'en' },
): Promise<void> {
  const address = addressSchema.parse(asked.address)
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

export function listOutbox(db: Db, address: string) {
  return db.selectFrom('outgoing_mail').selectAll().where('recipient', '=', address).execute()
}

async function countNotices(db: Db, responseId: string): Promise<number> {
  const rows = await db.selectFrom('notice').select('id').where('response_id', '=', responseId).execute()
  return rows.length
}

/** The job of a version, as it waits in the queue once its event was passed on. */
async function findNoticesJob(db: Db, responseId: string, version: number) {
  await passEventsOn(db, followupConsumers)
  const keys = (await listJobs(db))
    .filter(({ task }) => task === sendNoticesJob.name)
    .map(({ payload }) => sendNoticesJob.payload.parse(payload))
  const key = keys.find((one) => one.responseId === responseId && one.version === version)
  if (!key) throw new Error('Nobody is to be told of this version.')
  return key
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
  const inTransaction = transactionsOn(database)
  let mailbox: Mailbox
  let author: Member
  beforeAll(async () => {
    mailbox = await startMailbox()
    await foundTown(database().db)
    author = await hire(database().db, { role: 'policy_maker' })
  })
  afterAll(() => mailbox.stop())
  const no: ResponseText = {
    verdict: 'not_adopted',
    reason: 'not_ours',
    action: 'De provincie gaat over deze weg.',
    why: 'Daarom.',
    get unitId() {
      return author.unitId
    },
  }
  const desk = () => ({ db: database().db, clock: { now: () => now }, site })
  return {
    ...{ database, inTransaction, no, desk },
    author: () => author,
    mailbox: () => mailbox,
    open: (question: string) => makeOpenDossier(database().db, { ...author, question }),
    closeNow: (id: string) => inTransaction((tx) => closeDossier(tx, id, now)),
    say: (dossierId: string, about: Parameters<typeof register>[2] = {}) =>
      inTransaction((tx) => register(tx, dossierId, about)),
    respond: async (dossierId: string, target: ResponseTarget, text: ResponseText = no): Promise<string> => {
      const by = { by: author.by, now, today }
      const outcome = await inTransaction((tx) => publishResponse(tx, { dossierId, target, text }, by))
      if (outcome.kind !== 'published') throw new Error(outcome.kind)
      return outcome.responseId
    },
    /** Does the job that comes of a publication. */
    send: async (responseId: string, version = 1) =>
      sendNotices(desk(), await findNoticesJob(database().db, responseId, version)),
    deliver: (address: string) => deliverTo(database().db, mailbox, address),
    outboxFor: (address: string) => listOutbox(database().db, address),
    countNotices: (responseId: string) => countNotices(database().db, responseId),
  }
}
