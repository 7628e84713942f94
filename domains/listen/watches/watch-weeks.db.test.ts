import { expect, test } from 'vitest'
import { countMarksByWeek, judgeMark, listPosts } from '../index.ts'
import { add, DAY, feed, inTransaction, start, useListening, watchFor, world } from '../listening.fixture.ts'

const database = useListening()

test('two watches are counted week by week, and what both marked', async () => {
  const ago = (days: number) => new Date(start.getTime() - days * DAY)
  await add(
    feed(
      { guid: '1', title: 'Fiets en brug', date: ago(1) },
      { guid: '2', title: 'Brug', date: ago(6) },
      { guid: '3', title: 'Fiets', date: ago(8) },
      { guid: '4', title: 'Brug voorbij', date: ago(27) },
      { guid: '5', title: 'Brug, lang geleden', date: ago(40) },
    ),
  )
  const watchIds = [await watchFor('fiets', { name: 'Fiets' }), await watchFor('brug', { name: 'Brug' })]
  const [bikes = '', bridges = ''] = watchIds
  const count = () => countMarksByWeek(database().db, { watchIds, weeks: 4, now: world.time })
  const { counts, inAll } = await count()
  expect([counts.get(bikes), counts.get(bridges), inAll]).toEqual([[0, 0, 1, 1], [1, 0, 0, 2], 1])
  const both = (await listPosts(database().db, { watchId: bikes }, { size: 1 })).rows[0]
  const mark = { watchId: bikes, postId: both?.id ?? '', isRelevant: false, now: world.time }
  await inTransaction((tx) => judgeMark(tx, mark))
  const later = await count()
  expect([later.counts.get(bikes), later.inAll]).toEqual([[0, 0, 1, 0], 0])
})
