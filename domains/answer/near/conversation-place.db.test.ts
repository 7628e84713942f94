import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '#domains/places'
import { attachFile, ownerOfForm } from '#platform/blobs'
import { prepareSearch } from '#platform/search'
import { now, today } from '#stories'
import {
  continueConversation,
  conversationFiles,
  conversationPlaces,
  findConversationOfInput,
  findConversations,
  locateConversation,
  placeOf,
  questionSchema,
  readConversation,
  startConversation,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { database, hire, inTransaction, reply } = useAnswerDesk()

const area = { code: 'BU99980101', year: 2024, name: 'Singelwijk' }
const house: Place = { name: 'Lindelaan 12', isNear: false, position: [5.02, 52.05], area }
const DAY = 86_400_000

beforeAll(async () => {
  await database()
    .db.insertInto('area')
    .values({ ...area, kind: 'neighbourhood', folded: 'singelwyk', keys: [] })
    .execute()
})

function askAt(place: Place | undefined, files?: string) {
  const reception = { language: 'nl', channel: 'web', secret, letterhead, mayMail: false, now } as const
  return inTransaction((tx) =>
    startConversation(tx, { ...questionSchema.parse({ body: 'De lamp is stuk.' }), place, files }, reception),
  )
}

const open = (id: string, by: string) => inTransaction((tx) => readConversation(tx, { id, by, now, today }))

async function find(typed: string): Promise<string[]> {
  const { search } = await prepareSearch(database().db, typed)
  if (!search) throw new Error(typed)
  const viewer = { accountId: crypto.randomUUID(), today: '2026-03-02' }
  return (await findConversations(database().db, { search, viewer }, { size: 50 })).rows.map(({ id }) => id)
}

async function attach(key: string, name: string, alternative: string): Promise<void> {
  const file = { bytes: Buffer.from(name + alternative), type: 'application/pdf' } as const
  await inTransaction((tx) => attachFile(tx, { owner: ownerOfForm(key), file, name, alternative, now }))
}

describe('a place that came with a question', () => {
  test('is there for staff as it was said, and for the holder of the code as its area', async () => {
    const by = await hire('fatima')
    const { conversationId, inputId } = await askAt(house)
    const page = await open(conversationId, by)
    expect(page?.entries.map(({ kind }) => kind)).toEqual(['received'])
    expect(placeOf(page?.entries ?? [])).toEqual(house)
    const track = await findConversationOfInput(database().db, inputId)
    expect(track?.entries).toMatchObject([{ kind: 'received', told: { area: 'Singelwijk' } }])
    expect(JSON.stringify(track)).not.toContain('Lindelaan')
    await expectRowsToAddUp(database().db)
  })

  test('is nowhere where none was said, also for the holder of the code', async () => {
    const { conversationId, inputId } = await askAt(undefined)
    expect(placeOf((await open(conversationId, await hire('fatima')))?.entries ?? [])).toBeNull()
    expect((await findConversationOfInput(database().db, inputId))?.entries).toMatchObject([{ told: null }])
  })

  test('can be said anew with more words, and the last one counts', async () => {
    const by = await hire('fatima')
    const { conversationId, inputId } = await askAt(house)
    const place = { name: 'achter de kerk', isNear: false, position: null, area: null }
    const at = { channel: 'web', timeZone: 'Europe/Amsterdam', now: new Date(+now + 1000) } as const
    await inTransaction((tx) => continueConversation(tx, { inputId, body: 'Nee, hier.', place }, at))
    expect(placeOf((await open(conversationId, by))?.entries ?? [])).toEqual(place)
    const track = await findConversationOfInput(database().db, inputId)
    expect(track?.entries).toMatchObject([{ told: { area: 'Singelwijk' } }, { told: { area: null } }])
    await expectRowsToAddUp(database().db)
  })
})

describe('a place that staff say', () => {
  test('stands in the conversation, and is no business of the holder of the code', async () => {
    const by = await hire('fatima')
    const { conversationId, inputId } = await askAt(undefined)
    const said = await inTransaction((tx) => locateConversation(tx, turnOf(conversationId, by, 1), house))
    expect(said).toEqual({ kind: 'appended', seq: 2 })
    expect(placeOf((await open(conversationId, by))?.entries ?? [])).toEqual(house)
    expect((await findConversationOfInput(database().db, inputId))?.entries).toMatchObject([{ told: null }])
  })

  test('can be taken away, and is not said over what somebody has not read', async () => {
    const by = await hire('fatima')
    const { conversationId } = await askAt(house)
    expect(
      (await inTransaction((tx) => locateConversation(tx, turnOf(conversationId, by, 0), house))).kind,
    ).toBe('changed')
    await inTransaction((tx) => locateConversation(tx, turnOf(conversationId, by, 1), null))
    const entries = (await open(conversationId, by))?.entries ?? []
    expect(placeOf(entries)).toBeNull()
    expect(entries.map(({ isSomewhere }) => isSomewhere)).toEqual([null, false])
    await expectRowsToAddUp(database().db)
  })
})

describe('a conversation is found', () => {
  test('by its place and area, as long as these are kept', async () => {
    const { conversationId } = await askAt({ ...house, name: 'Kastanjehof 3' })
    expect(await find('kastanjehof singelwijk')).toEqual([conversationId])
    const { db } = database()
    await db.deleteFrom('conversation_place').where('conversation_id', '=', conversationId).execute()
    expect(await find('kastanjehof')).toEqual([])
    expect(await find('lamp')).toContain(conversationId)
  })

  test('by what its files are called and what is seen on them, as long as these are kept', async () => {
    const key = 'k'.repeat(22)
    await attach(key, 'bezwaarschrift Zonnedauw.pdf', '')
    await attach(key, '', 'een omgevallen paddenstoel')
    const { conversationId } = await askAt(undefined, key)
    expect(await find('zonnedauw paddenstoel')).toEqual([conversationId])
    const by = await hire('fatima')
    await reply(turnOf(conversationId, by, 1), 'Dank.')
    await conversationFiles.remove(database().db, new Date(+now + 181 * DAY))
    expect(await find('zonnedauw')).toEqual([])
  })
})

test('half a year after the answer nobody can tell where it was, and that a place was told stays', async () => {
  const { db } = database()
  const by = await hire('fatima')
  const { conversationId } = await askAt(house)
  await inTransaction((tx) => locateConversation(tx, turnOf(conversationId, by, 1), house))
  await reply(turnOf(conversationId, by, 2), 'Hij doet het weer.')
  const kept = db.selectFrom('conversation_place').select('seq').where('conversation_id', '=', conversationId)
  await conversationPlaces.remove(db, new Date(+now + 179 * DAY))
  expect(await kept.execute()).toHaveLength(2)
  await conversationPlaces.remove(db, new Date(+now + 181 * DAY))
  expect(await kept.execute()).toEqual([])
  const entries = (await open(conversationId, by))?.entries ?? []
  expect(placeOf(entries)).toBeNull()
  expect(entries.map(({ isSomewhere }) => isSomewhere)).toContain(true)
  await expectRowsToAddUp(db)
})
