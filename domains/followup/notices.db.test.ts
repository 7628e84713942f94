import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db'
import { ASKER_KEPT_DAYS } from '#domains/answer'
import { closeDossier, markInputsAnswered, registerInput } from '#domains/dossier'
import {
  addressSchema,
  confirmAddress,
  foundOrganisation,
  requestNotices,
  sealAddress,
} from '#domains/people'
import { newId } from '#platform/db'
import { createSmtpTransport, deliverMail } from '#platform/mail'
import { type Mailbox, startMailbox, useTestDatabase } from '#testing'
import {
  askForNotices,
  changeResponse,
  confirmNotices,
  findNoticeByToken,
  forgetFinishedContacts,
  publishResponse,
  type ResponseTarget,
  type ResponseText,
  readHolder,
  readTrack,
  sendNotices,
  stopAllNotices,
  stopNotices,
  stopNoticesOfContact,
} from './index.ts'
import { type Author, hireAuthor, makeOpenDossier, start } from './testing.ts'

const database = useTestDatabase()
const now = start
const secret = 's'.repeat(32)
const url = 'https://praat.voorbeeld.example'
let mailbox: Mailbox
let author: Author

const inTransaction = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  database().db.transaction().execute(work)

beforeAll(async () => {
  mailbox = await startMailbox()
  await inTransaction(async (tx) => {
    const about = {
      tagline: '',
      phone: '',
      opening_hours: '',
      visiting_address: '',
      email: '',
      is_demo: false,
    }
    await foundOrganisation(tx, { name: 'Gemeente Voorbeeld', ...about }, now)
  })
  author = await hireAuthor(database().db)
})
afterAll(() => mailbox.stop())

const open = (question: string) => makeOpenDossier(database().db, question, author)

async function say(
  dossierId: string,
  about: { address?: string; language?: 'nl' | 'en'; dialogueId?: string } = {},
) {
  return inTransaction(async (tx) => {
    const { address, language = 'nl', dialogueId } = about
    const input = { kind: 'statement', channel: 'web', body: 'Een zebrapad, graag.' } as const
    const outcome = await registerInput(tx, { ...input, dossierId, dialogueId, receivedAt: now })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    if (address) await wish(tx, { inputId: outcome.inputId, address, language })
    return outcome.inputId
  })
}

/** Somebody asks to be told, and has confirmed the address. */
async function wish(
  tx: Tx,
  asked: { inputId: string; address: string; language?: 'nl' | 'en' },
): Promise<void> {
  const address = addressSchema.parse(asked.address)
  const today = '2026-03-02'
  await requestNotices(tx, { language: 'nl', ...asked, address, secret, today, now })
  await confirmAddress(tx, { seal: sealAddress(address, secret), today })
}

const no: ResponseText = {
  verdict: 'not_adopted',
  reason: 'not_ours',
  explanation: 'De provincie gaat over deze weg.',
  get unitId() {
    return author.unitId
  },
}

async function respond(dossierId: string, target: ResponseTarget, text: ResponseText = no): Promise<string> {
  const outcome = await inTransaction((tx) =>
    publishResponse(tx, { dossierId, target, text }, { by: author.by, now }),
  )
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
  return outcome.responseId
}

const timeZone = 'Europe/Amsterdam'
const links = { url, secret, timeZone }
const askFor = (tx: Tx, inputId: string, address: string, at = now) =>
  askForNotices(tx, links, { inputId, address: addressSchema.parse(address), language: 'nl', now: at })
const desk = () => ({ db: database().db, clock: { now: () => now }, ...links })
const send = (responseId: string, version = 1) => sendNotices(desk(), { responseId, version })

async function listJobs(): Promise<{ task: string; payload: unknown }[]> {
  const { rows } = await sql<{ task: string; payload: unknown }>`
    select tasks.identifier as task, jobs.payload
    from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id`.execute(database().db)
  return rows
}

/** Delivers over SMTP what waits for one address, as the mail job does. */
async function deliver(address: string): Promise<void> {
  const { db } = database()
  const transport = createSmtpTransport(mailbox.url, 'Gemeente Voorbeeld <praat@voorbeeld.example>')
  try {
    for (const { id } of await outboxFor(address))
      await deliverMail(db, transport, id, now).catch(() => undefined)
  } finally {
    transport.close()
  }
}

