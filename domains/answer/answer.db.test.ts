import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db'
import { findInput, makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { addStaffMember, addUnit, findInputByClaimCode, listNoticeRequests } from '#domains/people'
import { newId } from '#platform/db'
import { handle, startJobWorker } from '#platform/jobs'
import { createLog } from '#platform/log'
import { createSmtpTransport, deliverMail, sendMailJob } from '#platform/mail'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import { type ConversationState, foldEntries, type NewEntry } from './conversation.ts'
import {
  addNote,
  assignConversation,
  countInbox,
  findConversationOfInput,
  type InboxFilter,
  type InboxOrder,
  type Letterhead,
  listInbox,
  placeConversation,
  questionSchema,
  readConversation,
  reopenConversation,
  type StartedConversation,
  saveDraft,
  sendReply,
  startConversation,
} from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const secret = 'k'.repeat(32)
const letterhead: Letterhead = {
  organisation: 'Gemeente Voorbeeld',
  mailDomain: 'voorbeeld.example',
  timeZone: 'Europe/Amsterdam',
  trackUrl: (language, code) => `https://praat.example/${language}/my-input${code ? `/${code}` : ''}`,
  askUrl: (language) => `https://praat.example/${language}/tell-us`,
}

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.stop())

function inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return database().db.transaction().execute(work)
}

function ask(
  question: { body: string; name?: string; address?: string; dossier?: string },
  at = now,
): Promise<StartedConversation> {
  return inTransaction((tx) =>
    startConversation(tx, questionSchema.parse(question), {
      language: 'nl',
      channel: 'web',
      secret,
      letterhead,
      now: at,
    }),
  )
}

async function hire(name: string): Promise<string> {
  return inTransaction(async (tx) => {
    const unitId = await addUnit(tx, 'Klantcontact', now)
    const person = { name, email: `${name}@voorbeeld.example`, role: 'responder' as const, unitId }
    return (await addStaffMember(tx, person, now)).accountId
  })
}

async function openSomeDossier(question: string): Promise<{ id: string; slug: string }> {
  const by = await hire('noor')
  return inTransaction(async (tx) => {
    const dossier = await makeDossier(
      tx,
      newDossierSchema.parse({
        question,
        summary: 'De straat wordt opnieuw ingericht.',
        language: 'nl',
        unitId: await addUnit(tx, 'Verkeer', now),
        promise: {
          level: 'consult',
          statement: 'Wij leggen uit wat wij met uw inbreng doen.',
          decidedBy: 'De gemeenteraad',
          answerOn: '2026-05-08',
          decisionOn: null,
        },
        phases: [{ title: 'Uw mening', startsOn: '2026-03-01', endsOn: null }],
      }),
      { by, now },
    )
    await openDossier(tx, dossier.id, now)
    return dossier
  })
}

function turnOf(conversationId: string, by: string, seen: number) {
  return { conversationId, by, seen, now }
}

function reply(turn: ReturnType<typeof turnOf>, body: string, answersInput = false) {
  return inTransaction((tx) => sendReply(tx, turn, { body, answersInput }, letterhead))
}

/** Tries once to deliver all that waits; a server that cannot be reached leaves it waiting. */
async function deliverAll(url = mailbox.url): Promise<void> {
  const { db } = database()
  const transport = createSmtpTransport(url, 'Gemeente Voorbeeld <post@voorbeeld.example>')
  const waiting = db.selectFrom('outgoing_mail').select('id').where('state', '=', 'waiting').orderBy('id')
  for (const { id } of await waiting.execute())
    await deliverMail(db, transport, id, now).catch(() => undefined)
  transport.close()
}

