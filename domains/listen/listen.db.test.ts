import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tx } from '#db'
import { makeDossier, newDossierSchema, openDossier, registerInput } from '#domains/dossier'
import { addStaffMember, addUnit } from '#domains/people'
import type { Fetcher, FetchOutcome, FetchRequest } from '#platform/fetch'
import { useTestDatabase } from '#testing'
import {
  addSource,
  addWatch,
  applyWatch,
  endWatch,
  fetchDueSources,
  fetchSource,
  findPost,
  listPosts,
  listRegisteredSources,
  listSources,
  listWatches,
  makePostAnInput,
  newWatchSchema,
  removeExpired,
  stopSource,
  understandRaw,
} from './index.ts'

const database = useTestDatabase()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const start = new Date('2026-04-16T12:00:00Z')
const feedAddress = 'https://krant.example/feed'

let time = start
let by = ''
let unitId = ''
const clock = { now: () => time }

const inTransaction = <Result>(work: (tx: Tx) => Promise<Result>) => database().db.transaction().execute(work)

beforeAll(async () => {
  await inTransaction(async (tx) => {
    unitId = await addUnit(tx, 'Webcare', start)
    const added = await addStaffMember(
      tx,
      { name: 'Noor', email: 'noor@voorbeeld.example', role: 'responder', unitId },
      start,
    )
    by = added.accountId
  })
})

beforeEach(async () => {
  time = start
  await sql`truncate source, watch, post, input cascade`.execute(database().db)
  await sql`delete from graphile_worker._private_jobs`.execute(database().db)
})

interface Article {
  guid?: string
  link?: string
  title: string
  text?: string
  date?: Date
}

function feed(...articles: Article[]): string {
  const items = articles.map(
    ({ guid, link, title, text = '', date }) =>
      `<item><title>${title}</title><description>${text}</description>${guid ? `<guid isPermaLink="false">${guid}</guid>` : ''}
       ${link ? `<link>${link}</link>` : ''}<pubDate>${(date ?? new Date(start.getTime() - MINUTE)).toUTCString()}</pubDate>
       <author>jan@krant.example (Jan de Vries)</author></item>`,
  )
  return `<rss version="2.0"><channel><title>Dorpskrant</title><link>https://krant.example/</link><language>nl</language>${items.join('')}</channel></rss>`
}

const answer = (body: string, headers: Record<string, string> = {}): FetchOutcome => ({
  kind: 'fetched',
  url: feedAddress,
  headers: { 'content-type': 'application/rss+xml', ...headers },
  body: new TextEncoder().encode(body),
})

/** A web of one place that gives the same answer each time, and remembers what it was asked. */
function web(outcome: FetchOutcome): Fetcher & { asked: FetchRequest[] } {
  const asked: FetchRequest[] = []
  const fetcher = async (request: FetchRequest) => {
    asked.push(request)
    return outcome
  }
  return Object.assign(fetcher, { asked })
}

async function add(body: string, headers: Record<string, string> = {}): Promise<string> {
  const outcome = await addSource(database().db, web(answer(body, headers)), {
    address: feedAddress,
    purpose: 'Vragen over de wijk vroeg zien',
    legalBasis: 'public_task',
    by,
    clock,
  })
  if (outcome.kind !== 'added') throw new Error(outcome.kind)
  await understandAll()
  return outcome.sourceId
}

async function understandAll(): Promise<void> {
  const waiting = await database()
    .db.selectFrom('source_raw')
    .select('id')
    .where('understood_at', 'is', null)
    .orderBy('fetched_at')
    .execute()
  for (const { id } of waiting) await understandRaw(database().db, id, time)
}

/** Lets the source become due, and answers it. */
async function fetchLater(sourceId: string, outcome: FetchOutcome) {
  time = new Date(time.getTime() + DAY)
  const fetcher = web(outcome)
  const result = await fetchSource(database().db, fetcher, { sourceId, clock })
  await understandAll()
  return { result, asked: fetcher.asked }
}

const posts = async () => (await listPosts(database().db, {}, { size: 50 })).rows
const titles = async () => (await posts()).map((post) => post.title)
const sourceLine = async () => (await listSources(database().db))[0]

