import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import {
  approveFact,
  beginFact,
  citeFact,
  countCitations,
  findFact,
  listCitedIn,
  listOfferedFacts,
  listOutdatedCitations,
  readCitedFacts,
  reviseFact,
  settleCitation,
} from '../index.ts'
import { turnOf, useAnswerDesk } from '../testing.ts'
import { writeFactText } from './facts.fixture.ts'

const desk = useAnswerDesk()
const { ask, database, inTransaction, reply } = desk

let writer: Awaited<ReturnType<typeof hire>>
let approver: Awaited<ReturnType<typeof hire>>
beforeAll(async () => {
  const { db } = database()
  writer = await hire(db, { role: 'policy_maker', email: 'wieke@voorbeeld.example' })
  approver = await hire(db, { role: 'policy_maker', email: 'samir@voorbeeld.example' })
})

const reader = () => ({ accountId: writer.by, today })
const approve = (sheetId: string, version: number) =>
  inTransaction((tx) => approveFact(tx, { sheetId, version }, { by: approver.by, now, today }))

async function publish() {
  const text = { ...writeFactText(writer.unitId), language: 'nl' as const }
  const begun = await inTransaction((tx) => beginFact(tx, text, { by: writer.by, now }))
  if (begun.kind !== 'put') throw new Error(begun.kind)
  const approved = await approve(begun.sheetId, 1)
  if (!('number' in approved)) throw new Error(approved.kind)
  return { sheetId: begun.sheetId, number: approved.number }
}

async function correct(sheetId: string, seen: number) {
  const text = { ...writeFactText(writer.unitId, { verdict: 'partly', change: `Na ${seen}` }), sheetId, seen }
  await inTransaction((tx) => reviseFact(tx, text, { by: writer.by, now }))
  await approve(sheetId, seen + 1)
}

/** Asks something, and answers with a text that names a sheet; gives the conversation and how far it goes. */
async function answerWith(body: string) {
  const { conversationId } = await ask({ body: 'Blijft de brug dicht?' })
  const sent = await reply(turnOf(conversationId, writer.by, 1), body)
  if (sent.kind !== 'sent') throw new Error(sent.kind)
  return { conversationId, seen: sent.seq }
}

async function cite(number: number): Promise<string> {
  const fact = await findFact(database().db, number, 'nl')
  if (!fact) throw new Error('There is none.')
  return citeFact(fact, { language: 'nl', address: 'https://praat.example' })
}

test('an answer that names a sheet is kept with its version, and is outdated by the next', async () => {
  const { db } = database()
  const { sheetId, number } = await publish()
  const { conversationId } = await answerWith(await cite(number))
  expect(await countCitations(db, sheetId, reader())).toEqual({ cited: 1, outdated: 0 })
  await correct(sheetId, 1)
  const { rows } = await listOutdatedCitations(db, sheetId, reader(), { size: 5 })
  expect(rows).toMatchObject([{ conversationId, version: 1, source: null }])
  expect(await listCitedIn(db, conversationId)).toMatchObject([{ number, version: 1, isOutdated: true }])
})

test('who is answered again, or need not be, is pointed out no more until the sheet changes again', async () => {
  const { db } = database()
  const { sheetId, number } = await publish()
  const again = await answerWith(await cite(number))
  const settled = await answerWith(await cite(number))
  await correct(sheetId, 1)
  await reply(turnOf(again.conversationId, writer.by, again.seen), await cite(number))
  const settle = (version: number) =>
    inTransaction((tx) =>
      settleCitation(tx, { sheetId, conversationId: settled.conversationId, version }, { by: writer.by }),
    )
  expect(await settle(1)).toEqual({ kind: 'not-found' })
  expect(await settle(2)).toEqual({ kind: 'settled' })
  expect(await settle(2)).toEqual({ kind: 'not-found' })
  expect(await countCitations(db, sheetId, reader())).toEqual({ cited: 2, outdated: 0 })
  await correct(sheetId, 2)
  const first = await listOutdatedCitations(db, sheetId, reader(), { size: 1 })
  const second = await listOutdatedCitations(db, sheetId, reader(), { size: 1, after: first.next })
  expect([...first.rows, ...second.rows].map((line) => line.conversationId)).toEqual(
    [again.conversationId, settled.conversationId].toSorted().reverse(),
  )
})

test('an address without a version is what was public then, and one of no sheet is nothing', async () => {
  const { db } = database()
  const { sheetId, number } = await publish()
  await correct(sheetId, 1)
  const { conversationId } = await answerWith(
    `Zie /nl/facts/${number} en /nl/facts/99999 en /nl/facts/${number}#v77`,
  )
  expect(await listCitedIn(db, conversationId)).toMatchObject([{ number, version: 2, isOutdated: false }])
})

test('a text that was not sent is known by what it names', async () => {
  const { db } = database()
  const { sheetId, number } = await publish()
  const text = await cite(number)
  expect(await readCitedFacts(db, text)).toMatchObject([{ number, isOutdated: false }])
  await correct(sheetId, 1)
  expect(await readCitedFacts(db, text)).toMatchObject([
    { number, version: 1, publicVersion: 2, isOutdated: true },
  ])
  expect(await readCitedFacts(db, 'Dag.')).toEqual([])
})

test('what is offered in a reply is public, and what is about its subject comes first', async () => {
  const { db } = database()
  const { sheetId } = await publish()
  const draft = { ...writeFactText(writer.unitId), language: 'nl' as const }
  await inTransaction((tx) => beginFact(tx, draft, { by: writer.by, now }))
  const offered = await listOfferedFacts(db, { isPublic: true, subjectId: null }, reader())
  expect(offered.map(({ id }) => id)).toContain(sheetId)
  expect(offered.every(({ state }) => state === 'public')).toBe(true)
  const all = await listOfferedFacts(db, { isPublic: false, subjectId: null }, reader())
  expect(all.length).toBeGreaterThan(offered.length)
})
