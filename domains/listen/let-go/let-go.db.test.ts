import { expect, test } from 'vitest'
import { listened, listLetGo } from '../index.ts'
import { add, DAY, feed, useListening, world } from '../listening.fixture.ts'

const database = useListening()

const lineOf = async (kind: string) =>
  (await listLetGo(database().db, world.time)).find((line) => line.kind === kind)

test('the log says of each kind when its job ran, and what went in the last thirty days', async () => {
  await database().db.deleteFrom('retention_proof').execute()
  await add(feed({ guid: '1', title: 'De brug' }))
  expect(await lineOf('listen-text')).toMatchObject({ ranAt: null, removed: 0, keptFor: { days: 90 } })
  world.time = new Date(world.time.getTime() + 91 * DAY)
  const ran = world.time
  for (const retention of listened) await retention.remove(database().db, ran)
  expect(await lineOf('listen-text')).toMatchObject({ ranAt: ran, removed: 1 })
  expect(await lineOf('listen-raw')).toMatchObject({ ranAt: ran, removed: 1 })
  world.time = new Date(world.time.getTime() + 31 * DAY)
  expect(await lineOf('listen-text'), 'long ago').toMatchObject({ ranAt: ran, removed: 0 })
  expect(await lineOf('listen-withdrawn'), 'it has no job').toMatchObject({ keptFor: undefined, ranAt: null })
})
