import type { Insertable } from 'kysely'
import { afterAll, beforeAll, expect } from 'vitest'
import type { DB, Db, Tx } from '#db'
import { letterheadOf } from '#domains/letters'
import { newId } from '#platform/db'
import { createSmtpTransport, deliverMail } from '#platform/mail'
import { hire, makeOpenDossier, now, type Person, today } from '#stories'
import {
  type InTransaction,
  type Mailbox,
  startMailbox,
  type TestDatabase,
  transactionsOn,
  useTestDatabase,
} from '#testing'
import {
  checkAnswers,
  questionSchema,
  type SendOutcome,
  type StartedConversation,
  sendReply,
  startConversation,
  type Turn,
} from './index.ts'

export const secret = 'k'.repeat(32)
export const letterhead = letterheadOf(
  { name: 'Gemeente Voorbeeld' },
  { url: 'https://praat.example', secret, timeZone: 'Europe/Amsterdam' },
)

/** What a resident fills in. */
type Asked = {
  body: string
  name?: string
  address?: string
  onBehalfOf?: string
  dossier?: string
  /** The key of the form that files came with. */
  files?: string
}

/** A mandate to send, for every responder, and what is otherwise. */
export type MandateStory = Partial<Insertable<DB['mandate']>> & Pick<Insertable<DB['mandate']>, 'approval'>

/** Residents who ask and staff who answer, on a database and a mail server of their own. */
export type AnswerDesk = {
  database: () => TestDatabase
  mailbox: () => Mailbox
  inTransaction: InTransaction
  ask: (question: Asked, at?: Date) => Promise<StartedConversation>
  hire: (name: string) => Promise<string>
  openSomeDossier: (question: string) => Promise<{ id: string; slug: string }>
  /** A subject of its own, about which these mandates count. */
  addSubject: (...mandates: MandateStory[]) => Promise<string>
  addMandate: (mandate: MandateStory) => Promise<string>
  reply: (turn: Turn, body: string, answersInput?: boolean) => Promise<SendOutcome>
  /** Tries once to deliver all that waits; a server that cannot be reached leaves it waiting. */
  deliverAll: (url?: string) => Promise<void>
}

/** Gives a test file its desk; what it gives works inside tests. */
export function useAnswerDesk(): AnswerDesk {
  const database = useTestDatabase()
  const inTransaction = transactionsOn(database)
  let running: Mailbox | undefined
  beforeAll(async () => {
    running = await startMailbox()
  })
  afterAll(() => running?.stop())
  const mailbox = () => {
    if (!running) throw new Error('The mailbox is there only inside tests.')
    return running
  }
  return {
    database,
    mailbox,
    inTransaction,
    ask: (question, at = now) => inTransaction((tx) => start(tx, question, at)),
    hire: async (name) => (await hire(database().db, responder(name))).by,
    openSomeDossier: async (question) =>
      makeOpenDossier(database().db, { question, ...(await hire(database().db, responder('noor'))) }),
    addMandate: (mandate) => addMandate(database().db, mandate),
    addSubject: (...mandates) => addSubject(database().db, mandates),
    reply: (turn, body, answersInput = false) =>
      inTransaction((tx) => sendReply(tx, turn, { body, answersInput }, letterhead)),
    deliverAll: (url) => deliverAll(database().db, url ?? mailbox().url),
  }
}

export function turnOf(conversationId: string, by: string, seen: number): Turn {
  return { conversationId, by, seen, now, today, timeZone: letterhead.timeZone }
}

function start(tx: Tx, question: Asked, at: Date): Promise<StartedConversation> {
  const { files, ...asked } = question
  return startConversation(
    tx,
    { ...questionSchema.parse(asked), files },
    {
      language: 'nl',
      channel: 'web',
      secret,
      letterhead,
      mayMail: true,
      now: at,
    },
  )
}

function responder(name: string): Person {
  return { name, email: `${name}@voorbeeld.example`, role: 'responder', unit: 'Klantcontact' }
}

async function addSubject(db: Db, mandates: MandateStory[]): Promise<string> {
  const id = newId()
  await db.insertInto('subject').values({ id, created_at: now }).execute()
  await db
    .insertInto('subject_version')
    .values({ subject_id: id, version: 1, name: 'Wonen', made_at: now })
    .execute()
  for (const mandate of mandates) await addMandate(db, { ...mandate, subject_id: id })
  return id
}

async function addMandate(db: Db, mandate: MandateStory): Promise<string> {
  const id = newId()
  const role = mandate.account_id ? null : ('responder' as const)
  const usual = {
    act: 'send',
    from_on: '2026-01-01',
    decision: 'Mandaatbesluit wonen',
    given_at: now,
  } as const
  await db
    .insertInto('mandate')
    .values({ id, role, ...usual, ...mandate })
    .execute()
  return id
}

async function deliverAll(db: Db, url: string): Promise<void> {
  const transport = createSmtpTransport(url, 'Gemeente Voorbeeld <post@voorbeeld.example>')
  const waiting = db.selectFrom('outgoing_mail').select('id').where('state', '=', 'waiting').orderBy('id')
  for (const { id } of await waiting.execute())
    await deliverMail(db, transport, id, now).catch(() => undefined)
  transport.close()
}

/** Folds the entries of every conversation anew, and compares what stands beside them. */
export async function expectRowsToAddUp(db: Db): Promise<void> {
  const check = await checkAnswers(db, letterhead.timeZone)
  expect(check).toMatchObject({ folds: 'equal', tasks: 'equal', mandates: 'held', beforeMandates: 0 })
  expect(check.conversations).toBeGreaterThan(0)
}
