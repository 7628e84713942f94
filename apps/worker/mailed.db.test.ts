import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { channelOfRecipient } from '#domains/answer'
import {
  addMailedSource,
  answerHeld,
  findMailed,
  findSource,
  listPosts,
  mailedAddress,
  newMailedSourceSchema,
  stopSource,
  understandMailed,
} from '#domains/listen'
import { silentLog } from '#platform/log'
import { startLmtp } from '#platform/mailbox'
import { createMailReader } from '#platform/received-mail'
import { hire, now } from '#stories'
import { findFreePort, transactionsOn, useTestDatabase } from '#testing'
import { takeAllDelivered, takeAllFetched } from './mail-in.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const reader = createMailReader()
const ours = 'info@gemeente.example'
let [by, sourceId, address] = ['', '', '']

beforeAll(async () => {
  by = (await hire(database().db, { role: 'responder' })).by
})
afterAll(() => reader.close())

beforeEach(async () => {
  const source = newMailedSourceSchema.parse({
    title: 'Dorpsbrief',
    purpose: 'Zien',
    legalBasis: 'public_task',
  })
  sourceId = (await inTransaction((tx) => addMailedSource(tx, source, { by, now }))).sourceId
  address = mailedAddress(ours, (await state())?.key ?? '')
})

const state = () => findMailed(database().db, reader, sourceId)
const posts = async () => (await listPosts(database().db, { sourceId }, { size: 50 })).rows

type Sent = { from?: string; subject?: string; id?: string; header?: string; text?: string }
let ids = 0
const write = ({ from = 'brief@dorp.example', subject = 'Nieuws', id, header = '', text }: Sent = {}) =>
  Buffer.from(
    `From: Jan de Vries <${from}>\r\nTo: ${address}\r\nSubject: ${subject}\r\nMessage-ID: <${id ?? `m${ids++}@dorp.example`}>\r\n` +
      `Date: ${now.toUTCString()}\r\n${header}\r\n${text ?? 'De brug gaat dicht.'}\r\n`,
  )

async function listen() {
  const lmtp = startLmtp({
    ...{ host: '127.0.0.1', port: await findFreePort(), log: silentLog },
    accepts: (recipient) => channelOfRecipient(recipient, [ours]) !== undefined,
    take: (mail) => inTransaction((tx) => takeAllDelivered(tx, mail, { addresses: [ours], now })),
  })
  onTestFinished(() => lmtp.stop())
  await expect.poll(() => lmtp.port()).toBeDefined()
  const transport = createTransport({ host: '127.0.0.1', port: lmtp.port(), lmtp: true, ignoreTLS: true })
  return async (raw: Buffer, to = [address]) => {
    await transport.sendMail({ envelope: { from: 'bounce@dorp.example', to }, raw })
    await understandAll()
  }
}

async function understandAll(): Promise<void> {
  const { db } = database()
  const waiting = await db
    .selectFrom('source_raw')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('understood_at', 'is', null)
    .orderBy('fetched_at')
    .orderBy('id')
    .execute()
  for (const { id } of waiting) await understandMailed(db, reader, { rawId: id, now })
}

const confirm = async (answer: 'post' | 'no-post' | 'other' = 'no-post') => {
  const held = (await state())?.held
  if (!held) throw new Error('nothing is held')
  const outcome = await inTransaction((tx) => answerHeld(tx, { sourceId, held, answer }))
  await understandAll()
  return outcome
}

const questions = async () => (await database().db.selectFrom('received_raw').select('id').execute()).length

