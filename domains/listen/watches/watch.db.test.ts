import { afterAll, describe, expect, test } from 'vitest'
import type { DB } from '#db'
import { addSubject, reviseSubject } from '#domains/people'
import { connect } from '#platform/db'
import { listJobs } from '#testing'
import {
  applyWatch,
  changeWatch,
  endWatch,
  fetchSource,
  findWatch,
  judgeMark,
  listPosts,
  listWatches,
  newWatchSchema,
  stampOfWatch,
  understandRaw,
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
  reader,
  start,
  tryWatch,
  understandAll,
  useListening,
  watchFor,
  watchOf,
  web,
  world,
} from '../listening.fixture.ts'

const database = useListening()

async function change(watchId: string, query: string, words?: Parameters<typeof watchOf>[1]) {
  const now = await findWatch(database().db, watchId, world.time)
  const seen = now ? stampOfWatch(now) : ''
  const watch = { ...watchOf(query, words), id: watchId, seen }
  return inTransaction((tx) => changeWatch(tx, { ...watch, by: world.by }, world.time))
}

const end = (watchId: string) => inTransaction((tx) => endWatch(tx, watchId, world.time))

const marked = async (watchId: string) =>
  (await listPosts(database().db, { watchId }, { size: 50 })).rows.map(({ title }) => title).sort()

