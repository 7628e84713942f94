import { beforeAll, expect, test } from 'vitest'
import { addSubject, reviseSubject, subjectSchema } from '#domains/people'
import {
  applyWatch,
  askAgainForWatches,
  decideOrder,
  findWatch,
  listOrderSubjects,
  type Stance,
} from '../index.ts'
import { add, feed, inTransaction, tryWatch, useListening, watchFor, world } from '../listening.fixture.ts'

const database = useListening()
const words = (name: string, parentId = '') => subjectSchema.parse({ name, parentId, unitId: '' })
const deed = () => ({ by: world.by, now: world.time, today: '2026-04-16' })
let order = ''
let fireworks = ''
let markets = ''

async function makeSubject(name: string, parentId?: string): Promise<string> {
  const made = await inTransaction((tx) => addSubject(tx, words(name, parentId), deed()))
  if (made.kind !== 'added') throw new Error(made.kind)
  return made.id
}

beforeAll(async () => {
  order = await makeSubject('Openbare orde')
  fireworks = await makeSubject('Vuurwerk', order)
  markets = await makeSubject('Markten')
})

const say = (subjectId: string, stance: Stance) =>
  inTransaction((tx) =>
    decideOrder(tx, { subjectId, stance, reason: 'Jaarwisseling' }, { by: world.by, now: world.time }),
  )
const isHeld = async (id: string) => (await findWatch(database().db, id, world.time))?.held

test('a subject about public order is followed by no watch before an administrator lets it, with a reason', async () => {
  expect(await tryWatch('vuurwerk', { subjectId: fireworks })).toEqual({ kind: 'public-order' })
  await say(fireworks, 'watched')
  expect(await tryWatch('vuurwerk', { subjectId: fireworks })).toMatchObject({ kind: 'added', isHeld: false })
  expect(await tryWatch('onrust', { name: 'Onrust', subjectId: order })).toEqual({ kind: 'public-order' })
  const subjects = await listOrderSubjects(database().db)
  expect(subjects.find(({ id }) => id === fireworks)?.decision).toMatchObject({ reason: 'Jaarwisseling' })
  await say(fireworks, 'off')
})

test('watches on a subject that is taken for public order find nothing from then on, and go on when it is not', async () => {
  await add(feed({ guid: '1', title: 'De markt' }))
  const watchId = await watchFor('markt', { subjectId: markets })
  await say(markets, 'off')
  expect(await isHeld(watchId)).toBe(true)
  expect(await applyWatch(database().db, watchId, world.time)).toBe(0)
  expect(await database().db.selectFrom('post_match').select('post_id').execute()).toEqual([])
  await say(markets, 'other')
  expect(await applyWatch(database().db, watchId, world.time)).toBe(1)
})

test('so do those on a subject that was moved below public order, within the hour', async () => {
  const squares = await makeSubject('Pleinen')
  const watchId = await watchFor('plein', { subjectId: squares })
  const moved = { ...words('Pleinen', order), id: squares, seen: 1 }
  await inTransaction((tx) => reviseSubject(tx, moved, deed()))
  await inTransaction((tx) => askAgainForWatches(tx, world.time))
  expect(await isHeld(watchId)).toBe(true)
})

test('a subject that is not there is not decided on', async () => {
  expect(await say(world.by, 'off')).toEqual({ kind: 'not-found' })
})
