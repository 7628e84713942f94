import { beforeEach, expect, test } from 'vitest'
import {
  addHandSource,
  listSuggestions,
  newHandSourceSchema,
  setSuggestionAside,
  suggestCommunities,
} from '../index.ts'
import { add, DAY, feed, inTransaction, MINUTE, start, useListening, world } from '../listening.fixture.ts'
import { makeCommunity } from './communities.fixture.ts'

const database = useListening()

beforeEach(async () => {
  const { db } = database()
  await db.deleteFrom('community').execute()
  await db.deleteFrom('community_suggestion').execute()
})

const link = (address: string) => `&lt;p&gt;Zie &lt;a href="${address}"&gt;dit&lt;/a&gt;&lt;/p&gt;`

/** Posts of one source, each with a link to each of these addresses. */
const linking = (many: number, ...addresses: string[]) =>
  add(
    feed(
      ...Array.from({ length: many }, (_, n) => ({
        guid: `${n}`,
        title: `Bericht ${n}`,
        text: addresses.map(link).join(''),
        date: new Date(start.getTime() - n * MINUTE),
      })),
    ),
  )

const suggested = async () => {
  await suggestCommunities(database().db, world.time)
  return (await listSuggestions(database().db)).map(({ place, posts, sources }) => ({
    place,
    posts,
    sources,
  }))
}

test('a place that posts link to often is suggested, with the page that they link to most', async () => {
  await linking(3, 'https://www.forum.example/brug', 'https://forum.example/park?utm_source=krant')
  expect(await suggested()).toEqual([{ place: 'forum.example', posts: 3, sources: 1 }])
  const [{ address } = { address: '' }] = await listSuggestions(database().db)
  expect(address).toBe('https://www.forum.example/brug')
})

test('two links are no custom, and neither are links of a month ago', async () => {
  await linking(2, 'https://forum.example/')
  expect(await suggested()).toEqual([])
  await database()
    .db.updateTable('post')
    .set({ published_at: new Date(start.getTime() - 31 * DAY) })
    .execute()
  expect(await suggested()).toEqual([])
})

test('the site itself, a person, a platform and a place that we know are not suggested', async () => {
  await linking(
    3,
    'https://krant.example/2',
    'https://foto.krant.example/2',
    'https://forum.example/u/jan',
    'https://x.com/jan',
    'https://gekend.example/3',
    'https://gelezen.example/4',
    'https://nieuw.example/',
  )
  await makeCommunity({ name: 'Gekend', address: 'gekend.example' })
  const ground = { purpose: 'Hinder zien', legalBasis: 'public_task' }
  const hand = newHandSourceSchema.parse({ ...ground, title: 'Gelezen', home: 'gelezen.example/noord' })
  await inTransaction((tx) => addHandSource(tx, hand, { by: world.by, now: world.time }))
  expect(await suggested()).toEqual([{ place: 'nieuw.example', posts: 3, sources: 1 }])
})

test('what is set aside is not suggested again; what comes into the directory is gone at once', async () => {
  await linking(3, 'https://een.example/', 'https://twee.example/draad/1')
  expect(await suggested()).toHaveLength(2)
  await inTransaction((tx) => setSuggestionAside(tx, 'een.example', world.time))
  expect((await suggested()).map(({ place }) => place)).toEqual(['twee.example'])
  await makeCommunity({ name: 'Draad', address: 'https://twee.example/draad' })
  expect(await listSuggestions(database().db)).toEqual([])
})

test('a count that is broken off leaves what was suggested before', async () => {
  await linking(3, 'https://forum.example/')
  expect(await suggested()).toHaveLength(1)
  const stopped = AbortSignal.abort()
  await expect(suggestCommunities(database().db, world.time, stopped)).rejects.toThrow()
  expect(await listSuggestions(database().db)).toHaveLength(1)
})