describe('a watch', () => {
  test('marks what comes in, and says where what it asks for stands', async () => {
    await watchFor('fiets* OR "de brug"')
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

  test('looks at alternative texts of pictures and at what is said of a film, too', async () => {
    const watchId = await watchFor('zwaan OR eend')
    const picture = '&lt;img src="/a.jpg" alt="Een zwaan op het ijs"&gt;'
    const film = '<enclosure url="https://krant.example/a.mp4" type="video/mp4" length="1"/>'
    const described = `<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://krant.example/b.mp4" type="video/mp4"><media:description>De eend zwemt</media:description></media:content>`
    const body = feed({ guid: '1', title: 'Winter', text: picture }, { guid: '2', title: 'Lente' })
    await add(body.replace('<guid isPermaLink="false">2', `${film}${described}<guid isPermaLink="false">2`))
    expect(await marked(watchId)).toEqual(['Lente', 'Winter'])
  })

  test('knows the place, the language and the source of a post, and its forms of a word', async () => {
    const [host, source, english] = [
      await watchFor('host:krant.example', { name: 'Plek' }),
      await watchFor('source:dorpskrant NOT lang:en', { name: 'Bron' }),
      await watchFor('running', { name: 'Engels' }),
    ]
    const dutch = { guid: '1', title: 'Runs', link: 'https://www.krant.example/1' }
    const body = feed(dutch, { guid: '2', title: 'Runs again' })
    const inEnglish = '<dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">en-GB</dc:language>'
    await add(body.replace('<guid isPermaLink="false">2', `${inEnglish}<guid isPermaLink="false">2`))
    expect(await marked(host)).toEqual(['Runs'])
    expect(await marked(source)).toEqual(['Runs'])
    expect(await marked(english)).toEqual(['Runs again'])
  })

  test('marks a whole file of posts, also beside many others that all match', async () => {
    for (let n = 0; n < 12; n++) await tryWatch('brug', { name: `Verkeer ${n}` })
    await add(feed(...Array.from({ length: 1000 }, (_, n) => ({ guid: `${n}`, title: `Brug ${n}` }))))
    const { count } = await database()
      .db.selectFrom('post_match')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(12_000)
  })

  test('that is new marks the posts that are there', async () => {
    const old = new Date(start.getTime() - 31 * DAY)
    await add(feed({ guid: '1', title: 'Brug dicht' }, { guid: '2', title: 'Brug open', date: old }))
    const watchId = await watchFor('brug')
    expect(await applyWatch(database().db, watchId, world.time)).toBe(2)
    expect(await marked(watchId)).toEqual(['Brug dicht', 'Brug open'])
    expect(await listWatches(database().db, world.time)).toMatchObject([{ name: 'Verkeer', recent: 1 }])
  })

  test('follows an edit, both ways, and a place that was put right', async () => {
    const watchId = await watchFor('brug')
    const place = await watchFor('host:nieuws.example', { name: 'Plek' })
    const sourceId = await add(feed({ guid: '1', title: 'Weg dicht' }))
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Brug dicht' })))
    expect(await marked(watchId)).toEqual(['Brug dicht'])
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Weg dicht' })))
    expect(await marked(watchId)).toEqual([])
    const link = 'https://nieuws.example/1'
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Weg dicht', link })))
    expect(await marked(place)).toEqual(['Weg dicht'])
  })

  test('keeps what was said of a mark when the post is edited, as long as it matches', async () => {
    const watchId = await watchFor('brug')
    const sourceId = await add(feed({ guid: '1', title: 'Brug dicht' }))
    const postId = (await posts())[0]?.id ?? ''
    const judge = (isRelevant: boolean) =>
      inTransaction((tx) => judgeMark(tx, { watchId, postId, isRelevant, now: world.time }))
    expect(await judge(false)).toEqual({ kind: 'judged' })
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Brug weer dicht' })))
    expect([await marked(watchId), (await posts())[0]?.marks]).toEqual([[], []])
    expect(await findWatch(database().db, watchId, world.time)).toMatchObject({ recent: 0, notRelevant: 1 })
    const aside = await listPosts(database().db, { watchId, isNotRelevant: true }, { size: 5 })
    expect(aside.rows.map(({ title }) => title)).toEqual(['Brug weer dicht'])
    await judge(true)
    expect(await marked(watchId)).toEqual(['Brug weer dicht'])
    const nowhere = { watchId: postId, postId, isRelevant: false, now: world.time }
    expect(await inTransaction((tx) => judgeMark(tx, nowhere))).toEqual({ kind: 'not-found' })
  })

  test('misses no post that comes in while it is added', async () => {
    const sourceId = await add(feed({ guid: '0', title: 'Begin' }))
    world.time = new Date(world.time.getTime() + DAY)
    const news = web(
      answer(feed(...Array.from({ length: 200 }, (_, n) => ({ guid: `n${n}`, title: `Brug ${n}` })))),
    )
    await fetchSource(database().db, news, { sourceId, clock })
    const [added] = await Promise.all([tryWatch('brug'), understandAll()])
    if (added.kind !== 'added') throw new Error(added.kind)
    await applyWatch(database().db, added.watchId, world.time)
    expect(await listWatches(database().db, world.time)).toMatchObject([{ recent: 200 }])
  })

  test('is refused where it cannot be read, with the place, and where its name is taken', async () => {
    expect(await tryWatch('""')).toMatchObject({ kind: 'refused', fault: { kind: 'no-word', at: 0 } })
    expect(await tryWatch('brug EN (weg')).toMatchObject({ fault: { kind: 'unclosed-bracket', at: 8 } })
    expect(await tryWatch('NIET brug')).toMatchObject({ fault: { kind: 'matches-everything' } })
    const watchId = await watchFor('brug')
    expect(await tryWatch('weg', { name: 'VERKEER' })).toEqual({ kind: 'name-taken' })
    await end(watchId)
    expect((await tryWatch('weg', { name: 'VERKEER' })).kind).toBe('added')
  })

  test('that ends marks nothing more, and its marks go', async () => {
    const watchId = await watchFor('brug')
    const sourceId = await add(feed({ guid: '1', title: 'Brug dicht' }))
    expect(await end(watchId)).toEqual({ kind: 'ended' })
    expect((await posts())[0]?.marks).toEqual([])
    await fetchLater(sourceId, answer(feed({ guid: '2', title: 'Brug open' })))
    expect((await posts())[0]?.marks).toEqual([])
    expect(await end(watchId)).toEqual({ kind: 'not-found' })
    expect(await change(watchId, 'weg')).toEqual({ kind: 'not-found' })
  })

  test('cannot be made without a purpose, or without the word that it follows no person', () => {
    const words = { name: 'a', query: 'b', purpose: 'c' }
    expect(newWatchSchema.safeParse({ ...words, purpose: '', followsSubject: true }).success).toBe(false)
    expect(newWatchSchema.safeParse(words).success).toBe(false)
  })

  test('is of no subject that some alone may read about: what it is about is public', async () => {
    const { by, unitId, time } = world
    const deed = { by, now: time, today: '2026-04-16' }
    const words = { otherName: '', parentId: null, unitId, restricted: true }
    const above = await inTransaction((tx) => addSubject(tx, { ...words, name: 'Jeugdzorg' }, deed))
    const aboveId = above.kind === 'added' ? above.id : ''
    const below = { ...words, name: 'Pleegzorg', parentId: aboveId, restricted: false }
    const added = await inTransaction((tx) => addSubject(tx, below, deed))
    const subjectId = added.kind === 'added' ? added.id : ''
    expect(await tryWatch('pleegzorg', { subjectId })).toEqual({ kind: 'subject-not-open' })
    const opened = { ...words, name: 'Jeugdzorg', restricted: false, id: aboveId, seen: 1 }
    await inTransaction((tx) => reviseSubject(tx, opened, deed))
    expect((await tryWatch('pleegzorg', { subjectId })).kind).toBe('added')
  })
})

describe('a watch that is changed', () => {
  test('looks again at what is there, and at what comes in by its new words', async () => {
    const watchId = await watchFor('brug')
    const sourceId = await add(feed({ guid: '1', title: 'Brug dicht' }, { guid: '2', title: 'Weg dicht' }))
    expect(await change(watchId, 'weg')).toMatchObject({ kind: 'changed' })
    await applyWatch(database().db, watchId, world.time)
    await fetchLater(
      sourceId,
      answer(feed({ guid: '3', title: 'Brug open' }, { guid: '4', title: 'Weg open' })),
    )
    expect(await marked(watchId)).toEqual(['Weg dicht', 'Weg open'])
  })

  test('by two at once keeps what the first made of it, and tells the second', async () => {
    const watchId = await watchFor('brug')
    const before = await findWatch(database().db, watchId, world.time)
    const seen = before ? stampOfWatch(before) : ''
    const outcomes = await Promise.all(
      ['weg', 'pont'].map((query) =>
        inTransaction((tx) =>
          changeWatch(tx, { ...watchOf(query), id: watchId, seen, by: world.by }, world.time),
        ),
      ),
    )
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'changed-meanwhile'])
  })
})

