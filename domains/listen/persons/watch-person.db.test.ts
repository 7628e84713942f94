import { beforeAll, describe, expect, test } from 'vitest'
import { hire } from '#stories'
import {
  applyWatch,
  askAgainForWatches,
  changeWatch,
  decideOnWatch,
  endWatch,
  findWatch,
  listPersonRequests,
  listWatchesToDecide,
  type NewWatch,
  stampOfWatch,
  tryTyped,
} from '../index.ts'
import {
  add,
  DAY,
  feed,
  inTransaction,
  tryWatch,
  useListening,
  watchFor,
  watchOf,
  world,
} from '../listening.fixture.ts'

const database = useListening()
let colleague = ''

beforeAll(async () => {
  const member = { role: 'responder', unit: 'Ruimte', at: world.time } as const
  colleague = (await hire(database().db, member)).by
})

const query = '"Femke Jansen" AND brug'
const office = { personAs: 'office', office: 'wethouder', personReason: 'Debat over de brug' } as const
const article = { guid: '1', title: 'Femke Jansen over de brug' }

/** A watch that names somebody, as it waits for a second colleague. */
async function askFor(typed: string, words: Partial<NewWatch> = {}): Promise<string> {
  const added = await tryWatch(typed, { ...office, ...words })
  if (added.kind !== 'added') throw new Error(added.kind)
  return added.watchId
}

async function decide(watchId: string, agrees = true, by = colleague) {
  const [request] = await listPersonRequests(database().db, watchId)
  const decision = { requestId: request?.id ?? '', agrees, by, now: world.time }
  return (await inTransaction((tx) => decideOnWatch(tx, decision))).kind
}

async function change(id: string, typed: string, words: Partial<NewWatch> = {}, by = world.by) {
  const now = await findWatch(database().db, id, world.time)
  const watch = { ...watchOf(typed, words), id, by, seen: now ? stampOfWatch(now) : '' }
  return inTransaction((tx) => changeWatch(tx, watch, world.time))
}

const isHeld = async (id: string) => (await findWatch(database().db, id, world.time))?.held
const marks = async () => {
  const marked = database().db.selectFrom('post_match').innerJoin('watch', 'watch.id', 'watch_id')
  return (await marked.select('name').execute()).map(({ name }) => name)
}
const apply = (id: string) => applyWatch(database().db, id, world.time)
const tried = (typed: string, watchId?: string) =>
  tryTyped(database().db, { typed, watchId, now: world.time, timeZone: 'Europe/Amsterdam' })

describe('a watch that names somebody', () => {
  test('is refused without a ground, and says what was seen and what is missing', async () => {
    expect(await tryWatch(query)).toEqual({
      ...{ kind: 'names-person', names: ['Femke Jansen'], gaps: ['personAs'] },
    })
    expect(await tryWatch(query, { personAs: 'office' })).toMatchObject({ gaps: ['office', 'personReason'] })
    expect(await tryWatch(query, { personAs: 'no-person' })).toMatchObject({ gaps: ['personReason'] })
    expect(await listWatchesToDecide(database().db, colleague)).toEqual([])
  })

  test('finds nothing until a second colleague agreed, and is no search meanwhile', async () => {
    const watchId = await askFor(query)
    await add(feed(article))
    await apply(watchId)
    expect(await marks()).toEqual([])
    expect(await decide(watchId, true, world.by)).toBe('own-request')
    expect(await listWatchesToDecide(database().db, world.by)).toEqual([])
    expect(await listWatchesToDecide(database().db, colleague)).toMatchObject([{ id: watchId }])
    expect(await decide(watchId)).toBe('agreed')
    expect(await decide(watchId), 'it was decided').toBe('not-found')
    await apply(watchId)
    expect(await marks()).toEqual(['Verkeer'])
  })

  test('that a colleague declined stays without finds, and may be asked again', async () => {
    const watchId = await askFor(query)
    expect(await decide(watchId, false)).toBe('declined')
    expect(await isHeld(watchId)).toBe(true)
    await change(watchId, query, { ...office, personReason: 'Raadsvergadering over de brug' })
    expect(await decide(watchId)).toBe('agreed')
    expect(await isHeld(watchId)).toBe(false)
  })

  test('is asked about anew after half a year, and finds nothing until then', async () => {
    const watchId = await askFor(query)
    await decide(watchId)
    world.time = new Date(world.time.getTime() + 181 * DAY)
    expect(await inTransaction((tx) => askAgainForWatches(tx, world.time))).toBe(0)
    world.time = new Date(world.time.getTime() + DAY)
    expect(await inTransaction((tx) => askAgainForWatches(tx, world.time))).toBe(1)
    expect(await isHeld(watchId)).toBe(true)
    const [asked, before] = await listPersonRequests(database().db, watchId)
    expect(asked).toMatchObject({ office: 'wethouder', isCurrent: true, decidedBy: null })
    expect(before).toMatchObject({ isCurrent: false })
  })

  test('and is no person after all needs a second colleague too', async () => {
    const added = await tryWatch('"Emma Brouwer"', { personAs: 'no-person', personReason: 'Een schip' })
    expect(added).toMatchObject({ kind: 'added', isHeld: true })
  })

  test('is ended like any other, and then waits for nobody', async () => {
    const watchId = await askFor(query)
    await inTransaction((tx) => endWatch(tx, watchId, world.time))
    expect(await listWatchesToDecide(database().db, colleague)).toEqual([])
    expect(await decide(watchId)).toBe('not-found')
  })
})

