import { beforeEach, describe, expect, test } from 'vitest'
import { listJobs } from '#testing'
import { withdrawPosts } from '../decency/withdraw-posts.ts'
import { findAsked, judgePost, listAsked, listPosts, readFound } from '../index.ts'
import { readFoundJob } from '../listen.jobs.ts'
import {
  type Article,
  add,
  answer,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  openDossierNamed,
  start,
  useListening,
  watchFor,
  world,
} from '../listening.fixture.ts'
import { readQuestions } from './asked-question.ts'

const database = useListening()
const ago = (days: number) => new Date(start.getTime() - days * DAY)

beforeEach(async () => void (await watchFor('brug OF markt')))

/** Reads what the jobs say is to be read. */
async function readAll(): Promise<void> {
  const { db } = database()
  const { rows } = await listPosts(db, { show: 'all' }, { size: 100 })
  await readFound(
    db,
    rows.map(({ id }) => id),
    world.time,
  )
}

async function hear(...articles: Omit<Article, 'guid'>[]): Promise<string> {
  const sourceId = await add(feed(...articles.map((article, at) => ({ guid: `${at}`, ...article }))))
  await readAll()
  return sourceId
}

const asked = async (of: { watchId?: string; dossierId?: string } = {}) =>
  (await listAsked(database().db, of, { now: world.time, size: 20 })).rows
const said = async (of = {}) =>
  (await asked(of)).map(({ words, posts, postsBefore }) => [words, posts, postsBefore])

const when = 'Wanneer gaat de brug weer open?'
const whenToo = 'Weet iemand hoe laat de brug open gaat?'

describe('what people ask', () => {
  test('is counted in this week and the week before, in the words of who asked it first', async () => {
    await hear(
      { title: 'Een', text: when, date: ago(9) },
      { title: 'Twee', text: whenToo, date: ago(2) },
      { title: 'Drie', text: `Dicht. ${when}`, date: ago(1) },
      { title: 'Vier', text: 'Waarom is de markt op zondag dicht?', date: ago(1) },
      { title: 'Vijf', text: 'Waar is de brug vandaan gekomen vroeger?', date: ago(30) },
    )
    expect(await said()).toEqual([
      [when, 2, 1],
      ['Waarom is de markt op zondag dicht?', 1, 0],
    ])
    const [first] = await asked()
    expect(first?.weeks).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 2])
    expect(first?.sources).toBe(1)
  })

  test('is read only of what a watch found, and of that as well which a watch finds later', async () => {
    await hear({ title: 'Zwembad', text: 'Hoe laat gaat het zwembad zondag open?', date: ago(1) })
    expect(await said()).toEqual([])
    const watchId = await watchFor('zwembad', { name: 'Zwemmen' })
    const jobs = (await listJobs(database().db)).filter(({ task }) => task === readFoundJob.name)
    expect(jobs).toEqual([{ task: readFoundJob.name, payload: { postIds: [expect.any(String)] } }])
    await readAll()
    expect(await said({ watchId })).toEqual([['Hoe laat gaat het zwembad zondag open?', 1, 0]])
  })

  test('is asked of one watch or for a dossier too, and not of what is not relevant', async () => {
    const dossierId = await openDossierNamed('De markt?')
    const watchId = await watchFor('markt', { name: 'Markt', dossierIds: [dossierId] })
    await hear(
      { title: 'Een', text: when, date: ago(1) },
      { title: 'Twee', text: 'Waarom is de markt op zondag dicht?', date: ago(1) },
    )
    const ofMarket = [['Waarom is de markt op zondag dicht?', 1, 0]]
    expect(await said({ watchId })).toEqual(ofMarket)
    expect(await said({ dossierId })).toEqual(ofMarket)
    const [post] = (await listPosts(database().db, { watchId }, { size: 1 })).rows
    await inTransaction((tx) => judgePost(tx, { postId: post?.id ?? '', now: world.time }))
    expect(await said()).toEqual([[when, 1, 0]])
  })

  test('leads to the posts that ask it, each in its own words, page by page', async () => {
    await hear(
      { title: 'Een', text: when, date: ago(3) },
      { title: 'Twee', text: whenToo, date: ago(2) },
      { title: 'Drie', text: 'De brug is mooi.', date: ago(1) },
    )
    const [question] = await asked()
    const askedId = question?.id ?? ''
    const first = await listPosts(database().db, { askedId }, { size: 1 })
    expect(first.rows.map(({ title, question }) => [title, question])).toEqual([['Twee', whenToo]])
    const second = await listPosts(database().db, { askedId }, { size: 1, after: first.next })
    expect(second.rows.map(({ title }) => title)).toEqual(['Een'])
    expect(second.next).toBeUndefined()
  })

  test('stands page by page, that which is asked most first', async () => {
    const words = ['kade', 'sluis', 'toren', 'haven', 'kerk']
    await hear(
      ...words.flatMap((word, at) =>
        Array.from({ length: at + 1 }, (_, n) => ({
          title: `${word} ${n}`,
          text: `Wanneer wordt de brug bij de ${word} geschilderd?`,
          date: ago(1),
        })),
      ),
    )
    const pages: number[] = []
    let after: string | undefined
    do {
      const page = await listAsked(database().db, {}, { now: world.time, size: 2, after })
      pages.push(...page.rows.map(({ posts }) => posts))
      after = page.next
    } while (after)
    expect(pages).toEqual([5, 4, 3, 2, 1])
  })
})

