import { expect, test } from 'vitest'
import {
  countFinds,
  countWaiting,
  findLongestWait,
  judgeMark,
  judgePost,
  listGrowing,
  listPosts,
  listWaitingDossiers,
  lookAtDesk,
  makePostAnInput,
  type PostFilter,
  takeBackJudgement,
} from '../index.ts'
import {
  add,
  answer,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  MINUTE,
  openDossierNamed,
  start,
  useListening,
  watchFor,
  world,
} from '../listening.fixture.ts'

const database = useListening()
const ago = (days: number) => new Date(start.getTime() - days * DAY)

async function listed(filter: PostFilter): Promise<string[]> {
  const { rows } = await listPosts(database().db, filter, { size: 50 })
  return rows.map(({ title }) => title)
}

async function idOf(title: string): Promise<string> {
  const { id } = await database()
    .db.selectFrom('post')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  return id
}

const waits = () => listed({ show: 'waiting' })
const judge = async (title: string, watchId?: string) => {
  const judged = { postId: await idOf(title), watchId, now: world.time }
  return inTransaction((tx) => judgePost(tx, judged))
}

test('what a watch finds waits until somebody says that it is not relevant, and again when that is taken back', async () => {
  await add(
    feed(
      { guid: '1', title: 'Brug dicht' },
      { guid: '2', title: 'Brug open' },
      { guid: '3', title: 'Markt' },
    ),
  )
  await watchFor('brug')
  expect((await waits()).toSorted()).toEqual(['Brug dicht', 'Brug open'])
  expect(await judge('Brug dicht')).toEqual({ kind: 'judged' })
  expect(await waits()).toEqual(['Brug open'])
  expect(await judge('Brug dicht')).toEqual({ kind: 'nothing-to-judge' })
  const taken = { postId: await idOf('Brug dicht'), judgedAt: world.time }
  await inTransaction((tx) => takeBackJudgement(tx, taken))
  expect(await waits()).toHaveLength(2)
})

test('taking back leaves what was said of the post before', async () => {
  await add(feed({ guid: '1', title: 'Fiets en brug' }))
  const bikes = await watchFor('fiets', { name: 'Fiets' })
  await watchFor('brug', { name: 'Brug' })
  await judge('Fiets en brug', bikes)
  expect(await waits()).toEqual(['Fiets en brug'])
  world.time = new Date(start.getTime() + MINUTE)
  await judge('Fiets en brug')
  expect(await waits()).toEqual([])
  await inTransaction(async (tx) =>
    takeBackJudgement(tx, { postId: await idOf('Fiets en brug'), judgedAt: world.time }),
  )
  expect(await listed({ show: 'waiting', watchId: bikes })).toEqual([])
  expect(await waits()).toEqual(['Fiets en brug'])
})

test('a post of which an input was made waits no more, not for a watch that finds it later either', async () => {
  await add(feed({ guid: '1', title: 'Fiets en brug' }))
  await watchFor('brug')
  const input = { postId: await idOf('Fiets en brug'), dossierId: await openDossierNamed('Welke brug?') }
  await inTransaction((tx) => makePostAnInput(tx, { ...input, by: world.by, now: world.time }))
  const bikes = await watchFor('fiets', { name: 'Fiets' })
  expect(await waits()).toEqual([])
  const mark = { watchId: bikes, postId: input.postId, now: world.time }
  for (const isRelevant of [false, true]) await inTransaction((tx) => judgeMark(tx, { ...mark, isRelevant }))
  expect(await waits()).toEqual([])
  expect(await listed({ show: 'found' })).toEqual(['Fiets en brug'])
})

test('what was said long before it was found waits for nobody', async () => {
  await add(
    feed({ guid: '1', title: 'Brug', date: ago(3) }, { guid: '2', title: 'Brug van toen', date: ago(15) }),
  )
  await watchFor('brug')
  expect(await waits()).toEqual(['Brug'])
  expect(await listed({ show: 'found' })).toEqual(['Brug', 'Brug van toen'])
})

test('what waits stands in the order in which it was found, once, however many watches found it, and page after page', async () => {
  const source = await add(feed({ guid: '1', title: 'Brug een', date: ago(1) }))
  const dossier = await openDossierNamed('Welke brug?')
  await watchFor('brug', { name: 'Brug', dossierIds: [dossier] })
  await fetchLater(source, answer(feed({ guid: '2', title: 'Brug twee', date: ago(2) })))
  const second = await watchFor('een OF twee', { name: 'Getal', dossierIds: [dossier] })
  expect(await waits()).toEqual(['Brug een', 'Brug twee'])
  expect(await listed({ show: 'waiting', dossierId: dossier })).toEqual(['Brug een', 'Brug twee'])
  expect(await listed({ show: 'new' })).toEqual(['Brug twee', 'Brug een'])
  expect(await listed({ show: 'new', since: start })).toEqual(['Brug twee'])
  const first = await listPosts(database().db, { show: 'waiting' }, { size: 1 })
  const next = await listPosts(database().db, { show: 'waiting' }, { size: 1, after: first.next })
  expect([next.rows[0]?.title, next.next]).toEqual(['Brug twee', undefined])
  await judge('Brug een', second)
  expect(await waits()).toEqual(['Brug een', 'Brug twee'])
  const { db } = database()
  expect([await countWaiting(db, {}), await countWaiting(db, {}, start)]).toEqual([2, 1])
  expect(await findLongestWait(db)).toEqual(start)
  expect(await listWaitingDossiers(db)).toEqual([
    { id: dossier, question: 'Welke brug?', language: 'nl', waitsSince: start },
  ])
})

test('new is what came since the last look but one pause ago, for each by themselves', async () => {
  const look = (minutes: number) =>
    lookAtDesk(database().db, { accountId: world.by, now: new Date(start.getTime() + minutes * MINUTE) })
  expect(await look(0)).toEqual(ago(7))
  expect(await look(20)).toEqual(ago(7))
  expect(await look(45)).toEqual(ago(7))
  expect(await look(90)).toEqual(new Date(start.getTime() + 45 * MINUTE))
  expect(await look(90.5)).toEqual(new Date(start.getTime() + 45 * MINUTE))
})

test('what grows is told once there are five weeks of listening to compare', async () => {
  const dates = [1, 2, 3, 4, 5, 6, 9, 16, 24, 29]
  await add(feed(...dates.map((days, n) => ({ guid: String(n), title: `Brug ${n}`, date: ago(days) }))))
  const watchId = await watchFor('brug')
  const grows = async (now: Date) => {
    await inTransaction((tx) => countFinds(tx, now))
    return listGrowing(database().db)
  }
  expect(await grows(start)).toEqual({ watches: [], isTold: false })
  await database()
    .db.updateTable('source')
    .set({ added_at: ago(35) })
    .execute()
  expect(await grows(start)).toEqual({
    watches: [{ id: watchId, name: 'Verkeer', weeks: [1, 1, 1, 1, 6] }],
    isTold: true,
  })
})
