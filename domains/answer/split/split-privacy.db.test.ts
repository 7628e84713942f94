import { expect, test } from 'vitest'
import { keepUnsentTexts } from '#domains/people'
import { attachFile, ownerOfForm } from '#platform/blobs'
import { newId } from '#platform/db'
import { prepareSearch } from '#platform/search'
import { now, today } from '#stories'
import { findStored } from '#testing'
import {
  answerHolding,
  continueConversation,
  findConversations,
  findRemovable,
  placeOfConversation,
  readConversationFile,
  receivedMail,
  redactEntries,
} from '../index.ts'
import { expectRowsToAddUp, turnOf } from '../testing.ts'
import { useSplitDesk } from './split.fixture.ts'

const { ask, database, hire, inTransaction, mail, read, reply, rowOf, splitOff } = useSplitDesk()
const when = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const

/** A question by form, after which something else was said with a document. */
async function writeWithFile(word: string) {
  const files = newId()
  const file = { bytes: Buffer.from(`${word} op papier`), type: 'application/pdf' } as const
  await inTransaction((tx) =>
    attachFile(tx, { owner: ownerOfForm(files), file, alternative: '', name: `${word}.pdf`, now }),
  )
  const { conversationId: id, inputId } = await ask({ body: 'Mag het hek weg?' })
  await inTransaction((tx) =>
    continueConversation(tx, { inputId, body: `Er is ook ${word} met schulden.`, files }, when),
  )
  return { ann: await hire('ann'), id, inputId }
}

async function findIds(typed: string, accountId: string) {
  const { search } = await prepareSearch(database().db, typed)
  if (!search) throw new Error(`Nothing is asked by ${typed}.`)
  const found = await findConversations(database().db, { search, viewer: { accountId, today } }, { size: 50 })
  return found.rows.map(({ id }) => id)
}

test('files go along: they are read where they are answered, and nowhere else', async () => {
  const { ann, id } = await writeWithFile('okapiaan')
  const [file] = (await read(id, ann)).entries[1]?.files ?? []
  const into = await splitOff([id, ann, 2], [2])
  expect((await read(into, ann)).entries[0]?.files).toEqual([file])
  expect((await read(id, ann)).entries[1]?.files).toEqual([])
  const open = (conversationId: string, seq: number) =>
    readConversationFile(
      database().db,
      { conversationId, seq, hash: file?.hash ?? '' },
      { accountId: ann, today },
    )
  expect(await open(into, 1)).toMatchObject({ type: 'application/pdf' })
  expect(await open(id, 2)).toBeUndefined()
})

test('it is found where it is answered, by its words and its files, and no more where it was said', async () => {
  const { ann, id } = await writeWithFile('zebraan')
  expect([await findIds('zebraan', ann), await findIds('"zebraan pdf"', ann)]).toEqual([[id], [id]])
  const into = await splitOff([id, ann, 2], [2])
  expect([await findIds('zebraan', ann), await findIds('"zebraan pdf"', ann)]).toEqual([[into], [into]])
  const name = { id: 'bijlage@elders.example', from: 'bijlage@elders.example' }
  const mailed = await mail(name)
  const second = await mail({ ...name, id: 'b2@elders.example', refers: name.id, body: 'Een tapiraan.' })
  const there = await splitOff([mailed.id, ann, second.seq], [second.seq])
  expect(await findIds('tapiraan', ann)).toEqual([there])
})

test('removed where it is answered, its words are nowhere, what was typed where it was said included', async () => {
  const { db } = database()
  const { ann, id } = await writeWithFile('quixotiaan')
  const into = await splitOff([id, ann, 2], [2])
  const typed = { accountId: ann, place: placeOfConversation(id), now }
  await inTransaction((tx) =>
    keepUnsentTexts(tx, typed, { reply: '> Er is ook quixotiaan met schulden.\n', note: 'Bellen' }),
  )
  expect((await findStored(db, 'quixotiaan')).length).toBeGreaterThan(4)
  expect(await findRemovable(db, id, 2)).toBeUndefined()
  const removal = { seqs: [1], reason: 'asked' } as const
  expect(await inTransaction((tx) => redactEntries(tx, turnOf(into, ann, 1), removal))).toMatchObject({
    kind: 'appended',
  })
  expect(await findStored(db, 'quixotiaan')).toEqual([])
  expect((await read(id, ann)).entries[1]).toMatchObject({ kind: 'received', body: null })
  expect((await read(into, ann)).entries[0]).toMatchObject({ body: null, removal: { reason: 'asked' } })
  await expectRowsToAddUp(db)
})

test('a person without an address is copied and erased with all that goes on from what they asked', async () => {
  const { db } = database()
  const { ann, id, inputId } = await writeWithFile('wijkgnoe')
  const into = await splitOff([id, ann, 2], [2])
  const person = { inputIds: [inputId], mailbox: undefined }
  const copy = JSON.stringify(await answerHolding.export(db, person))
  expect(copy).toContain('wijkgnoe met schulden')
  expect(copy).toContain(into)
  await inTransaction((tx) => answerHolding.erase(tx, person, { by: ann, now, today }))
  expect(await findStored(db, 'wijkgnoe')).toEqual([])
  await expectRowsToAddUp(db)
})

test('how long it is kept goes by where it is answered', async () => {
  const { db } = database()
  const ann = await hire('ann')
  const first = { id: 'bewaar@elders.example', from: 'bewaar@elders.example' }
  const { id } = await mail(first)
  const { seq } = await mail({ ...first, id: 'bewaar-2@elders.example', refers: first.id, subject: 'Anders' })
  const into = await splitOff([id, ann, seq], [seq])
  await reply(turnOf(id, ann, (await rowOf(id)).last_seq), 'Klaar.')
  const kept = () =>
    db
      .selectFrom('received_raw')
      .select('conversation_id')
      .where('raw', 'is not', null)
      .where('conversation_id', 'in', [id, into])
      .execute()
  expect(await kept()).toHaveLength(2)
  const later = new Date(now.getTime() + 200 * 24 * 3_600_000)
  await receivedMail.remove(db, later)
  expect(await kept()).toEqual([{ conversation_id: into }])
})