const outboxFor = (address: string) =>
  database().db.selectFrom('outgoing_mail').selectAll().where('recipient', '=', address).execute()

test('publishing enqueues one job of ids, and a publication that is rolled back none', async () => {
  const dossier = await open('Komt er een zebrapad?')
  const inputId = await say(dossier.id, { address: 'wie@voorbeeld.example' })
  const target: ResponseTarget = { kind: 'inputs', inputIds: [inputId] }
  const failed = inTransaction(async (tx) => {
    await publishResponse(tx, { dossierId: dossier.id, target, text: no }, { by: author.by, now })
    throw new Error('the power went out')
  })
  await expect(failed).rejects.toThrow('the power went out')
  expect((await listJobs()).filter((job) => job.task === 'send-notices')).toEqual([])
  expect(await closeNow(dossier.id)).toEqual({ kind: 'inputs-unanswered', open: 1 })

  const responseId = await respond(dossier.id, target)
  expect((await listJobs()).filter((job) => job.task === 'send-notices')).toEqual([
    { task: 'send-notices', payload: { responseId, version: 1 } },
  ])
})

const closeNow = (id: string) => inTransaction((tx) => closeDossier(tx, id, now))

test('everybody behind the inputs gets one mail in their language, with the track and a way to stop', async () => {
  const dossier = await open('Mag de auto weg uit de Schoolstraat?')
  const dutch = await say(dossier.id, { address: 'nora@voorbeeld.example' })
  const english = await say(dossier.id, { address: 'john@voorbeeld.example', language: 'en' })
  await say(dossier.id, { address: 'other@voorbeeld.example' })
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [dutch, english] }))
  await deliver('nora@voorbeeld.example')
  await deliver('john@voorbeeld.example')

  const mail = await mailbox.waitFor((one) => one.envelopeTo.includes('nora@voorbeeld.example'))
  expect(mail.subject).toBe('U hebt antwoord: Mag de auto weg uit de Schoolstraat?')
  expect(mail.text).toContain('Dit is ons antwoord: niet overgenomen.')
  expect(mail.text).toContain('De reden: wij gaan er niet over.')
  expect(mail.text).toContain('De provincie gaat over deze weg.')
  expect(mail.text).not.toContain('Een zebrapad, graag.')
  const token = /\/nl\/my-input\/mail\/([\w-]+)\n/.exec(mail.text ?? '')?.[1] ?? ''
  expect(await findNoticeByToken(database().db, token, secret)).toMatchObject({ inputId: dutch })
  const headers = Object.fromEntries(mail.headers.map((header) => [header.key, header.value]))
  expect(headers['list-unsubscribe']).toMatch(
    /^<https:\/\/praat\.voorbeeld\.example\/nl\/my-input\/address\/[\w-]+\/stop>$/,
  )
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')

  const other = await mailbox.waitFor((one) => one.envelopeTo.includes('john@voorbeeld.example'))
  expect(other.subject).toBe('You have an answer: Mag de auto weg uit de Schoolstraat?')
  expect(other.text).toContain(`${url}/en/my-input/mail/`)
  expect(mailbox.received.some((one) => one.envelopeTo.includes('other@voorbeeld.example'))).toBe(false)
  expect(await readTrack(database().db, dutch, '2026-03-02')).toMatchObject({
    notices: [{ version: 1, state: 'sent' }],
    wantsNotices: true,
  })
})

test('a changed response is told again, and says that it changed', async () => {
  const dossier = await open('Waar komt de drempel?')
  const inputId = await say(dossier.id, { address: 'twee@voorbeeld.example' })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  await send(responseId)
  const yes: ResponseText = {
    verdict: 'adopted',
    reason: null,
    explanation: 'Hij komt er toch.',
    unitId: author.unitId,
  }
  await inTransaction((tx) => changeResponse(tx, responseId, yes, { by: author.by, now }))
  await send(responseId, 2)
  expect((await outboxFor('twee@voorbeeld.example')).map((mail) => mail.subject).sort()).toEqual([
    'Ons antwoord is veranderd: Waar komt de drempel?',
    'U hebt antwoord: Waar komt de drempel?',
  ])
})

