import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  addWatch,
  fetchSource,
  findPost,
  listPosts,
  makePostAnInput,
  newWatchSchema,
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
  openDossierNamed,
  posts,
  reader,
  start,
  titles,
  understandAll,
  useListening,
  web,
  world,
} from '../listening.fixture.ts'

const database = useListening()

const day = (n: number) => new Date(start.getTime() + n * DAY)

describe('a post', () => {
  test('appears once, however often its file is understood and by however many at a time', async () => {
    const sourceId = await add(feed({ guid: '1', title: 'Een' }, { guid: '2', title: 'Twee' }))
    const raw = await database().db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
    await Promise.all(
      Array.from({ length: 8 }, () =>
        understandRaw(database().db, reader, { rawId: raw.id, now: world.time }),
      ),
    )
    world.time = new Date(world.time.getTime() + DAY)
    const news = web(answer(feed({ guid: '2', title: 'Twee' }, { guid: '3', title: 'Drie' })))
    await Promise.all(Array.from({ length: 8 }, () => fetchSource(database().db, news, { sourceId, clock })))
    await understandAll()
    expect((await titles()).sort()).toEqual(['Drie', 'Een', 'Twee'])
  })

  test('is known again by its address when its guid changed, and then by the new guid', async () => {
    const link = 'https://krant.example/1'
    const sourceId = await add(feed({ guid: 'oud', link, title: 'Bericht' }))
    await fetchLater(
      sourceId,
      answer(feed({ guid: 'nieuw', link: `${link}?utm_source=rss`, title: 'Bericht' })),
    )
    await fetchLater(
      sourceId,
      answer(feed({ guid: 'nieuw', link: 'https://krant.example/verhuisd', title: 'Bericht' })),
    )
    expect(await titles()).toEqual(['Bericht'])
  })

  test('that is edited keeps what it said before', async () => {
    const sourceId = await add(feed({ guid: '1', title: 'Brug dicht', text: 'Tot vrijdag' }))
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Brug dicht', text: 'Tot zondag' })))
    const [line] = await posts()
    const post = await findPost(database().db, line?.id ?? '')
    expect(post).toMatchObject({
      version: 2,
      body: 'Tot zondag',
      versions: [{ version: 1, body: 'Tot vrijdag' }],
    })
  })

  test('of which a date or an address was put right takes that over, as no other version', async () => {
    const before = { guid: '1', title: 'Brug dicht', link: 'https://krant.example/1', date: day(-3) }
    const watch = newWatchSchema.parse({ name: 'w', query: 'brug', purpose: 'p', followsSubject: true })
    await inTransaction((tx) => addWatch(tx, watch, { by: world.by, now: world.time }))
    const sourceId = await add(feed(before))
    await fetchLater(
      sourceId,
      answer(feed({ ...before, link: 'https://krant.example/nieuw', date: day(-2) })),
    )
    const right = { url: 'https://krant.example/nieuw', published_at: day(-2) }
    expect(await posts()).toMatchObject([right])
    expect(await findPost(database().db, (await posts())[0]?.id ?? '')).toMatchObject({
      version: 1,
      versions: [],
    })
    const marks = await database().db.selectFrom('post_match').select('published_at').execute()
    expect(marks).toEqual([{ published_at: day(-2) }])
  })

  test('under one address is another each week where its guid, title and date are others', async () => {
    const weekly = { link: 'https://krant.example/weekbericht' }
    const first = { ...weekly, guid: '45', title: 'Week 45', text: 'De markt', date: day(-7) }
    const sourceId = await add(feed(first))
    const second = { ...weekly, guid: '46', title: 'Week 46', text: 'De brug', date: start }
    await fetchLater(sourceId, answer(feed(second)))
    await fetchLater(sourceId, answer(feed(second)))
    expect((await posts()).map(({ title, published_at: at }) => [title, at])).toEqual([
      ['Week 46', start],
      ['Week 45', day(-7)],
    ])
    // The same page under a guid that a site changed.
    await fetchLater(sourceId, answer(feed({ ...second, guid: 'new', text: 'De brug is open' })))
    expect(await titles()).toEqual(['Week 46', 'Week 45'])
  })

  test('without a date that can be read has none, and stands where it was first seen', async () => {
    const undated = feed({ guid: '1', title: 'Ooit' }).replace(
      /<pubDate>.*?<\/pubDate>/,
      '<pubDate>ooit</pubDate>',
    )
    const sourceId = await add(undated)
    expect(await posts()).toMatchObject([{ is_dated: false, published_at: start }])
    await fetchLater(sourceId, answer(`${undated} `))
    expect(await posts()).toMatchObject([{ is_dated: false, published_at: start }])
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Ooit', date: day(-9) })))
    expect(await posts()).toMatchObject([{ is_dated: true, published_at: day(-9) }])
  })

  test('is in the language that its words are in, where nothing says one', async () => {
    const english = { guid: '1', title: 'The shopkeepers counted cyclists yesterday' }
    const unsaid = feed(english, { guid: '2', title: 'Brug' }).replace('<language>nl</language>', '')
    await add(unsaid)
    const languages = (await posts()).map(({ title, language }) => [title, language])
    expect(languages.sort()).toEqual([
      ['Brug', null],
      ['The shopkeepers counted cyclists yesterday', 'en'],
    ])
  })

  test('never holds the name of who wrote it', async () => {
    await add(feed({ guid: '1', title: 'Bericht' }))
    const stored = await sql<{ row: string }>`select post::text as row from post`.execute(database().db)
    expect(JSON.stringify(stored.rows)).not.toMatch(/Vries|jan@/)
  })

  test('of the future counts from when it was seen', async () => {
    await add(feed({ guid: '1', title: 'Morgen', date: new Date(start.getTime() + DAY) }))
    expect(await posts()).toMatchObject([{ published_at: start, is_dated: false }])
  })

  test('stands in pages of a list without gaps or repeats', async () => {
    const same = new Date(start.getTime() - DAY)
    await add(
      feed(...Array.from({ length: 25 }, (_, n) => ({ guid: `${n}`, title: `Bericht ${n}`, date: same }))),
    )
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await listPosts(database().db, {}, { size: 10, after })
      seen.push(...page.rows.map((post) => post.title))
      after = page.next
    } while (after)
    expect([seen.length, new Set(seen).size]).toEqual([25, 25])
  })

  test('stands in pages of a watch too', async () => {
    const watch = newWatchSchema.parse({ name: 'w', query: 'bericht', purpose: 'p', followsSubject: true })
    const added = await inTransaction((tx) => addWatch(tx, watch, { by: world.by, now: world.time }))
    const articles = Array.from({ length: 7 }, (_, n) => ({ guid: `${n}`, title: `Bericht ${n}` }))
    await add(feed(...articles, { guid: 'x', title: 'Anders' }))
    const watchId = added.kind === 'added' ? added.watchId : undefined
    const first = await listPosts(database().db, { watchId }, { size: 5 })
    const second = await listPosts(database().db, { watchId }, { size: 5, after: first.next })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([5, 2, undefined])
    const seen = [...first.rows, ...second.rows].map((post) => post.title)
    expect(seen.sort()).toEqual(articles.map((article) => article.title))
  })
})

