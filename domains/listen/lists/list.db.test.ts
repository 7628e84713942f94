import { describe, expect, test } from 'vitest'
import type { Fetcher } from '#platform/fetch'
import { addList, addListed, findList, listLines, readList } from '../index.ts'
import {
  answer,
  clock,
  feed,
  inTransaction,
  reader,
  sourceLines,
  useListening,
  world,
} from '../listening.fixture.ts'

const database = useListening()

const opml = (...outlines: string[]) =>
  `<opml version="2.0"><head><title>Wijkblogs</title></head><body>${outlines.join('')}</body></opml>`

async function bring(text: string) {
  const read = readList({ bytes: new TextEncoder().encode(text) })
  if (read.kind !== 'list') throw new Error(read.reason)
  const grounds = { purpose: 'Vragen vroeg zien', legalBasis: 'public_task' } as const
  return inTransaction((tx) => addList(tx, read.list, { grounds, by: world.by, now: world.time }))
}

async function bringList(text: string): Promise<string> {
  const outcome = await bring(text)
  if (outcome.kind !== 'added') throw new Error(outcome.kind)
  return outcome.listId
}

/** A web of feeds, but for one that is gone. */
const fetcher: Fetcher = async ({ url }) =>
  url.includes('weg')
    ? { kind: 'failed', url, reason: 'status', status: 410, transient: false }
    : { ...answer(feed({ title: 'Bericht' })), url, movedTo: url }

const lines = async (listId: string) => (await listLines(database().db, listId, { size: 50 })).rows

async function tryAll(listId: string): Promise<void> {
  for (const { number } of await lines(listId))
    await addListed(database().db, { fetcher, reader }, { listId, number, clock })
}

describe('a list of sources', () => {
  test('adds what can be read, once, and says of each address what came of it', async () => {
    const listId = await bringList(
      opml(
        '<outline text="Noord" xmlUrl="https://noord.example/feed"/>',
        '<outline text="Noord" xmlUrl="http://www.noord.example/feed/"/>',
        '<outline text="Zuid" xmlUrl="feed://zuid.example/rss"/>',
        '<outline text="Weg" xmlUrl="https://weg.example/feed"/>',
        '<outline text="Meer" type="include" url="https://a.example/more.opml"/>',
      ),
    )
    expect(await findList(database().db, listId)).toMatchObject({ title: 'Wijkblogs', waiting: 3 })
    await tryAll(listId)
    expect((await lines(listId)).map(({ title, outcome, problem }) => [title, outcome, problem])).toEqual([
      ['Noord', 'added', null],
      ['Zuid', 'added', null],
      ['Weg', 'unusable', 'status-410'],
      ['Meer', 'unusable', 'another-list'],
    ])
    expect(await sourceLines()).toMatchObject([
      { purpose: 'Vragen vroeg zien' },
      { purpose: 'Vragen vroeg zien' },
    ])
  })

  test('that is brought again, or tried again after a crash, adds nothing twice', async () => {
    const text = opml('<outline xmlUrl="https://noord.example/feed"/>')
    const [first, second] = [await bringList(text), await bringList(text)]
    await Promise.all([first, second].flatMap((id) => [tryAll(id), tryAll(id)]))
    await tryAll(first)
    const outcomes = [...(await lines(first)), ...(await lines(second))].map(({ outcome }) => outcome)
    expect(outcomes.sort()).toEqual(['added', 'already-added'])
    expect(await sourceLines()).toHaveLength(1)
  })

  test('of which nothing is left by what was tried at once keeps one answer', async () => {
    const listId = await bringList(opml('<outline xmlUrl="https://noord.example/feed"/>'))
    await Promise.all([tryAll(listId), tryAll(listId), tryAll(listId)])
    expect(await findList(database().db, listId)).toMatchObject({ waiting: 0, unusable: 0 })
  })

  test('in which there is nothing is not kept, and an address that is none is told', async () => {
    expect(await bring(opml('<outline text="Kop"/>'))).toEqual({ kind: 'nothing-in-it' })
    expect(await database().db.selectFrom('source_list').select('id').execute()).toEqual([])
    const refusing: Fetcher = async ({ url }) => ({ kind: 'refused', url, reason: 'scheme' })
    const listId = await bringList(opml('<outline xmlUrl="javascript://x"/>'))
    await addListed(database().db, { fetcher: refusing, reader }, { listId, number: 0, clock })
    expect(await lines(listId)).toMatchObject([{ outcome: 'unusable', problem: 'refused-scheme' }])
  })

  test('is paged by its order', async () => {
    const listId = await bringList(
      opml(...[1, 2, 3].map((n) => `<outline xmlUrl="https://a.example/${n}"/>`)),
    )
    const first = await listLines(database().db, listId, { size: 2 })
    const second = await listLines(database().db, listId, { size: 2, after: first.next })
    expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual([0, 1, 2])
    expect(second.next).toBeUndefined()
  })
})
