import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import {
  countViews,
  listViews,
  makeView,
  moveView,
  narrowingSchema,
  narrowingValues,
  openWithView,
  removeView,
  renameView,
  viewNameSchema,
} from '../index.ts'
import { useAnswerDesk } from '../testing.ts'

const { ask, database, inTransaction } = useAnswerDesk()
const db = () => database().db

let ann: Awaited<ReturnType<typeof keeper>>
let bob: typeof ann
let eva: typeof ann
beforeAll(async () => {
  ann = await keeper('Ann', 'Wegen')
  bob = await keeper('Bob', 'Wegen')
  eva = await keeper('Eva', 'Zorg')
})

async function keeper(name: string, unit: string) {
  const { by, unitId } = await hire(db(), { name, unit, role: 'responder' })
  return { by, now, today, unitId, staff: { roles: [{ role: 'responder' as const, unitId, unit }] } }
}

const of = { filter: 'open', order: 'due', narrowing: { assigned: 'nobody' } } as const
const make = (name: string, who: typeof ann, unitId: string | null = null, narrowing = {}) =>
  inTransaction((tx) => makeView(tx, { ...of, name, unitId, narrowing }, who))
const viewsOf = (who: typeof ann) => listViews(db(), { accountId: who.by, today })
const namesOf = async (who: typeof ann) => (await viewsOf(who)).map(({ name }) => name)
const idOf = (made: Awaited<ReturnType<typeof make>>) => (made.kind === 'made' ? made.id : '')

test('one’s own views are there for oneself, those of a team for all who work in it, each in their order', async () => {
  const mine = idOf(await make('Van mij', ann))
  await make('Ook van mij', ann)
  const ours = idOf(await make('Van ons', ann, ann.unitId))
  expect(await namesOf(ann)).toEqual(['Van mij', 'Ook van mij', 'Van ons'])
  expect(await namesOf(bob)).toEqual(['Van ons'])
  expect(await namesOf(eva)).toEqual([])
  await inTransaction((tx) => moveView(tx, { id: mine, by: 1 }, ann))
  await inTransaction((tx) => moveView(tx, { id: mine, by: 1 }, ann))
  expect(await namesOf(ann)).toEqual(['Ook van mij', 'Van mij', 'Van ons'])
  expect(await inTransaction((tx) => renameView(tx, { id: ours, name: 'Ons werk' }, bob))).toEqual({
    kind: 'renamed',
  })
  expect(await inTransaction((tx) => removeView(tx, mine, ann))).toEqual({ kind: 'removed' })
  expect(await namesOf(ann)).toEqual(['Ook van mij', 'Ons werk'])
})

test('nobody touches the views of somebody else, or of a team that they do not work in', async () => {
  const [hers, theirs] = [idOf(await make('Eva', eva)), idOf(await make('Zorg', eva, eva.unitId))]
  for (const [id, kind] of [
    [hers, 'not-found'],
    [theirs, 'not-yours'],
    [crypto.randomUUID(), 'not-found'],
  ] as const) {
    expect(await inTransaction((tx) => renameView(tx, { id, name: 'x' }, ann))).toEqual({ kind })
    expect(await inTransaction((tx) => moveView(tx, { id, by: 1 }, ann))).toEqual({ kind })
    expect(await inTransaction((tx) => removeView(tx, id, ann))).toEqual({ kind })
    expect(await inTransaction((tx) => openWithView(tx, id, ann))).toEqual({ kind: 'not-found' })
  }
  expect(await make('Indringer', ann, eva.unitId)).toEqual({ kind: 'not-yours' })
  expect(await namesOf(eva)).toEqual(['Eva', 'Zorg'])
})

test('the inbox of each opens with what they chose, until that is removed', async () => {
  const ours = idOf(await make('Begin', ann, ann.unitId))
  await inTransaction((tx) => openWithView(tx, ours, bob))
  const startOf = async (who: typeof ann) => (await viewsOf(who)).find(({ isStart }) => isStart)?.name
  expect([await startOf(bob), await startOf(ann)]).toEqual(['Begin', undefined])
  await inTransaction((tx) => openWithView(tx, null, bob))
  expect(await startOf(bob)).toBeUndefined()
  await inTransaction((tx) => openWithView(tx, ours, bob))
  await inTransaction((tx) => removeView(tx, ours, ann))
  expect(await startOf(bob)).toBeUndefined()
})

test('a view gives back what it was made of, and counts it', async () => {
  const narrowing = narrowingSchema.parse({
    ...{ assigned: bob.by, unit: ann.unitId, channel: 'web', due: 'week', words: '  een  lantaarn ' },
    label: '',
  })
  const id = idOf(await make('Alles', eva, null, narrowing))
  const all = await viewsOf(eva)
  expect(narrowingValues(all.find((one) => one.id === id)?.narrowing)).toEqual({
    ...{ assigned: bob.by, unit: ann.unitId, channel: 'web', due: 'week', words: 'een lantaarn' },
  })
  const every = idOf(await make('Open', eva))
  await ask({ body: 'Waar?' })
  const counts = await countViews(db(), await viewsOf(eva), { accountId: eva.by, today })
  expect([counts.get(id), counts.get(every)]).toEqual([
    { n: 0, isMore: false },
    { n: 1, isMore: false },
  ])
})

test('of many that are made at once, no more are kept than somebody chooses from', async () => {
  const gus = await keeper('Gus', 'Archief')
  const made = await Promise.all(Array.from({ length: 34 }, (_, n) => make(`Nummer ${n}`, gus)))
  expect(Map.groupBy(made, ({ kind }) => kind).get('too-many')).toHaveLength(4)
  expect(new Set(await namesOf(gus)).size).toBe(30)
})

test('a view of something that went while it was named is not kept', async () => {
  expect(await make('Weg', ann, null, { label: crypto.randomUUID() })).toEqual({ kind: 'gone' })
  expect(await make('Weg', ann, null, { assigned: { id: crypto.randomUUID() } })).toEqual({ kind: 'gone' })
})

test('an address that says something wrong narrows by nothing', () => {
  const wrong = { label: 'x', assigned: 'everyone', unit: '1', channel: 'fax', due: 'ever', words: ' \n ' }
  expect(narrowingValues(narrowingSchema.parse(wrong))).toEqual({})
  expect(narrowingSchema.parse({ words: 'ж'.repeat(500) }).words).toHaveLength(400)
  const name = (typed: string) => viewNameSchema.shape.name.safeParse(typed).error?.issues[0]?.message
  expect([name('  '), name('x'.repeat(41)), name('😀'.repeat(40))]).toEqual([
    'missing',
    'too-long',
    undefined,
  ])
})