describe('a post made an input', () => {
  test('enters the register of a dossier once, and of another dossier as well', async () => {
    await add(
      feed({ guid: '1', link: 'https://krant.example/1', title: 'Plein te heet', text: 'Meer bomen' }),
    )
    const [post] = await posts()
    const [plein, park] = [await openDossierNamed('Het plein?'), await openDossierNamed('Het park?')]
    const make = (dossierId: string) =>
      inTransaction((tx) =>
        makePostAnInput(tx, { postId: post?.id ?? '', dossierId, by: world.by, now: world.time }),
      )
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => make(plein)))
    expect(outcomes.filter((outcome) => outcome.kind === 'registered')).toHaveLength(1)
    expect((await make(park)).kind).toBe('registered')
    const inputs = await database()
      .db.selectFrom('input')
      .select(['kind', 'channel', 'body', 'is_public'])
      .execute()
    expect(inputs).toEqual(
      Array(2).fill({
        kind: 'post',
        channel: 'feed',
        body: 'Plein te heet\n\nMeer bomen\n\nhttps://krant.example/1',
        is_public: false,
      }),
    )
    expect((await posts())[0]?.dossiers.map((dossier) => dossier.question)).toEqual([
      'Het plein?',
      'Het park?',
    ])
  })

  test('is refused for a post that is gone and for a dossier that is closed or was never there', async () => {
    await add(feed({ guid: '1', title: 'Bericht' }))
    const [post] = await posts()
    const dossierId = await openDossierNamed('Nog een vraag?')
    const make = (postId: string, dossier: string) =>
      inTransaction((tx) =>
        makePostAnInput(tx, { postId, dossierId: dossier, by: world.by, now: world.time }),
      )
    const nowhere = '01890000-0000-7000-8000-000000000000'
    expect(await make(nowhere, dossierId)).toEqual({ kind: 'post-not-found' })
    expect(await make(post?.id ?? '', nowhere)).toEqual({ kind: 'dossier-not-found' })
    await database()
      .db.updateTable('dossier')
      .set({ state: 'closed', closed_at: world.time })
      .where('id', '=', dossierId)
      .execute()
    expect(await make(post?.id ?? '', dossierId)).toEqual({ kind: 'dossier-closed' })
  })
})