test('a question gets a code, a day, a place in the register, and a receipt that other machines leave alone', async () => {
  const address = 'wie@elders.example'
  const started = await ask({ body: 'Wanneer wordt het paaltje gemaakt?', name: 'Mw. Van Dijk', address })
  expect(started).toMatchObject({ dueOn: '2026-03-09', mailed: true })
  const { db } = database()
  expect(await findInputByClaimCode(db, started.code, secret)).toBe(started.inputId)
  expect(await findInput(db, started.inputId)).toMatchObject({
    kind: 'question',
    channel: 'web',
    is_public: false,
    answer_on: '2026-03-09',
    answered_at: null,
  })
  expect(await listNoticeRequests(db, [started.inputId])).toMatchObject([{ address }])

  const worker = await startJobWorker({
    databaseUrl: database().url,
    log: createLog('silent'),
    handlers: [
      handle(sendMailJob, ({ id }) =>
        deliverMail(db, createSmtpTransport(mailbox.url, 'post@voorbeeld.example'), id, now),
      ),
    ],
  })
  const mail = await mailbox.waitFor((received) => received.envelopeTo.includes(address))
  await worker.stop()
  expect(mail.envelopeFrom).toBe('')
  expect(mail.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated')
  expect(mail.text).toContain(`/nl/my-input/${started.code}`)
  expect(mail.text).toContain('9 maart 2026')
  expect(`${mail.subject} ${mail.text}`).not.toMatch(/paaltje|Van Dijk/)
})

test('a reply arrives by mail as an answer to the receipt, with the question below it, and on the claim page', async () => {
  const by = await hire('fatima')
  const address = 'lezer@elders.example'
  const started = await ask({ body: 'Mag ik parkeren op het plein?\nIk woon er.', address })
  await deliverAll()
  const sent = await reply(turnOf(started.conversationId, by, 2), 'Ja, dat mag.')
  expect(sent).toEqual({ kind: 'sent', seq: 4, mailed: true })
  await deliverAll()

  const [receipt, answer] = mailbox.received.filter((mail) => mail.envelopeTo.includes(address))
  expect(answer?.inReplyTo).toBe(receipt?.messageId)
  expect(answer?.references).toBe(receipt?.messageId)
  expect(answer?.subject).toBe('Re: Mag ik parkeren op het plein?')
  expect(answer?.text).toMatch(/^Ja, dat mag\./)
  expect(answer?.text).toContain('> Mag ik parkeren op het plein?\n> Ik woon er.')
  expect(answer?.text).toContain('https://praat.example/nl/my-input')
  expect(answer?.headers.some((header) => header.key === 'auto-submitted')).toBe(false)

  const { db } = database()
  const track = await findConversationOfInput(db, started.inputId)
  expect(track).toMatchObject({
    status: 'answered',
    entries: [{ kind: 'received' }, { kind: 'sent', body: 'Ja, dat mag.', mail: 'sent' }],
  })
  expect((await findInput(db, started.inputId))?.answered_at).toEqual(now)
})

test('somebody without an address is answered on the claim page only', async () => {
  const by = await hire('fatima')
  const started = await ask({ body: 'Dank voor het zebrapad' })
  expect(started.mailed).toBe(false)
  const { db } = database()
  const mails = () => db.selectFrom('outgoing_mail').select('id').execute()
  const before = (await mails()).length
  expect(await reply(turnOf(started.conversationId, by, 1), 'Fijn om te horen.')).toEqual({
    kind: 'sent',
    seq: 3,
    mailed: false,
  })
  expect((await mails()).length).toBe(before)
  const track = await findConversationOfInput(db, started.inputId)
  expect(track?.entries).toMatchObject([{}, { kind: 'sent', body: 'Fijn om te horen.', mail: 'none' }])
})

test('of people who send at once one does, and the others are told what was sent', async () => {
  const staff = await Promise.all(['ann', 'bob', 'cas', 'dee', 'eva'].map(hire))
  const address = 'een-antwoord@elders.example'
  const started = await ask({ body: 'Wie mag er eerst?', address })
  const outcomes = await Promise.all(
    staff.map((by, at) => reply(turnOf(started.conversationId, by, 2), `Antwoord ${at}`)),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'sent')).toHaveLength(1)
  const told = outcomes.filter((outcome) => outcome.kind === 'changed')
  expect(told).toHaveLength(4)
  const winner = outcomes.findIndex((outcome) => outcome.kind === 'sent')
  for (const outcome of told)
    expect(outcome.newer).toMatchObject([{ kind: 'draft' }, { kind: 'sent', body: `Antwoord ${winner}` }])
  await deliverAll()
  expect(
    mailbox.received.filter((mail) => mail.envelopeTo.includes(address) && mail.text?.includes('Antwoord')),
  ).toHaveLength(1)
})

