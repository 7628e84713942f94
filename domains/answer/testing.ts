import { sql } from 'kysely'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Db, Tx } from '#db'
import { letterheadOf } from '#domains/letters'
import { createSmtpTransport, deliverMail } from '#platform/mail'
import { hire, makeOpenDossier, now, type Person } from '#stories'
import {
  type InTransaction,
  type Mailbox,
  startMailbox,
  type TestDatabase,
  transactionsOn,
  useTestDatabase,
} from '#testing'
import { type ConversationState, foldEntries, type NewEntry } from './conversations/conversation.ts'
import {
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
type Asked = { body: string; name?: string; address?: string; dossier?: string }

/** Residents who ask and staff who answer, on a database and a mail server of their own. */
export type AnswerDesk = {
  database: () => TestDatabase
  mailbox: () => Mailbox
  inTransaction: InTransaction
  ask: (question: Asked, at?: Date) => Promise<StartedConversation>
  hire: (name: string) => Promise<string>
  openSomeDossier: (question: string) => Promise<{ id: string; slug: string }>
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
    reply: (turn, body, answersInput = false) =>
      inTransaction((tx) => sendReply(tx, turn, { body, answersInput }, letterhead)),
    deliverAll: (url) => deliverAll(database().db, url ?? mailbox().url),
  }
}

export function turnOf(conversationId: string, by: string, seen: number): Turn {
  return { conversationId, by, seen, now }
}

function start(tx: Tx, question: Asked, at: Date): Promise<StartedConversation> {
  return startConversation(tx, questionSchema.parse(question), {
    language: 'nl',
    channel: 'web',
    secret,
    letterhead,
    mayMail: true,
    now: at,
  })
}

function responder(name: string): Person {
  return { name, email: `${name}@voorbeeld.example`, role: 'responder', unit: 'Klantcontact' }
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
  const rows = await db.selectFrom('conversation').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const entries = await db
      .selectFrom('conversation_entry')
      .selectAll()
      .where('conversation_id', '=', row.id)
      .orderBy('seq')
      .execute()
    let state: ConversationState | undefined
    for (const entry of entries) state = foldEntries(state, [entryOf(entry)], entry.at)
    expect({
      lastSeq: row.last_seq,
      heardSeq: row.heard_seq,
      status: row.status,
      assignedTo: row.assigned_to,
      dueOn: row.due_on,
      receivedAt: row.received_at,
      answeredAt: row.answered_at,
    }).toEqual(state)
  }
  const { rows: gaps } = await sql`
    select conversation_id from conversation_entry group by 1 having max(seq) <> count(*)`.execute(db)
  expect(gaps).toEqual([])
}

function entryOf(row: {
  kind: NewEntry['kind']
  due_on: string | null
  assigned_to: string | null
  draft_seq: number | null
}): NewEntry {
  switch (row.kind) {
    case 'received':
      return { kind: 'received', channel: 'web', body: '', dueOn: row.due_on ?? '' }
    case 'sent':
      return { kind: 'sent', draftSeq: row.draft_seq ?? 0, mailId: null }
    case 'assigned':
      return { kind: 'assigned', to: row.assigned_to }
    case 'status':
      return { kind: 'status', status: 'open' }
    default:
      return { kind: 'note', body: '' }
  }
}