test('a fan-out that is killed half-way goes on where it was, and two at once tell nobody twice', async () => {
  const dossier = await open('Hoe hard mag het?')
  const dialogueId = newId()
  const people = Array.from({ length: 450 }, (_, n) => `p${n}@voorbeeld.example`)
  for (const address of people) await say(dossier.id, { address, dialogueId })
  const responseId = await respond(dossier.id, { kind: 'dialogue', dialogueId })

  // The clock is asked for each notice: it stops the run in its second batch, as a kill would.
  let asked = 0
  const dies = {
    ...desk(),
    clock: {
      now: () => {
        if (++asked > 250) throw new Error('killed')
        return now
      },
    },
  }
  await expect(sendNotices(dies, { responseId, version: 1 })).rejects.toThrow('killed')
  expect(await countNotices(responseId)).toBe(199)
  await Promise.all([send(responseId), send(responseId), send(responseId)])
  await send(responseId)

  expect(await countNotices(responseId)).toBe(450)
  const mails = await database()
    .db.selectFrom('outgoing_mail')
    .select('recipient')
    .where('recipient', 'in', people)
    .execute()
  expect(mails.map((mail) => mail.recipient).sort()).toEqual([...people].sort())
})

async function countNotices(responseId: string): Promise<number> {
  const rows = await database()
    .db.selectFrom('notice')
    .select('id')
    .where('response_id', '=', responseId)
    .execute()
  return rows.length
}

test('a dead mail server delays a notice, and the track says so', async () => {
  const dossier = await open('Komt er verlichting?')
  const inputId = await say(dossier.id, { address: 'dood@voorbeeld.example' })
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }))
  mailbox.refuseWith(451)
  await deliver('dood@voorbeeld.example')
  const { db } = database()
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'waiting' }])
  mailbox.refuseWith(undefined)
  await deliver('dood@voorbeeld.example')
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'sent' }])
})

test('who stops from the mail is forgotten, and a mail that still waited is not sent', async () => {
  const dossier = await open('Waar mag je parkeren?')
  const inputId = await say(dossier.id, { address: 'weg@voorbeeld.example' })
  await inTransaction((tx) => wish(tx, { inputId, address: 'blijft@voorbeeld.example' }))
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }))
  const [mail] = await outboxFor('weg@voorbeeld.example')
  const token = /\/mail\/([\w-]+)\n/.exec(mail?.body_text ?? '')?.[1] ?? ''
  const { db } = database()
  const notice = await findNoticeByToken(db, token, secret)
  await inTransaction((tx) => stopNoticesOfContact(tx, notice?.contactId ?? '', { ...links, now }))
  await inTransaction((tx) => stopNoticesOfContact(tx, notice?.contactId ?? '', { ...links, now }))

  expect(await outboxFor('weg@voorbeeld.example')).toEqual([])
  expect(await outboxFor('blijft@voorbeeld.example')).toHaveLength(1)
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices.map((one) => one.state)).toEqual(['waiting'])
  await inTransaction((tx) => stopNotices(tx, inputId, timeZone))
  expect(await outboxFor('blijft@voorbeeld.example')).toEqual([])
  expect(await readTrack(db, inputId, '2026-03-02')).toMatchObject({ wantsNotices: false })
})

test('somebody asks for notices once, also with two clicks', async () => {
  const dossier = await open('Wanneer komt de boom?')
  const inputId = await say(dossier.id)
  const ask = (id: string) => inTransaction((tx) => askFor(tx, id, 'een@voorbeeld.example'))
  const outcomes = await Promise.all([ask(inputId), ask(inputId), ask(inputId)])
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-asked', 'already-asked', 'asked'])
  expect(await ask(newId())).toEqual({ kind: 'not-found' })
})