test('a note that the writer has not read stops a reply', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const { conversationId } = await ask({ body: 'Krijg ik mijn geld terug?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by: bob, now }, 'Wacht op Juridisch.'))
  expect(await reply(turnOf(conversationId, ann, 1), 'Ja hoor.')).toMatchObject({
    kind: 'changed',
    newer: [{ kind: 'note', body: 'Wacht op Juridisch.', by: 'bob' }],
  })
})

test('nothing is sent without its entry, and nothing is entered without its mail', async () => {
  const by = await hire('fatima')
  const started = await ask({ body: 'Wat als het misgaat?', address: 'mis@elders.example' })
  const { db } = database()
  const mails = () => db.selectFrom('outgoing_mail').select('id').orderBy('id').execute()
  const before = await mails()
  await expect(
    inTransaction(async (tx) => {
      const turn = turnOf(started.conversationId, by, 2)
      await sendReply(tx, turn, { body: 'Half', answersInput: true }, letterhead)
      throw new Error('the power went out')
    }),
  ).rejects.toThrow('the power went out')
  expect(await mails()).toEqual(before)
  const track = await findConversationOfInput(db, started.inputId)
  expect(track).toMatchObject({ status: 'open', entries: [{ kind: 'received' }] })
  const unentered = await db
    .selectFrom('outgoing_mail')
    .leftJoin('conversation_entry as entry', 'entry.mail_id', 'outgoing_mail.id')
    .select('outgoing_mail.id')
    .where('entry.seq', 'is', null)
    .execute()
  expect(unentered).toEqual([])
})

test('the database itself refuses a reply without a draft, or a second one of the same draft', async () => {
  const by = await hire('fatima')
  const { conversationId } = await ask({ body: 'Houdt de database dat tegen?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by, now }, 'Een notitie is geen concept.'))
  const insertSent = (seq: number, draftSeq: number) =>
    database()
      .db.insertInto('conversation_entry')
      .values({
        conversation_id: conversationId,
        seq,
        kind: 'sent',
        at: now,
        by_account: by,
        draft_seq: draftSeq,
      })
      .execute()
  await expect(insertSent(3, 2)).rejects.toThrow(/foreign key/)
  await reply(turnOf(conversationId, by, 2), 'Ja.')
  await expect(insertSent(5, 3)).rejects.toThrow(/unique/)
})

test('a mail server that is down delays mail and fails nothing', async () => {
  const by = await hire('fatima')
  const address = 'later@elders.example'
  const started = await ask({ body: 'Komt dit later aan?', address })
  await reply(turnOf(started.conversationId, by, 2), 'Ja, later.')
  await deliverAll('smtp://127.0.0.1:1')
  const opened = await inTransaction((tx) => readConversation(tx, { id: started.conversationId, by, now }))
  expect(opened?.entries.at(-1)?.delivery).toMatchObject({
    state: 'waiting',
    lastError: expect.stringContaining('ECONNREFUSED'),
  })
  await deliverAll()
  expect(mailbox.received.filter((mail) => mail.envelopeTo.includes(address))).toHaveLength(2)
})

test('a refused address shows to staff until somebody has done something about it', async () => {
  const by = await hire('fatima')
  const viewer = { accountId: by, today: '2026-03-02' }
  const { conversationId } = await ask({ body: 'Bestaat dit adres?', address: 'weg@elders.example' })
  mailbox.refuseWith(550)
  await deliverAll()
  mailbox.refuseWith(undefined)
  const list = () =>
    listInbox(database().db, { filter: 'undelivered', order: 'newest', viewer }, { size: 10 })
  expect((await list()).rows).toMatchObject([{ id: conversationId }])
  const opened = await inTransaction((tx) => readConversation(tx, { id: conversationId, by, now }))
  expect(opened?.entries[1]).toMatchObject({ kind: 'receipt', delivery: { state: 'refused' } })
  await inTransaction((tx) => addNote(tx, { conversationId, by, now }, 'Gebeld, adres klopt niet.'))
  expect((await list()).rows).toEqual([])
})

test('names, alphabets and line breaks reach the mail as text and never as headers', async () => {
  const by = await hire('fatima')
  const address = 'alfabet@elders.example'
  const body =
    'Onderwerp: x\r\nBcc: slachtoffer@elders.example\r\nСколько это стоит? كم الثمن؟ 多少钱？ 👩‍👩‍👧'
  const started = await ask({ body, name: 'Jan\r\nBcc: y@elders.example', address })
  await reply(turnOf(started.conversationId, by, 2), 'Это бесплатно. 免费。\r\nSubject: nee')
  await deliverAll()
  const mails = mailbox.received.filter((mail) => mail.envelopeTo.includes(address))
  expect(mails).toHaveLength(2)
  for (const mail of mails) {
    expect(mail.envelopeTo).toEqual([address])
    expect(mail.bcc ?? []).toEqual([])
  }
  expect(mails[1]?.subject).toBe('Re: Onderwerp: x')
  expect(mails[1]?.text).toContain('> Сколько это стоит? كم الثمن؟ 多少钱？ 👩‍👩‍👧')
})

test('the longest text that is taken is kept whole', async () => {
  const body = '字'.repeat(10_000)
  const { inputId } = await ask({ body })
  const track = await findConversationOfInput(database().db, inputId)
  expect(track?.entries).toMatchObject([{ body }])
  expect([...(track?.subject ?? '')]).toHaveLength(71)
})

test('one address gets five receipts a day, and every question a code', async () => {
  const started: StartedConversation[] = []
  for (const n of [1, 2, 3, 4, 5, 6])
    started.push(
      await ask({ body: `Vraag ${n}`, address: n % 2 ? 'Veel@Elders.example' : 'veel@elders.example' }),
    )
  expect(started.map((one) => one.mailed)).toEqual([true, true, true, true, true, false])
  const tomorrow = new Date(now.getTime() + 25 * 60 * 60 * 1000)
  expect((await ask({ body: 'Vraag 7', address: 'veel@elders.example' }, tomorrow)).mailed).toBe(true)
})

test('a question asked on a dossier is its input, and a reply answers it there only when staff say so', async () => {
  const by = await hire('fatima')
  const dossier = await openSomeDossier('Hoe wordt de straat veiliger?')
  const { db } = database()
  const first = await ask({ body: 'Komt er een drempel?', dossier: dossier.slug })
  const second = await ask({ body: 'En een zebrapad?', dossier: dossier.slug })
  await reply(turnOf(first.conversationId, by, 1), 'Dat nemen wij mee.', false)
  await reply(turnOf(second.conversationId, by, 1), 'Ja, in mei.', true)
  expect(await findInput(db, first.inputId)).toMatchObject({ dossier_id: dossier.id, answered_at: null })
  expect(await findInput(db, second.inputId)).toMatchObject({ dossier_id: dossier.id, answered_at: now })
})

test('a question about a dossier that is not there is not lost', async () => {
  const started = await ask({ body: 'Waar is dit dossier?', dossier: 'bestaat-niet' })
  expect(await findInput(database().db, started.inputId)).toMatchObject({ dossier_id: null })
})

test('staff place a question in a dossier, and the entry says so', async () => {
  const by = await hire('fatima')
  const dossier = await openSomeDossier('Waar komt het nieuwe park?')
  const { conversationId, inputId } = await ask({ body: 'Komt er een park?' })
  const place = (seen: number, id: string) =>
    inTransaction((tx) => placeConversation(tx, turnOf(conversationId, by, seen), id))
  expect(await place(1, newId())).toEqual({ kind: 'dossier-not-found' })
  expect(await place(0, dossier.id)).toMatchObject({ kind: 'changed' })
  expect(await findInput(database().db, inputId)).toMatchObject({ dossier_id: null })
  expect(await place(1, dossier.id)).toEqual({ kind: 'appended', seq: 2 })
  expect(await findInput(database().db, inputId)).toMatchObject({ dossier_id: dossier.id })
  const opened = await inTransaction((tx) => readConversation(tx, { id: conversationId, by, now }))
  expect(opened).toMatchObject({
    dossier: { slug: dossier.slug },
    entries: [{}, { kind: 'linked', dossier: { slug: dossier.slug } }],
  })
})

test('a draft is there for a colleague, and what was saved last is what is sent', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const { conversationId } = await ask({ body: 'Wie schrijft dit?' })
  await inTransaction((tx) => saveDraft(tx, turnOf(conversationId, ann, 1), 'Versie 1'))
  await inTransaction((tx) => saveDraft(tx, turnOf(conversationId, ann, 2), 'Versie 2'))
  const opened = await inTransaction((tx) => readConversation(tx, { id: conversationId, by: bob, now }))
  expect(opened?.draft).toMatchObject({ body: 'Versie 2', by: 'ann', seq: 3 })
  expect(await reply(turnOf(conversationId, bob, 3), 'Versie 2')).toMatchObject({ kind: 'sent', seq: 4 })
  const after = await inTransaction((tx) => readConversation(tx, { id: conversationId, by: bob, now }))
  expect(after?.draft).toBeUndefined()
  expect(after?.entries.at(-1)).toMatchObject({ kind: 'sent', draftSeq: 3, body: 'Versie 2' })
})

test('opening a conversation is logged, and only then does it count as read', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const started = await ask({ body: 'Wie leest dit?', name: 'Dhr. Yılmaz' })
  const { db } = database()
  const unreadFor = async (accountId: string) => {
    const viewer = { accountId, today: '2026-03-02' }
    const { rows } = await listInbox(db, { filter: 'open', order: 'newest', viewer }, { size: 200 })
    return rows.find((row) => row.id === started.conversationId)?.unread
  }
  expect(await unreadFor(ann)).toBe(true)
  const opened = await inTransaction((tx) =>
    readConversation(tx, { id: started.conversationId, by: ann, now }),
  )
  expect(opened?.contact).toEqual({ name: 'Dhr. Yılmaz', address: null })
  expect(await unreadFor(ann)).toBe(false)
  expect(await unreadFor(bob)).toBe(true)
  const log = await db
    .selectFrom('access_log')
    .select(['account_id', 'action'])
    .where('subject_id', '=', started.conversationId)
    .execute()
  expect(log).toEqual([{ account_id: ann, action: 'read' }])
  expect(await inTransaction((tx) => readConversation(tx, { id: newId(), by: ann, now }))).toBeUndefined()
})

test('taking, giving back and reopening show in the lists', async () => {
  const ann = await hire('annelies')
  const viewer = { accountId: ann, today: '2026-03-20' }
  const started = await ask({ body: 'Wie neemt dit?' })
  const id = started.conversationId
  const take = (seen: number, to: string | null) =>
    inTransaction((tx) => assignConversation(tx, turnOf(id, ann, seen), to))
  const mine = async () =>
    (await listInbox(database().db, { filter: 'mine', order: 'due', viewer }, { size: 5 })).rows
  expect(await take(1, newId())).toEqual({ kind: 'not-staff' })
  expect(await take(1, ann)).toEqual({ kind: 'appended', seq: 2 })
  expect(await take(1, null)).toMatchObject({ kind: 'changed', newer: [{ kind: 'assigned' }] })
  expect(await mine()).toMatchObject([{ id, assignee: 'annelies' }])
  expect(await countInbox(database().db, viewer)).toMatchObject({ mine: 1 })
  await reply(turnOf(id, ann, 2), 'Ik.')
  expect(await mine()).toEqual([])
  await inTransaction((tx) => reopenConversation(tx, turnOf(id, ann, 4)))
  expect(await mine()).toMatchObject([{ id, status: 'open' }])
})

test('every list is read in pages that neither skip nor repeat, and agrees with its count', async () => {
  const by = await hire('fatima')
  const viewer = { accountId: by, today: '2026-03-11' }
  for (let n = 0; n < 12; n++) {
    const asked = new Date(now.getTime() + (n % 3) * 24 * 60 * 60 * 1000)
    const { conversationId } = await ask({ body: `Bladeren ${n}` }, asked)
    await inTransaction((tx) => assignConversation(tx, turnOf(conversationId, by, 1), by))
    if (n % 4 === 0) await reply(turnOf(conversationId, by, 2), 'Klaar.')
  }
  const { db } = database()
  const counts: Record<string, number> = await countInbox(db, viewer)
  const readAll = async (filter: InboxFilter, order: InboxOrder) => {
    const seen: { id: string; due_on: string; received_at: Date }[] = []
    let after: string | undefined
    do {
      const page = await listInbox(db, { filter, order, viewer }, { after, size: 4 })
      seen.push(...page.rows)
      after = page.next
    } while (after)
    expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length)
    if (filter !== 'answered') expect(seen.length).toBe(counts[filter])
    return seen
  }
  expect((await readAll('mine', 'due')).length).toBe(9)
  const byDue = (await readAll('open', 'due')).map((row) => row.due_on)
  expect(byDue).toEqual(byDue.toSorted())
  const byTime = (await readAll('open', 'newest')).map((row) => row.received_at.getTime())
  expect(byTime).toEqual(byTime.toSorted((a, b) => b - a))
  for (const row of await readAll('late', 'due')) expect(row.due_on < '2026-03-11').toBe(true)
  expect((await readAll('mine', 'newest')).length).toBe(9)
  expect((await readAll('answered', 'due')).length).toBeGreaterThanOrEqual(3)
})

test('what stands beside the entries is what they add up to, in every conversation of this file', async () => {
  const { db } = database()
  const rows = await db.selectFrom('conversation').selectAll().execute()
  expect(rows.length).toBeGreaterThan(20)
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
})

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
