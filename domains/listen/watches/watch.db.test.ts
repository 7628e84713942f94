import { describe, expect, test } from 'vitest'
import {
  addWatch,
  applyWatch,
  endWatch,
  fetchSource,
  listPosts,
  listWatches,
  newWatchSchema,
} from '../index.ts'
import {
  add,
  answer,
  clock,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  posts,
  start,
  understandAll,
  useListening,
  web,
  world,
} from '../listening.fixture.ts'

const database = useListening()

describe('a watch', () => {
  const watch = (query: string, name = 'Verkeer') =>
    newWatchSchema.parse({ name, query, purpose: 'Hinder vroeg zien', followsSubject: true })
  const addTo = (query: string, name?: string) =>
    inTransaction((tx) => addWatch(tx, watch(query, name), { by: world.by, now: world.time }))

  test('marks what comes in, and says where it matched', async () => {
    await addTo('fiets* "de brug"')
    await add(
      feed(
        { guid: '1', title: 'Fietsers over de brug', text: 'Veel fietsen' },
        { guid: '2', title: 'Markt' },
      ),
    )
    expect((await posts()).map(({ title, marks }) => ({ title, marks }))).toEqual(
      expect.arrayContaining([
        {
          title: 'Fietsers over de brug',
          marks: [
            expect.objectContaining({ watch: 'Verkeer', titleSpans: [0, 8, 14, 21], bodySpans: [5, 12] }),
          ],
        },
        { title: 'Markt', marks: [] },
      ]),
    )
  })

  test('marks a whole file of posts, also beside many others that all match', async () => {
    for (let n = 0; n < 12; n++) await addTo('brug', `Verkeer ${n}`)
    await add(feed(...Array.from({ length: 1000 }, (_, n) => ({ guid: `${n}`, title: `Brug ${n}` }))))
    const { count } = await database()
      .db.selectFrom('post_match')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(12_000)
  })

  test('that is new marks the posts of the last thirty days, and no older ones', async () => {
    const old = new Date(start.getTime() - 31 * DAY)
    await add(feed({ guid: '1', title: 'Brug dicht' }, { guid: '2', title: 'Brug open', date: old }))
    const added = await addTo('brug')
    if (added.kind !== 'added') throw new Error(added.kind)
    expect(await applyWatch(database().db, added.watchId, world.time)).toBe(1)
    expect(await applyWatch(database().db, added.watchId, world.time)).toBe(1)
    const page = await listPosts(database().db, { watchId: added.watchId }, { size: 10 })
    expect(page.rows.map((post) => post.title)).toEqual(['Brug dicht'])
    expect(await listWatches(database().db, world.time)).toMatchObject([{ name: 'Verkeer', recent: 1 }])
  })

  test('follows an edit, both ways', async () => {
    await addTo('brug')
    const sourceId = await add(feed({ guid: '1', title: 'Weg dicht' }))
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Brug dicht' })))
    expect((await posts())[0]?.marks).toHaveLength(1)
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Weg dicht' })))
    expect((await posts())[0]?.marks).toHaveLength(0)
  })

  test('misses no post that comes in while it is added', async () => {
    const sourceId = await add(feed({ guid: '0', title: 'Begin' }))
    world.time = new Date(world.time.getTime() + DAY)
    const news = web(
      answer(feed(...Array.from({ length: 200 }, (_, n) => ({ guid: `n${n}`, title: `Brug ${n}` })))),
    )
    await fetchSource(database().db, news, { sourceId, clock })
    const [added] = await Promise.all([addTo('brug'), understandAll()])
    if (added.kind !== 'added') throw new Error(added.kind)
    await applyWatch(database().db, added.watchId, world.time)
    expect(await listWatches(database().db, world.time)).toMatchObject([{ recent: 200 }])
  })

  test('is refused when it is empty or its name is taken, and its marks go when it ends', async () => {
    expect(await addTo('""')).toEqual({ kind: 'refused', refusal: { kind: 'empty' } })
    const added = await addTo('brug')
    expect(await addTo('weg')).toEqual({ kind: 'name-taken' })
    await add(feed({ guid: '1', title: 'Brug dicht' }))
    if (added.kind !== 'added') throw new Error(added.kind)
    expect(await inTransaction((tx) => endWatch(tx, added.watchId, world.time))).toEqual({ kind: 'ended' })
    expect((await posts())[0]?.marks).toEqual([])
    expect(await inTransaction((tx) => endWatch(tx, added.watchId, world.time))).toEqual({
      kind: 'not-found',
    })
  })

  test('cannot be made without a purpose, or without the word that it follows no person', () => {
    expect(
      newWatchSchema.safeParse({ name: 'a', query: 'b', purpose: '', followsSubject: true }).success,
    ).toBe(false)
    expect(newWatchSchema.safeParse({ name: 'a', query: 'b', purpose: 'c' }).success).toBe(false)
  })
})