describe('a newsletter that a mail server delivers', () => {
  test('is held until staff say whose it is, and its mail is a post from then on, never a question', async () => {
    const deliver = await listen()
    const before = await questions()
    await deliver(
      write({
        subject: 'Bevestig uw aanmelding',
        text: 'Klik op https://dorp.example/ja?key=1 om te bevestigen.',
      }),
    )
    const held = (await state())?.held
    expect(held).toMatchObject({
      subject: 'Bevestig uw aanmelding',
      identity: { listId: null, domain: 'dorp.example' },
      links: [{ href: 'https://dorp.example/ja?key=1' }],
    })
    await deliver(write({ subject: 'Eerste brief' }))
    expect(await posts()).toEqual([])
    expect(await confirm()).toEqual({ kind: 'answered' })
    await deliver(
      write({ subject: 'Tweede brief', header: 'List-Unsubscribe: <https://dorp.example/weg>\r\n' }),
    )
    expect((await posts()).map(({ title }) => title).toSorted()).toEqual(['Eerste brief', 'Tweede brief'])
    expect(await state()).toMatchObject({
      confirmed: { domain: 'dorp.example' },
      held: undefined,
      unsubscribe: 'https://dorp.example/weg',
    })
    expect(await questions()).toBe(before)
    expect(await findSource(database().db, sourceId, now)).toMatchObject({ health: 'ok', last_good_at: now })
  })

  test('that comes twice is one post, and what another sends is held', async () => {
    const deliver = await listen()
    const list = 'List-Id: <bewoners.dorp.example>\r\n'
    await deliver(write({ header: list }))
    await confirm()
    const twice = write({ header: list, from: 'piet@elders.example', subject: 'Eens' })
    await deliver(twice)
    await deliver(twice)
    await deliver(write({ from: 'spam@elders.example', subject: 'Koop nu' }))
    const titles = (await posts()).map(({ title }) => title)
    expect(titles.filter((title) => title === 'Eens')).toHaveLength(1)
    expect(titles).not.toContain('Koop nu')
    expect((await state())?.held).toMatchObject({
      subject: 'Koop nu',
      identity: { domain: 'elders.example' },
    })
  })

  test('and that also goes to an address of ours is both', async () => {
    const deliver = await listen()
    const before = await questions()
    await deliver(write({}), [address, ours])
    expect([await questions(), (await state())?.held?.subject]).toEqual([before + 1, 'Nieuws'])
  })

  test('for a source that was stopped is taken and dropped', async () => {
    const deliver = await listen()
    const before = await questions()
    await inTransaction((tx) => stopSource(tx, sourceId, now))
    await deliver(write({}))
    const raws = await database()
      .db.selectFrom('source_raw')
      .select('id')
      .where('source_id', '=', sourceId)
      .execute()
    expect([raws, await questions()]).toEqual([[], before])
  })

  test('with a key of nobody is a mail to us as any other', async () => {
    const deliver = await listen()
    const before = await questions()
    await deliver(write({}), ['info+listen-aaaaaaaaaaaaaaaa@gemeente.example'])
    expect(await questions()).toBe(before + 1)
  })

  test('that asks to be left alone is no post', async () => {
    const deliver = await listen()
    await deliver(write({}))
    await confirm()
    await deliver(write({ subject: 'Privé', text: 'Laat dit #nobot' }))
    expect((await posts()).map(({ title }) => title)).not.toContain('Privé')
  })
})

test('a newsletter in a mailbox that is read is taken from among the questions', async () => {
  const before = await questions()
  const fetched = (raw: Buffer) => ({
    kind: 'fetched' as const,
    uid: ids++,
    bytes: raw.byteLength,
    raw,
    arrivedAt: now,
  })
  const letter = Buffer.concat([Buffer.from(`Delivered-To: ${address}\r\n`), write({ subject: 'Brief' })])
  const question = Buffer.concat([Buffer.from(`Delivered-To: ${ours}\r\n`), write({ subject: 'Vraag' })])
  await inTransaction((tx) =>
    takeAllFetched(tx, { channel: ours, mails: [letter, question].map(fetched), now }),
  )
  await understandAll()
  expect([await questions(), (await state())?.held?.subject]).toEqual([before + 1, 'Brief'])
})

test('of two who say at once whose mail it is, the first is heard', async () => {
  const deliver = await listen()
  await deliver(write({ subject: 'Een' }))
  const held = (await state())?.held
  if (!held) throw new Error('nothing is held')
  const say = () => inTransaction((tx) => answerHeld(tx, { sourceId, held, answer: 'post' }))
  const both = await Promise.all([say(), say()])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['answered', 'not-found'])
  await understandAll()
  expect((await posts()).map(({ title }) => title)).toEqual(['Een'])
})

test('what staff say is of another is no post, and makes way for what comes next', async () => {
  const deliver = await listen()
  await deliver(write({ subject: 'Koop nu', from: 'spam@elders.example' }))
  await deliver(write({ subject: 'Brief' }))
  await confirm('other')
  expect((await state())?.held?.subject).toBe('Brief')
  await confirm('post')
  expect((await posts()).map(({ title }) => title)).toEqual(['Brief'])
  expect((await state())?.held).toBeUndefined()
})