describe('adding a source', () => {
  test('fetches the feed at once, and its posts follow', async () => {
    await add(feed({ guid: '1', title: 'Fietsers geteld' }))
    expect(await sourceLine()).toMatchObject({
      title: 'Dorpskrant',
      home: 'https://krant.example/',
      language: 'nl',
      health: 'ok',
    })
    expect(await titles()).toEqual(['Fietsers geteld'])
  })

  test('finds the feed that a page points to', async () => {
    const page =
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    const fetcher: Fetcher = async ({ url }) =>
      url === 'https://krant.example/'
        ? ({ ...answer(page), url } as FetchOutcome)
        : answer(feed({ title: 'Bericht' }))
    const source = {
      address: 'https://krant.example/',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by,
      clock,
    }
    expect(await addSource(database().db, fetcher, source)).toMatchObject({
      kind: 'added',
      address: feedAddress,
    })
  })

  test('says so when the address is already listened to, however it is spelled', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const again = web({
      ...answer(feed({ title: 'Bericht' })),
      url: 'http://www.krant.example/feed/',
    } as FetchOutcome)
    const source = {
      address: 'http://www.krant.example/feed/',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by,
      clock,
    }
    expect(await addSource(database().db, again, source)).toMatchObject({ kind: 'already-added', sourceId })
  })

  test.each<[FetchOutcome, object]>([
    [
      { kind: 'refused', url: feedAddress, reason: 'private-address' },
      { kind: 'unusable', problem: 'refused-private-address' },
    ],
    [
      { kind: 'failed', url: feedAddress, reason: 'status', status: 404, transient: false },
      { kind: 'unusable', problem: 'status-404' },
    ],
    [answer('<html><body>Welkom</body></html>'), { kind: 'unusable', problem: 'not-a-feed-html' }],
    [answer(''), { kind: 'unusable', problem: 'not-a-feed-empty' }],
  ])('adds nothing when the answer is %o', async (outcome, expected) => {
    const source = { address: feedAddress, purpose: 'p', legalBasis: 'public_task' as const, by, clock }
    expect(await addSource(database().db, web(outcome), source)).toMatchObject(expected)
    expect(await listSources(database().db)).toEqual([])
  })

  test('puts it in the public register with its purpose, and stopping takes it out', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    expect(await listRegisteredSources(database().db)).toMatchObject([
      { title: 'Dorpskrant', purpose: 'Vragen over de wijk vroeg zien', legal_basis: 'public_task' },
    ])
    expect(await inTransaction((tx) => stopSource(tx, sourceId, time))).toEqual({ kind: 'stopped' })
    expect(await listRegisteredSources(database().db)).toEqual([])
    expect(await fetchSource(database().db, web(answer('')), { sourceId, clock })).toEqual({
      kind: 'not-listened-to',
    })
  })

  test('that was stopped starts it again, with its new purpose and the posts it had', async () => {
    const sourceId = await add(feed({ guid: '1', title: 'Bericht' }))
    await inTransaction((tx) => stopSource(tx, sourceId, time))
    const again = { address: feedAddress, purpose: 'Nieuw doel', legalBasis: 'consent' as const, by, clock }
    const body = feed({ guid: '1', title: 'Bericht' }, { guid: '2', title: 'Later' })
    expect(await addSource(database().db, web(answer(body)), again)).toMatchObject({
      kind: 'added',
      sourceId,
    })
    await understandAll()
    expect(await listRegisteredSources(database().db)).toMatchObject([
      { purpose: 'Nieuw doel', legal_basis: 'consent' },
    ])
    expect((await titles()).sort()).toEqual(['Bericht', 'Later'])
  })
})

