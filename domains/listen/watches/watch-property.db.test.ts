import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { explain } from '#cores/watch'
import { forgetJobs, listJobs } from '#testing'
import { applyWatch, changeWatch, endWatch, findWatch, stampOfWatch } from '../index.ts'
import {
  add,
  answer,
  feed,
  fetchLater,
  inTransaction,
  tryWatch,
  useListening,
  watchOf,
  world,
} from '../listening.fixture.ts'
import { selectWritten } from '../posts/written-post.ts'
import { asMatched, readWatchQuery, stemLanguageOf, stemmers } from './watch-query.ts'

const database = useListening()

const names = ['een', 'twee', 'drie']
const word = fc.constantFrom('fiets', 'fietsen', 'brug', 'bruggen', 'druk', '"drukke brug"', 'fiets*', '*ug')
const part = fc.oneof(
  { weight: 5, arbitrary: word },
  fc.tuple(word, word).map(([a, b]) => `(${a} BIJ/2 ${b})`),
  word.map((one) => `title:${one}`),
  fc.constantFrom('lang:nl', 'source:dorpskrant', ...names.map((name) => `@${name}`)),
)
const query = fc.oneof(
  part,
  fc.tuple(part, part).map(([a, b]) => `${a} OF ${b}`),
  fc.tuple(part, part).map(([a, b]) => `${a} NIET ${b}`),
  fc.tuple(part, part, part).map(([a, b, c]) => `(${a} OF ${b}) ${c}`),
)
const text = fc
  .array(fc.constantFrom('fiets', 'fietsen', 'fietspad', 'brug', 'drukke', 'druk', 'weg'), { maxLength: 6 })
  .map((words) => words.join(' '))
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), name: fc.constantFrom(...names), query }),
  fc.record({ do: fc.constant('end' as const), name: fc.constantFrom(...names) }),
  fc.record({ do: fc.constant('post' as const), guid: fc.constantFrom('1', '2', '3'), title: text, text }),
  fc.record({ do: fc.constant('look back' as const) }),
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

async function take(one: Step, sourceId: string): Promise<void> {
  const { db } = database()
  if (one.do === 'post') {
    await fetchLater(sourceId, answer(feed({ guid: one.guid, title: one.title, text: one.text })))
    return
  }
  if (one.do === 'look back') {
    const jobs = (await listJobs(db)).filter(({ task }) => task === 'listen-apply-watch')
    await forgetJobs(db)
    for (const { payload } of jobs) await applyWatch(db, (payload as { watchId: string }).watchId, world.time)
    return
  }
  const { id } =
    (await db
      .selectFrom('watch')
      .select('id')
      .where('handle', '=', one.name)
      .where('ended_at', 'is', null)
      .executeTakeFirst()) ?? {}
  if (one.do === 'end') {
    if (id) await inTransaction((tx) => endWatch(tx, id, world.time))
    return
  }
  const now = id && (await findWatch(db, id, world.time))
  if (now) {
    const watch = { ...watchOf(one.query, { name: one.name }), id: now.id, seen: stampOfWatch(now) }
    await inTransaction((tx) => changeWatch(tx, { ...watch, by: world.by }, world.time))
  } else await tryWatch(one.query, { name: one.name })
}

/** Each query read anew, and each post held against it word by word. */
async function plainly(): Promise<string[]> {
  const { db } = database()
  const watches = await db.selectFrom('watch').selectAll().where('ended_at', 'is', null).execute()
  const texts = new Map(watches.map(({ handle, query }) => [handle, query]))
  const posts = await selectWritten(db).execute()
  return watches.flatMap((watch) => {
    const read = readWatchQuery(watch.query, (name) => texts.get(name))
    if (read.kind === 'refused') throw new Error(`${watch.query}: ${read.fault.kind}`)
    return posts
      .filter((post) => explain(read.query, asMatched(post), stemmers[stemLanguageOf(post.language)]).matches)
      .map((post) => `${watch.id} ${post.id}`)
  })
}

test('what is marked in the end is what a plain reading of each query in each post finds', async () => {
  let marks = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const { db } = database()
      await sql`truncate source, watch, post cascade`.execute(db)
      await forgetJobs(db)
      const sourceId = await add(feed({ guid: '1', title: 'drukke brug' }, { guid: '2', title: 'fiets' }))
      for (const one of steps) await take(one, sourceId)
      await take({ do: 'look back' }, sourceId)
      const rows = await db.selectFrom('post_match').select(['watch_id', 'post_id']).execute()
      marks += rows.length
      expect(rows.map((row) => `${row.watch_id} ${row.post_id}`).sort()).toEqual((await plainly()).sort())
    }),
    { numRuns: 25 },
  )
  // Of nothing it would say nothing; how much is found is up to chance.
  expect(marks).toBeGreaterThan(0)
})
