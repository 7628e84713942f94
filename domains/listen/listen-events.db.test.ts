import { expect, test } from 'vitest'
import { addSource, addWatch, endWatch, newWatchSchema, stopSource } from './index.ts'
import {
  add,
  answer,
  clock,
  feed,
  feedAddress,
  inTransaction,
  useListening,
  webOf,
  world,
} from './listening.fixture.ts'

const database = useListening()

test('where we read along, and for which words, is recorded when it begins and when it ends', async () => {
  const { db } = database()
  const body = feed({ guid: '1', title: 'Bericht' })
  const sourceId = await add(body)
  const stop = () => inTransaction((tx) => stopSource(tx, sourceId, world.time))
  const begin = () => {
    const source = {
      address: feedAddress,
      purpose: 'Doel',
      legalBasis: 'consent' as const,
      by: world.by,
      clock,
    }
    return addSource(db, webOf(answer(body)), source)
  }
  expect((await begin()).kind, 'it is read already').toBe('already-added')
  await stop()
  await stop()
  await begin()
  const watch = newWatchSchema.parse({ name: 'Brug', query: 'brug', purpose: 'Hinder', followsSubject: true })
  const added = await inTransaction((tx) => addWatch(tx, watch, { by: world.by, now: world.time }))
  const watchId = added.kind === 'added' ? added.watchId : ''
  await inTransaction((tx) => endWatch(tx, watchId, world.time))
  const events = await db
    .selectFrom('event')
    .select(['type', 'subject_id as id'])
    .orderBy('position')
    .execute()
  expect(events).toEqual([
    { type: 'source-added', id: sourceId },
    { type: 'source-stopped', id: sourceId },
    { type: 'source-added', id: sourceId },
    { type: 'watch-added', id: watchId },
    { type: 'watch-ended', id: watchId },
  ])
})