describe('fetching a source', () => {
  test('gives back what the site said of its newest file', async () => {
    const lastModified = 'Thu, 16 Apr 2026 11:00:00 GMT'
    const sourceId = await add(feed({ title: 'Bericht' }), { etag: '"a"', 'last-modified': lastModified })
    const unchanged: FetchOutcome = {
      kind: 'not-modified',
      url: feedAddress,
      headers: { 'last-modified': 'later' },
    }
    const first = await fetchLater(sourceId, unchanged)
    expect(first).toMatchObject({ result: { kind: 'no-news' }, asked: [{ etag: '"a"', lastModified }] })
    expect((await fetchLater(sourceId, unchanged)).asked).toMatchObject([
      { etag: '"a"', lastModified: 'later' },
    ])
  })

  test('does nothing before its time', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const fetcher = web(answer(''))
    expect(await fetchSource(database().db, fetcher, { sourceId, clock })).toEqual({ kind: 'not-due' })
    expect(fetcher.asked).toEqual([])
  })

  test('keeps no second copy of the same file, when only the date of building differs', async () => {
    const body = feed({ title: 'Bericht' })
    const built = (day: string) =>
      body.replace('<language>', `<lastBuildDate>${day}</lastBuildDate><language>`)
    const sourceId = await add(built('maandag'))
    expect((await fetchLater(sourceId, answer(built('dinsdag')))).result).toEqual({ kind: 'no-news' })
    expect(await database().db.selectFrom('source_raw').select('id').execute()).toHaveLength(1)
  })

  test('keeps the file as it came, to the byte', async () => {
    const body = feed({ title: 'Één bericht' })
    await add(body)
    const raw = await database().db.selectFrom('source_raw').select('body').executeTakeFirstOrThrow()
    expect(raw.body.toString('utf8')).toBe(body)
  })

  test('goes from well through its states to sleep, and a good answer makes it well again', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const lastGood = (await sourceLine())?.last_good_at
    const broken: FetchOutcome = {
      kind: 'failed',
      url: feedAddress,
      reason: 'status',
      status: 500,
      transient: true,
    }
    const states: unknown[] = []
    for (let failure = 0; failure < 12; failure++) {
      await fetchLater(sourceId, broken)
      states.push((await sourceLine())?.health)
    }
    expect(states).toEqual([...Array(3).fill('degraded'), ...Array(8).fill('failing'), 'asleep'])
    expect(await sourceLine()).toMatchObject({ problem: 'status-500', last_good_at: lastGood })
    await fetchLater(sourceId, answer(feed({ title: 'Weer goed' })))
    expect(await sourceLine()).toMatchObject({ health: 'ok', failures: 0, problem: null, last_good_at: time })
  })

  test('takes a page that came instead of the feed for a failure, and asks for the whole file again', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }), { etag: '"a"' })
    await fetchLater(sourceId, answer('<html><body>Onderhoud</body></html>', { etag: '"b"' }))
    expect(await sourceLine()).toMatchObject({ health: 'degraded', problem: 'not-a-feed-html' })
    const { asked } = await fetchLater(
      sourceId,
      answer('<html><body>Onderhoud</body></html>', { etag: '"b"' }),
    )
    expect(asked[0]).not.toHaveProperty('etag')
    expect(await sourceLine()).toMatchObject({ health: 'degraded', failures: 2 })
    expect(await titles()).toEqual(['Bericht'])
  })

  test('leaves a whole host alone when it asks for that', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const other = { ...answer(feed({ title: 'Ander' })), url: 'https://krant.example/sport' } as FetchOutcome
    const sport = {
      address: 'https://krant.example/sport',
      purpose: 'p',
      legalBasis: 'public_task' as const,
      by,
      clock,
    }
    await addSource(database().db, web(other), sport)
    await fetchLater(sourceId, {
      kind: 'failed',
      url: feedAddress,
      reason: 'status',
      status: 429,
      transient: true,
      retryAfter: '7200',
    })
    const until = new Date(time.getTime() + 120 * MINUTE)
    for (const source of await listSources(database().db))
      expect(source.next_fetch_at.getTime()).toBeGreaterThanOrEqual(until.getTime())
  })

  test('follows a lasting move', async () => {
    const sourceId = await add(feed({ title: 'Bericht' }))
    const movedTo = 'https://nieuw.example/feed'
    await fetchLater(sourceId, { ...answer(feed({ title: 'Nieuw' })), url: movedTo, movedTo } as FetchOutcome)
    expect(await sourceLine()).toMatchObject({ address: movedTo, host: 'nieuw.example' })
  })

  test('adds one job per due source, one host after the other, however often it is asked', async () => {
    await add(feed({ title: 'Bericht' }))
    time = new Date(time.getTime() + DAY)
    await inTransaction((tx) => fetchDueSources(tx, time))
    expect(await inTransaction((tx) => fetchDueSources(tx, time))).toBe(1)
    const jobs = await sql<{ task: string; queue: string }>`
      select task_identifier as task, queue_name as queue from graphile_worker.jobs where task_identifier = 'listen-fetch-source'`.execute(
      database().db,
    )
    expect(jobs.rows).toEqual([{ task: 'listen-fetch-source', queue: 'listen-host-krant.example' }])
  })
})