describe('a watch that is changed', () => {
  test('to name somebody is held, and loses what it marked', async () => {
    await add(feed(article))
    const watchId = await watchFor('brug')
    expect(await change(watchId, query)).toMatchObject({ kind: 'names-person' })
    expect(await marks(), 'nothing changed').toEqual(['Verkeer'])
    expect(await change(watchId, query, office)).toEqual({ kind: 'changed', isHeld: true })
    await apply(watchId)
    expect(await marks()).toEqual([])
  })

  test('so that it names nobody goes on', async () => {
    const watchId = await askFor(query)
    expect(await change(watchId, 'brug', office)).toEqual({ kind: 'changed', isHeld: false })
    expect(await listWatchesToDecide(database().db, colleague)).toEqual([])
  })

  test('is held for other words about the same person, and not for another purpose', async () => {
    const watchId = await askFor(query)
    await decide(watchId)
    expect(await change(watchId, query, { ...office, purpose: 'Iets anders' })).toMatchObject({
      isHeld: false,
    })
    expect(await change(watchId, '"Femke Jansen" AND vakantie', office)).toMatchObject({ isHeld: true })
  })

  test('by a colleague is decided on by whoever asked before', async () => {
    const watchId = await askFor(query)
    await change(watchId, `${query} water`, office, colleague)
    expect(await decide(watchId, true, colleague)).toBe('own-request')
    expect(await decide(watchId, true, world.by)).toBe('agreed')
  })
})

describe('a query that takes in another', () => {
  test('names whom that one names', async () => {
    await askFor('"Femke Jansen"', { name: 'Wethouder' })
    expect(await tryWatch('@wethouder AND brug')).toMatchObject({
      ...{ kind: 'names-person', names: ['Femke Jansen'] },
    })
    await watchFor('Femke', { name: 'Voornaam' })
    expect(await tryWatch('@voornaam AND Jansen')).toMatchObject({ names: ['Femke Jansen'] })
    expect(await tryWatch('brug NOT @wethouder'), 'what is left out is no search').toMatchObject({
      kind: 'added',
    })
  })

  test('is held when that one comes to name somebody, and agreed to by itself', async () => {
    await add(feed(article))
    const inner = await watchFor('brug', { name: 'Kern' })
    const outer = await watchFor('@kern AND femke', { name: 'Rand' })
    expect(await change(inner, '"Femke Jansen"', { name: 'Kern' })).toMatchObject({ kind: 'names-person' })
    expect(await change(inner, '"Femke Jansen"', { ...office, name: 'Kern' })).toMatchObject({ isHeld: true })
    await apply(outer)
    expect(await marks()).toEqual([])
    await decide(inner)
    await apply(outer)
    expect(await isHeld(outer)).toBe(true)
    expect(await marks()).toEqual([])
    await decide(outer)
    await apply(outer)
    expect(await marks()).toEqual(['Rand'])
  })
})

describe('a trial', () => {
  test('is no way around a second colleague', async () => {
    await add(feed(article))
    expect(await tried(query)).toEqual({ kind: 'not-for-persons', names: ['Femke Jansen'] })
    const watchId = await askFor(query)
    expect(await tried(query, watchId)).toMatchObject({ kind: 'not-for-persons' })
    const other = await tried('vuurwerk', watchId)
    expect(other.kind === 'tried' && other.newest, 'what it would lose is what was searched').toEqual([])
    await decide(watchId)
    expect(await tried(query, watchId)).toMatchObject({ kind: 'tried', trial: { found: { count: 1 } } })
    expect(await tried('"Femke Jansen"', watchId)).toMatchObject({ kind: 'not-for-persons' })
  })
})

test('places, subjects and teams that are known here are no persons', async () => {
  const { db } = database()
  expect(await tryWatch('"Anna Paulowna"')).toMatchObject({ kind: 'names-person' })
  const area = { code: 'GM0366', year: 2024, name: 'Anna Paulowna', folded: 'annapaulowna' }
  await db
    .insertInto('area')
    .values({ ...area, kind: 'municipality', keys: [] })
    .execute()
  expect(await tryWatch('"Anna Paulowna"')).toMatchObject({ kind: 'added', isHeld: false })
})
