import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sealAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { now } from '#stories'
import { listJobs } from '#testing'
import {
  confirmNotices,
  findNoticeByToken,
  readHolder,
  readTrack,
  stopAllNotices,
  stopNotices,
  stopNoticesOfContact,
} from './index.ts'
import { askFor, forgetFinishedContacts, site, timeZone, useNoticeDesk } from './notice-testing.ts'

const {
  database,
  inTransaction,
  mailbox,
  open,
  closeNow,
  say,
  respond,
  send,
  deliver,
  outboxFor,
  countNotices,
} = useNoticeDesk()
const { secret } = site

const tokenIn = (text = '') => /\/my-input\/address\/([\w-]+)/.exec(text)?.[1] ?? ''

/** Whoever reads the mail confirms the address, as the page behind the link does. */
async function confirmBy(address: string): Promise<void> {
  const mails = await outboxFor(address)
  const token = tokenIn(mails.find(({ body_text }) => tokenIn(body_text))?.body_text)
  const holder = readHolder(token, secret)
  if (!holder) throw new Error('No mail asks for a confirmation.')
  await inTransaction((tx) => confirmNotices(tx, holder, { ...site, now }))
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
  expect(await listJobs(database().db)).toContainEqual({
    task: 'send-notices',
    payload: { responseId, version: 1 },
  })
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

  await inTransaction((tx) => stopNoticesOfContact(tx, told[0]?.contactId ?? '', { ...site, now }))
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
  await inTransaction((tx) => stopAllNotices(tx, holder, { ...site, now }))
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
  await inTransaction((tx) => stopNotices(tx, first, { timeZone, now }))
  expect(await readTrack(db, second, '2026-03-02')).toMatchObject({ wantsNotices: true })
  expect(await outboxFor(address)).toHaveLength(1)
  await inTransaction((tx) => stopNotices(tx, second, { timeZone, now }))
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
  await forgetFinishedContacts(db, tomorrow)

  const tables = await listRowsOfInputs(inputIds)
  expect([...tables.keys()]).toEqual(expect.arrayContaining(['input', 'notice']))
  expect(tables.has('notice_request')).toBe(false)
  expect(tables.get('notice')).toHaveLength(100)
  // Of 9 among 100, 7 pairs or more come up by lot once in millions.
  for (const [table, rows] of tables)
    for (const column of Object.keys(rows[0] ?? {}))
      expect(countNeighbours(rows, column, theirs), `${table}.${column}`).toBeLessThan(7)
  const jobs = (await listJobs(database().db)).map(({ payload }) => JSON.stringify(payload))
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
  mailbox().refuseWith(550)
  await deliver('vol@postbus.example')
  mailbox().refuseWith(undefined)
  const [inputId = ''] = inputIds
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'refused' }])
  await closeNow(dossier.id)
  await forgetFinishedContacts(db, now)
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
  await forgetFinishedContacts(db, inDays(6.9))
  expect(await known()).toHaveLength(1)
  await forgetFinishedContacts(db, inDays(7.1))
  expect(await known()).toEqual([])
  expect(await readTrack(db, inputId, '2026-03-02')).toMatchObject({ wantsNotices: false })
})