test('a contact is forgotten after the last notice, and not before', async () => {
  const { db } = database()
  const address = 'laatste@voorbeeld.example'
  const known = () => db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  const dossier = await open('Mag het hek weg?')
  const inputId = await say(dossier.id, { address })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })

  await forgetFinishedContacts(db, now, timeZone)
  expect(await known(), 'the dossier is open').toHaveLength(1)
  await closeNow(dossier.id)
  await forgetFinishedContacts(db, now, timeZone)
  expect(await known(), 'nobody was told yet').toHaveLength(1)
  await send(responseId)
  await forgetFinishedContacts(db, now, timeZone)
  expect(await known(), 'the mail still waits').toHaveLength(1)
  await deliver(address)
  expect(await forgetFinishedContacts(db, now, timeZone)).toBeGreaterThan(0)
  expect(await known()).toEqual([])
  expect(await outboxFor(address)).toEqual([])

  const track = await readTrack(db, inputId, '2026-03-02')
  expect(track).toMatchObject({
    answers: [{ verdict: 'not_adopted' }],
    notices: [{ state: 'sent', sentAt: new Date('2026-03-02T12:00:00Z') }],
    wantsNotices: false,
  })
})

test('who asked something without a dossier is forgotten half a year after the answer', async () => {
  const { db } = database()
  const day = 24 * 60 * 60 * 1000
  const address = 'algemeen@voorbeeld.example'
  const inputId = await inTransaction(async (tx) => {
    const question = { kind: 'question', channel: 'web', body: 'Wanneer is de markt?' } as const
    const outcome = await registerInput(tx, { ...question, receivedAt: now })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    await wish(tx, { inputId: outcome.inputId, address })
    return outcome.inputId
  })
  const known = () => db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  const inDays = (days: number) => new Date(now.getTime() + days * day)
  await forgetFinishedContacts(db, inDays(400), timeZone)
  expect(await known()).toHaveLength(1)
  await inTransaction((tx) => markInputsAnswered(tx, [inputId], now))
  await forgetFinishedContacts(db, inDays(ASKER_KEPT_DAYS - 1), timeZone)
  expect(await known()).toHaveLength(1)
  await forgetFinishedContacts(db, inDays(ASKER_KEPT_DAYS + 1), timeZone)
  expect(await known()).toHaveLength(0)
})

const tokenIn = (text = '') => /\/my-input\/address\/([\w-]+)/.exec(text)?.[1] ?? ''

/** Whoever reads the mail confirms the address, as the page behind the link does. */
async function confirmBy(address: string): Promise<void> {
  const mails = await outboxFor(address)
  const token = tokenIn(mails.find(({ body_text }) => tokenIn(body_text))?.body_text)
  const holder = readHolder(token, secret)
  if (!holder) throw new Error('No mail asks for a confirmation.')
  await inTransaction((tx) => confirmNotices(tx, holder, { ...links, now }))
}

test('a stranger who fills in an address sixty times sends it three questions, and no notice', async () => {
  const address = 'slachtoffer@voorbeeld.example'
  const dossier = await open('Wie mailt hier?')
  const inputIds: string[] = []
  for (let n = 0; n < 60; n++) inputIds.push(await say(dossier.id))
  await Promise.all(inputIds.map((inputId) => inTransaction((tx) => askFor(tx, inputId, address))))
  await send(await respond(dossier.id, { kind: 'inputs', inputIds }))
  const mails = await outboxFor(address)
  expect(mails.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 3 }, () => 'Bevestig uw e-mailadres voor Gemeente Voorbeeld'),
  )
  for (const { body_text: text } of mails) expect(text).not.toMatch(/Wie mailt hier|zebrapad/)
})

test('what came of input before the address was confirmed is told after it, in one mail that names each input; one stop ends all', async () => {
  const { db } = database()
  const address = 'velen@voorbeeld.example'
  const dossier = await open('Mag het plein groener?')
  const inputIds: string[] = []
  for (let n = 0; n < 60; n++) inputIds.push(await say(dossier.id))
  for (const inputId of inputIds) await inTransaction((tx) => askFor(tx, inputId, address))
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds })
  await send(responseId)
  await confirmBy(address)
  expect(await listJobs()).toContainEqual({ task: 'send-notices', payload: { responseId, version: 1 } })
  await send(responseId)
  await send(responseId)

  const [notice, ...more] = (await outboxFor(address)).filter(({ subject }) => subject.startsWith('U hebt'))
  expect(more).toEqual([])
  expect(notice?.body_text).toContain('U liet ons 60 keer iets weten.')
  const tokens = [...(notice?.body_text ?? '').matchAll(/2 maart 2026:\n\S+\/mail\/([\w-]+)\n/g)]
  const told = await Promise.all(tokens.map(([, token = '']) => findNoticeByToken(db, token, secret)))
  expect(told.map((one) => one?.inputId).sort()).toEqual(inputIds.toSorted())
  expect((await readTrack(db, inputIds[7] ?? '', '2026-03-02'))?.notices).toMatchObject([
    { state: 'waiting' },
  ])

  await inTransaction((tx) => stopNoticesOfContact(tx, told[0]?.contactId ?? '', { ...links, now }))
  const known = await db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  expect(known).toEqual([])
  expect((await outboxFor(address)).some(({ subject }) => subject.startsWith('U hebt'))).toBe(false)
  const before = (await outboxFor(address)).length
  const again = await say(dossier.id)
  await inTransaction((tx) => askFor(tx, again, address))
  expect(await outboxFor(address)).toHaveLength(before)
})