describe('a watch that is named by another', () => {
  test('is part of it, also after it changed', async () => {
    const roads = await watchFor('brug', { name: 'Wegen en bruggen' })
    const busy = await watchFor('@wegen-en-bruggen druk', { name: 'Drukte' })
    const sourceId = await add(feed({ guid: '1', title: 'Druk op de brug' }, { guid: '2', title: 'Brug' }))
    expect(await marked(busy)).toEqual(['Druk op de brug'])
    expect((await posts()).flatMap(({ marks }) => marks.map(({ titleSpans }) => titleSpans))).toContainEqual([
      0, 4, 11, 15,
    ])
    await change(roads, 'weg', { name: 'Straten' })
    const jobs = (await listJobs(database().db)).filter(({ task }) => task === 'listen-apply-watch')
    expect(jobs.map(({ payload }) => payload)).toEqual(
      expect.arrayContaining([{ watchId: roads }, { watchId: busy }]),
    )
    await fetchLater(sourceId, answer(feed({ guid: '3', title: 'Druk op de weg' })))
    expect(await marked(busy)).toContain('Druk op de weg')
  })

  test('is not ended, and not changed into what the other cannot take in', async () => {
    const roads = await watchFor('brug', { name: 'Wegen' })
    const busy = await watchFor('@wegen druk', { name: 'Drukte' })
    expect(await end(roads)).toEqual({ kind: 'named', watches: ['Drukte'] })
    expect(await change(roads, 'brug @drukte', { name: 'Wegen' })).toMatchObject({
      kind: 'refused',
      fault: { kind: 'named-in-itself' },
    })
    expect(await change(roads, 'brug', { name: 'Wegen' })).toMatchObject({ kind: 'changed' })
    const many = Array.from({ length: 400 }, (_, n) => `woord${n}`).join(' OF ')
    expect(await change(busy, Array(13).fill('@wegen').join(' '), { name: 'Drukte' })).toMatchObject({
      kind: 'changed',
    })
    expect(await change(roads, many, { name: 'Wegen' })).toEqual({ kind: 'breaks', watch: 'Drukte' })
    expect(await tryWatch('@nergens', { name: 'Leeg' })).toMatchObject({ fault: { kind: 'unknown-name' } })
  })
})

describe('the watches in another process', () => {
  const other = () => {
    const { db, close } = connect<DB>(database().url)
    afterAll(close)
    return db
  }

  test('are those that are in force there too, whatever was added, changed or ended meanwhile', async () => {
    const db = other()
    const sourceId = await add(feed({ guid: '0', title: 'Begin' }))
    const understandThere = async (title: string) => {
      world.time = new Date(world.time.getTime() + DAY)
      await fetchSource(database().db, web(answer(feed({ guid: title, title }))), { sourceId, clock })
      const { id } = await db
        .selectFrom('source_raw')
        .select('id')
        .where('understood_at', 'is', null)
        .executeTakeFirstOrThrow()
      await understandRaw(db, reader, { rawId: id, now: world.time })
    }
    await understandThere('Brug een')
    const watchId = await watchFor('"brug twee" OR weg')
    await understandThere('Brug twee')
    expect(await marked(watchId)).toEqual(['Brug twee'])
    await change(watchId, 'weg')
    await understandThere('Weg en brug twee')
    expect(await marked(watchId)).toEqual(['Brug twee', 'Weg en brug twee'])
    await end(watchId)
    const second = await watchFor('brug')
    await understandThere('Weg met brug')
    expect(await marked(second)).toEqual(['Brug een', 'Brug twee', 'Weg en brug twee', 'Weg met brug'])
  })
})