describe('a post', () => {
  test('appears once, however often its file is understood and by however many at a time', async () => {
    const sourceId = await add(feed({ guid: '1', title: 'Een' }, { guid: '2', title: 'Twee' }))
    const raw = await database().db.selectFrom('source_raw').select('id').executeTakeFirstOrThrow()
    await Promise.all(Array.from({ length: 8 }, () => understandRaw(database().db, raw.id, time)))
    time = new Date(time.getTime() + DAY)
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

  test('never holds the name of who wrote it', async () => {
    await add(feed({ guid: '1', title: 'Bericht' }))
    const stored = await sql<{ row: string }>`select post::text as row from post`.execute(database().db)
    expect(JSON.stringify(stored.rows)).not.toMatch(/Vries|jan@/)
  })

  test('of the future counts from when it was seen', async () => {
    await add(feed({ guid: '1', title: 'Morgen', date: new Date(start.getTime() + DAY) }))
    expect((await posts())[0]?.published_at).toEqual(start)
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
    const added = await inTransaction((tx) => addWatch(tx, watch, { by, now: time }))
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

describe('a watch', () => {
  const watch = (query: string, name = 'Verkeer') =>
    newWatchSchema.parse({ name, query, purpose: 'Hinder vroeg zien', followsSubject: true })
  const addTo = (query: string, name?: string) =>
    inTransaction((tx) => addWatch(tx, watch(query, name), { by, now: time }))

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

  test('that is new marks the posts of the last thirty days, and no older ones', async () => {
    const old = new Date(start.getTime() - 31 * DAY)
    await add(feed({ guid: '1', title: 'Brug dicht' }, { guid: '2', title: 'Brug open', date: old }))
    const added = await addTo('brug')
    if (added.kind !== 'added') throw new Error(added.kind)
    expect(await applyWatch(database().db, added.watchId, time)).toBe(1)
    expect(await applyWatch(database().db, added.watchId, time)).toBe(1)
    const page = await listPosts(database().db, { watchId: added.watchId }, { size: 10 })
    expect(page.rows.map((post) => post.title)).toEqual(['Brug dicht'])
    expect(await listWatches(database().db, time)).toMatchObject([{ name: 'Verkeer', recent: 1 }])
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
    time = new Date(time.getTime() + DAY)
    const news = web(
      answer(feed(...Array.from({ length: 200 }, (_, n) => ({ guid: `n${n}`, title: `Brug ${n}` })))),
    )
    await fetchSource(database().db, news, { sourceId, clock })
    const [added] = await Promise.all([addTo('brug'), understandAll()])
    if (added.kind !== 'added') throw new Error(added.kind)
    await applyWatch(database().db, added.watchId, time)
    expect(await listWatches(database().db, time)).toMatchObject([{ recent: 200 }])
  })

  test('is refused when it is empty or its name is taken, and its marks go when it ends', async () => {
    expect(await addTo('""')).toEqual({ kind: 'refused', refusal: { kind: 'empty' } })
    const added = await addTo('brug')
    expect(await addTo('weg')).toEqual({ kind: 'name-taken' })
    await add(feed({ guid: '1', title: 'Brug dicht' }))
    if (added.kind !== 'added') throw new Error(added.kind)
    expect(await inTransaction((tx) => endWatch(tx, added.watchId, time))).toEqual({ kind: 'ended' })
    expect((await posts())[0]?.marks).toEqual([])
    expect(await inTransaction((tx) => endWatch(tx, added.watchId, time))).toEqual({ kind: 'not-found' })
  })

  test('cannot be made without a purpose, or without the word that it follows no person', () => {
    expect(
      newWatchSchema.safeParse({ name: 'a', query: 'b', purpose: '', followsSubject: true }).success,
    ).toBe(false)
    expect(newWatchSchema.safeParse({ name: 'a', query: 'b', purpose: 'c' }).success).toBe(false)
  })
})

describe('a post made an input', () => {
  async function openDossierNamed(question: string): Promise<string> {
    return inTransaction(async (tx) => {
      const dossier = await makeDossier(
        tx,
        newDossierSchema.parse({
          question,
          summary: 'Over het plein.',
          language: 'nl',
          unitId,
          promise: {
            level: 'advise',
            statement: 'Wij leggen uit.',
            decidedBy: 'De raad',
            answerOn: '2026-05-08',
            decisionOn: null,
          },
          phases: [{ title: 'Advies', startsOn: '2026-03-01', endsOn: null }],
        }),
        { by, now: start },
      )
      await openDossier(tx, dossier.id, start)
      return dossier.id
    })
  }

  test('enters the register of a dossier once, and of another dossier as well', async () => {
    await add(
      feed({ guid: '1', link: 'https://krant.example/1', title: 'Plein te heet', text: 'Meer bomen' }),
    )
    const [post] = await posts()
    const [plein, park] = [await openDossierNamed('Het plein?'), await openDossierNamed('Het park?')]
    const make = (dossierId: string) =>
      inTransaction((tx) => makePostAnInput(tx, { postId: post?.id ?? '', dossierId, by, now: time }))
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
      inTransaction((tx) => makePostAnInput(tx, { postId, dossierId: dossier, by, now: time }))
    const nowhere = '01890000-0000-7000-8000-000000000000'
    expect(await make(nowhere, dossierId)).toEqual({ kind: 'post-not-found' })
    expect(await make(post?.id ?? '', nowhere)).toEqual({ kind: 'dossier-not-found' })
    await database()
      .db.updateTable('dossier')
      .set({ state: 'closed', closed_at: time })
      .where('id', '=', dossierId)
      .execute()
    expect(await make(post?.id ?? '', dossierId)).toEqual({ kind: 'dossier-closed' })
  })
})

describe('retention', () => {
  const later = (days: number) => new Date(start.getTime() + days * DAY)
  const textOf = async () => database().db.selectFrom('post').select(['title', 'body', 'html']).execute()

  test('a dry run counts what would go and removes nothing', async () => {
    await add(feed({ guid: '1', title: 'Bericht', text: 'Tekst' }))
    expect(await removeExpired(database().db, later(91), { dry: true })).toEqual({
      'listen-raw': 1,
      'listen-text': 1,
      'listen-post': 0,
    })
    expect(await titles()).toEqual(['Bericht'])
    expect(await database().db.selectFrom('retention_run').select('id').execute()).toEqual([])
  })

  test('text goes after ninety days, its versions and marks too, and the log says so', async () => {
    await inTransaction((tx) =>
      addWatch(
        tx,
        newWatchSchema.parse({ name: 'w', query: 'bericht', purpose: 'p', followsSubject: true }),
        { by, now: time },
      ),
    )
    const sourceId = await add(feed({ guid: '1', title: 'Bericht', text: 'Eerst' }))
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Bericht', text: 'Later' })))
    await removeExpired(database().db, later(90))
    expect(await textOf()).toEqual([{ title: 'Bericht', body: 'Later', html: 'Later' }])
    await removeExpired(database().db, later(92))
    expect(await textOf()).toEqual([{ title: '', body: '', html: '' }])
    expect(await database().db.selectFrom('post_version').select('version').execute()).toEqual([])
    const log = await database()
      .db.selectFrom('retention_run')
      .select(['kind', 'removed'])
      .where('removed', '>', 0)
      .orderBy('ran_at')
      .execute()
    expect(log).toEqual([
      { kind: 'listen-raw', removed: 2 },
      { kind: 'listen-text', removed: 1 },
    ])
  })

  test('a post whose text went does not come back while its feed still holds it', async () => {
    const body = feed({ guid: '1', title: 'Bericht' })
    const sourceId = await add(body)
    await removeExpired(database().db, later(91))
    time = later(91)
    await fetchLater(sourceId, answer(body.replace('<language>', '<ttl>5</ttl><language>')))
    expect(await titles()).toEqual([])
    expect(await database().db.selectFrom('post').select('id').execute()).toHaveLength(1)
  })

  test('what is left of a post goes after two years, unless it counts in a dossier', async () => {
    await add(feed({ guid: '1', title: 'Weg' }, { guid: '2', title: 'Telt mee' }))
    const kept = (await posts()).find((post) => post.title === 'Telt mee')
    await inTransaction(async (tx) => {
      const input = await registerInput(tx, {
        kind: 'post',
        channel: 'feed',
        originId: kept?.id,
        receivedAt: time,
      })
      const dossier = await tx.selectFrom('dossier').select('id').executeTakeFirstOrThrow()
      if (input.kind !== 'registered') throw new Error(input.kind)
      await tx
        .insertInto('post_input')
        .values({
          post_id: kept?.id ?? '',
          dossier_id: dossier.id,
          input_id: input.inputId,
          made_by: by,
          made_at: time,
        })
        .execute()
    })
    await removeExpired(database().db, later(731))
    expect(await database().db.selectFrom('post').select('id').execute()).toEqual([{ id: kept?.id }])
  })
})