test('somebody who stopped and asks again, long after, is asked once whether the no still holds', async () => {
  const address = 'bedacht@voorbeeld.example'
  const dossier = await open('Wilt u toch bericht?')
  const askOn = async (day: string) => {
    const inputId = await say(dossier.id)
    await inTransaction((tx) => askFor(tx, inputId, address, new Date(day)))
    return (await outboxFor(address)).length
  }
  expect(await askOn('2026-03-02')).toBe(1)
  const holder = readHolder(tokenIn((await outboxFor(address))[0]?.body_text), secret)
  if (!holder) throw new Error('No mail asks for a confirmation.')
  await inTransaction((tx) => stopAllNotices(tx, holder, { ...links, now }))
  expect(await askOn('2026-03-20')).toBe(1)
  expect(await askOn('2026-04-02')).toBe(2)
  expect(await askOn('2026-04-03')).toBe(2)
})

test('more notices for one address than fit in a batch are still told once each', async () => {
  const dossier = await open('Hoeveel past er?')
  const inputIds: string[] = []
  const people = ['aap@voorbeeld.example', 'beer@voorbeeld.example', 'zebra@voorbeeld.example']
  for (const address of people)
    for (let n = 0; n < 130; n++) inputIds.push(await say(dossier.id, { address }))
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds })
  await send(responseId)
  expect(await countNotices(responseId)).toBe(390)
  for (const address of people) expect(await outboxFor(address)).toHaveLength(1)
})

test('one mailbox gets one mail of a publication, however its address was written each time', async () => {
  const dossier = await open('Hoe schrijft u dat?')
  const inputIds: string[] = []
  for (const address of ['Spel@voorbeeld.example', 'spel+1@Voorbeeld.example', 'spel+2@voorbeeld.example'])
    inputIds.push(await say(dossier.id, { address }))
  await send(await respond(dossier.id, { kind: 'inputs', inputIds }))
  const { db } = database()
  const mails = db.selectFrom('outgoing_mail').select('body_text').where('recipient', 'ilike', 'spel%')
  expect(await mails.execute()).toMatchObject([{ body_text: expect.stringContaining('3 keer iets weten') }])
})

test('who stops one of the inputs in a mail keeps the others, and the mail goes with the last', async () => {
  const { db } = database()
  const address = 'samen@voorbeeld.example'
  const dossier = await open('Blijft de rest?')
  const first = await say(dossier.id, { address })
  const second = await say(dossier.id, { address })
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [first, second] }))
  await deliver(address)
  await inTransaction((tx) => stopNotices(tx, first, timeZone))
  expect(await readTrack(db, second, '2026-03-02')).toMatchObject({ wantsNotices: true })
  expect(await outboxFor(address)).toHaveLength(1)
  await inTransaction((tx) => stopNotices(tx, second, timeZone))
  expect(await outboxFor(address)).toEqual([])
  for (const id of [first, second])
    expect((await readTrack(db, id, '2026-03-02'))?.notices).toMatchObject([{ state: 'sent' }])
})