describe('the words of a question', () => {
  test('go with the text of their post; what was asked still counts, and the next one names it', async () => {
    await hear({ title: 'Een', text: when, date: ago(3) }, { title: 'Twee', text: whenToo, date: ago(2) })
    const [question] = await asked()
    const { db } = database()
    for (const [title, left] of [
      ['Een', whenToo],
      ['Twee', undefined],
    ] as const) {
      const { id } = await db
        .selectFrom('post')
        .select('id')
        .where('title', '=', title)
        .executeTakeFirstOrThrow()
      await inTransaction((tx) => withdrawPosts(tx, [id], { why: 'gone', now: world.time }))
      expect((await findAsked(db, question?.id ?? ''))?.words).toBe(left)
      if (left) expect(await said()).toEqual([[left, 2, 0]])
    }
    const rows = await db.selectFrom('asked').select(['words', 'roots']).execute()
    expect(rows).toEqual([
      { words: '', roots: [] },
      { words: '', roots: [] },
    ])
    expect(await said()).toEqual([])
  })

  test('are those of the newest version of the post', async () => {
    const sourceId = await hear({ title: 'Een', text: when, date: ago(3) })
    const rewritten = { guid: '0', title: 'Een', text: 'Waarom is de brug rood geverfd?', date: ago(3) }
    await fetchLater(sourceId, answer(feed(rewritten)))
    await readAll()
    expect(await said()).toEqual([['Waarom is de brug rood geverfd?', 1, 0]])
    await fetchLater(sourceId, answer(feed({ ...rewritten, text: 'De brug is rood.' })))
    await readAll()
    expect(await said()).toEqual([])
  })
})

test('read several times at once, nothing stands there twice', async () => {
  const articles = Array.from({ length: 12 }, (_, at) => ({
    guid: `${at}`,
    title: `Bericht ${at}`,
    text: at % 2 === 0 ? when : 'Waarom is de markt op zondag dicht?',
    date: ago(1),
  }))
  await add(feed(...articles))
  await Promise.all([readAll(), readAll(), readAll()])
  expect((await said()).map(([, posts]) => posts)).toEqual([6, 6])
})

test('a heading, a quotation and code are no question of the writer, nor is a list of them', () => {
  const read = (html: string, title = 'Brug') =>
    readQuestions({ title, html, language: 'nl' }).map(({ words }) => words)
  expect(
    read(
      `<h3>Hoe meld ik een brug?</h3><blockquote><p>Wie betaalt de brug eigenlijk?</p></blockquote><pre>waar is de brug[i]?</pre><p>${when}</p>`,
    ),
  ).toEqual([when])
  expect(read('<p>Mooi.</p>', 'Weet iemand wanneer de brug opengaat')).toHaveLength(1)
  expect(
    read(Array.from({ length: 6 }, (_, n) => `<p>Wat kost dakraam ${n} in de winter?</p>`).join('')),
  ).toEqual([])
})
