import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { FetchOutcome } from '#platform/fetch'
import {
  addWatch,
  countSources,
  findSource,
  listSources,
  makePostAnInput,
  newWatchSchema,
  weighSource,
} from '../index.ts'
import {
  add,
  answer,
  DAY,
  feed,
  feedAddress,
  fetchLater,
  inTransaction,
  MINUTE,
  openDossierNamed,
  posts,
  sourceLine,
  start,
  useListening,
  world,
} from '../listening.fixture.ts'

const database = useListening()

describe('the health of a source', () => {
  test('says what it cost and what it brought in the last thirty days', async () => {
    const at = new Date(start.getTime() - MINUTE)
    const first = feed({ guid: '1', title: 'Brug dicht', date: at })
    const sourceId = await add(first)
    const watch = newWatchSchema.parse({ name: 'w', query: 'brug', purpose: 'p', followsSubject: true })
    await inTransaction((tx) => addWatch(tx, watch, { by: world.by, now: world.time }))
    const news = feed(
      { guid: '1', title: 'Brug dicht' },
      { guid: '2', title: 'Brug open' },
      { guid: '3', title: 'Markt' },
    )
    await fetchLater(sourceId, answer(news))
    await fetchLater(sourceId, { kind: 'not-modified', url: feedAddress, headers: {} })
    await fetchLater(sourceId, { kind: 'failed', url: feedAddress, reason: 'timeout', transient: true })
    const [post] = await posts()
    const dossierId = await openDossierNamed('Hoe moet het met de brug?')
    await inTransaction((tx) =>
      makePostAnInput(tx, { postId: post?.id ?? '', dossierId, by: world.by, now: world.time }),
    )
    expect(await weighSource(database().db, sourceId, world.time)).toEqual({
      ...{ fetches: 4, unchanged: 1, failed: 1, bytes: first.length + news.length },
      ...{ posts: 3, matched: 1, inputs: 1, waiting: 0, waitsSince: null, pushedUntil: null },
    })
    const line = await findSource(database().db, sourceId, world.time)
    expect(line?.weeks).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    const later = new Date(world.time.getTime() + 31 * DAY)
    expect(await weighSource(database().db, sourceId, later)).toMatchObject({ fetches: 0, posts: 0 })
  })

  test('shows a file that came in and is not understood', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    await database().db.updateTable('source_raw').set({ understood_at: null }).execute()
    expect(await weighSource(database().db, sourceId, world.time)).toMatchObject({
      waiting: 1,
      waitsSince: start,
    })
  })

  test('tells that it fell silent though it answers, since when, and no more once it speaks', async () => {
    const days = Array.from({ length: 60 }, (_, n) => ({
      ...{ guid: `${n}`, title: `Bericht ${n}`, date: new Date(start.getTime() - n * DAY - MINUTE) },
    }))
    const sourceId = await add(feed(...days))
    const unchanged: FetchOutcome = { kind: 'not-modified', url: feedAddress, headers: {} }
    for (let day = 0; day < 2; day++) await fetchLater(sourceId, unchanged)
    expect(await sourceLine()).toMatchObject({ health: 'ok', silent_since: null })
    for (let day = 0; day < 2; day++) await fetchLater(sourceId, unchanged)
    expect(await sourceLine()).toMatchObject({ health: 'ok', silent_since: '2026-04-16' })
    expect(await countSources(database().db)).toEqual({ all: 1, working: 1, silent: 1 })
    await fetchLater(sourceId, answer(feed({ guid: 'new', title: 'Weer terug', date: world.time })))
    expect(await sourceLine()).toMatchObject({ silent_since: null })
  })

  test('stands in a list that begins with what fails and what fell silent, page by page', async () => {
    await add(feed({ title: 'Bericht' }))
    const { db } = database()
    const others = [
      ['Zuid', 0, null],
      ['Noord', 0, null],
      ['Stil', 0, '2026-03-01'],
      ['Stuk', 5, null],
    ] as const
    for (const [title, failures, silent] of others)
      await sql`insert into source (id, address, address_key, host, title, purpose, legal_basis, next_fetch_at, added_by, added_at,
          failures, silent_since)
        select gen_random_uuid(), address, ${title}, host, ${title}, purpose, legal_basis, next_fetch_at, added_by, added_at,
          ${failures}::integer, ${silent}::date from source limit 1`.execute(db)
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await listSources(db, world.time, { size: 2, after })
      found.push(...page.rows.map(({ title }) => title))
      after = page.next
    } while (after !== undefined)
    expect(found).toEqual(['Stuk', 'Stil', 'Dorpskrant', 'Noord', 'Zuid'])
  })
})