/** Rows about inputs in every table that has any, by the name of the table. */
async function listRowsOfInputs(inputIds: string[]): Promise<Map<string, Record<string, unknown>[]>> {
  const { db } = database()
  const { rows: tables } = await sql<{ name: string; key: string }>`
    select table_name as name, column_name as key from information_schema.columns
    where table_schema = 'public' and (column_name = 'input_id' or table_name = 'input' and column_name = 'id')`.execute(
    db,
  )
  const found = new Map<string, Record<string, unknown>[]>()
  for (const { name, key } of tables) {
    const { rows } = await sql<Record<string, unknown>>`
      select *, ${sql.ref(key)} as input from ${sql.table(name)} where ${sql.ref(key)} = any(${inputIds})`.execute(
      db,
    )
    if (rows.length > 0) found.set(name, rows)
  }
  return found
}

/** How often two inputs of one person stand side by side when rows are sorted by a column, and by lot where it is equal. */
function countNeighbours(rows: Record<string, unknown>[], column: string, theirs: Set<unknown>): number {
  const line = rows
    .map((row) => ({ at: `${JSON.stringify(row[column])} ${Math.random()}`, mine: theirs.has(row.input) }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return line.filter(({ mine }, n) => mine && line[n + 1]?.mine).length
}

test('once an address is forgotten nothing joins its inputs: no column puts them side by side', async () => {
  const { db } = database()
  const dossier = await open('Wie hoort bij wie?')
  const inputIds: string[] = []
  const theirs = new Set<unknown>()
  for (let n = 0; n < 100; n++) {
    const isTheirs = n % 11 === 3
    const inputId = await say(dossier.id, {
      address: isTheirs ? 'ene@voorbeeld.example' : `p${n}@los.example`,
    })
    inputIds.push(inputId)
    if (isTheirs) theirs.add(inputId)
  }
  await send(await respond(dossier.id, { kind: 'inputs', inputIds }))
  const spread = sql<Date>`created_at + random() * interval '1 hour'`
  await db.updateTable('outgoing_mail').set({ state: 'sent', sent_at: spread }).execute()
  const seal = sealAddress(addressSchema.parse('ene@voorbeeld.example'), secret)
  const tomorrow = new Date(now.getTime() + 24 * 60 * 60 * 1000)
  await inTransaction((tx) => stopAllNotices(tx, { seal }, { timeZone, now: tomorrow }))
  await closeNow(dossier.id)
  await forgetFinishedContacts(db, tomorrow, timeZone)

  const tables = await listRowsOfInputs(inputIds)
  expect([...tables.keys()]).toEqual(expect.arrayContaining(['input', 'notice']))
  expect(tables.has('notice_request')).toBe(false)
  expect(tables.get('notice')).toHaveLength(100)
  // Of 9 among 100, 7 pairs or more come up by lot once in millions.
  for (const [table, rows] of tables)
    for (const column of Object.keys(rows[0] ?? {}))
      expect(countNeighbours(rows, column, theirs), `${table}.${column}`).toBeLessThan(7)
  const jobs = (await listJobs()).map(({ payload }) => JSON.stringify(payload))
  expect(jobs.filter((payload) => inputIds.some((id) => payload.includes(id)))).toEqual([])
})

test('what was refused, or never left, goes with the address: those few would be joined by it', async () => {
  const { db } = database()
  const dossier = await open('Wie kreeg niets?')
  const inputIds = [
    await say(dossier.id, { address: 'vol@postbus.example' }),
    await say(dossier.id, { address: 'vol@postbus.example' }),
  ]
  await send(await respond(dossier.id, { kind: 'inputs', inputIds }))
  mailbox.refuseWith(550)
  await deliver('vol@postbus.example')
  mailbox.refuseWith(undefined)
  const [inputId = ''] = inputIds
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'refused' }])
  await closeNow(dossier.id)
  await forgetFinishedContacts(db, now, timeZone)
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toEqual([])
})

test('an address that nobody confirms within a week is forgotten', async () => {
  const { db } = database()
  const address = 'nooit@voorbeeld.example'
  const dossier = await open('Wie bevestigt?')
  const inputId = await say(dossier.id)
  await inTransaction((tx) => askFor(tx, inputId, address))
  const known = () => db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
  await forgetFinishedContacts(db, inDays(6.9), timeZone)
  expect(await known()).toHaveLength(1)
  await forgetFinishedContacts(db, inDays(7.1), timeZone)
  expect(await known()).toEqual([])
  expect(await readTrack(db, inputId, '2026-03-02')).toMatchObject({ wantsNotices: false })
})
