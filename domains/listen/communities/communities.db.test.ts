import { beforeEach, expect, test } from 'vitest'
import { addSubject, subjectSchema } from '#domains/people'
import { hire } from '#stories'
import {
  addHandSource,
  communityContacts,
  communitySchema,
  findCommunity,
  findCommunityAt,
  listCommunities,
  listPublicCommunities,
  makePostAnInput,
  newHandSourceSchema,
  removeCommunity,
  weighCommunity,
} from '../index.ts'
import {
  add,
  DAY,
  feed,
  inTransaction,
  openDossierNamed,
  posts,
  start,
  useListening,
  world,
} from '../listening.fixture.ts'
import { change, makeCommunity, tryCommunity, who } from './communities.fixture.ts'

const database = useListening()

beforeEach(async () => {
  await database().db.deleteFrom('community').execute()
})

const today = '2026-04-16'
const namesOf = async (filter: Parameters<typeof listCommunities>[1]) =>
  (await listCommunities(database().db, filter, { today, size: 50 })).rows.map(({ name }) => name)
const errorsOf = (typed: Record<string, unknown>) =>
  communitySchema
    .safeParse({ name: 'x', kind: 'forum', address: 'forum.example', ...typed })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

test('what a form says of a community is checked beside its field', () => {
  expect(errorsOf({ name: ' ', kind: 'café', address: 'geen adres' })).toEqual([
    'name: missing',
    'kind: missing',
    'address: not-an-address',
  ])
  expect(errorsOf({ size: '1.200', sizedOn: '' })).toEqual(['sizedOn: missing'])
  expect(errorsOf({ size: 'veel', sizedOn: '2026-01-01' })).toEqual(['size: no-size'])
  expect(errorsOf({ size: '0', sizedOn: '2026-01-01' })).toEqual(['size: no-size'])
  expect(errorsOf({ size: '3', sizedOn: '2026-02-30' })).toEqual(['sizedOn: no-day'])
  expect(errorsOf({ rulesAddress: 'javascript:alert(1)' })).toEqual(['rulesAddress: not-an-address'])
  expect(errorsOf({ areaCodes: ["'; drop"] })).toEqual(['areaCodes.0: missing'])
  expect(errorsOf({ size: '1.200', sizedOn: '2026-01-01' })).toEqual([])
})

test('one place is in the directory once, however its address is written', async () => {
  const id = await makeCommunity()
  for (const address of ['http://forum.example/Noord', 'forum.example/noord/index.php?sid=3#top'])
    expect(await tryCommunity({ address })).toEqual({ kind: 'already-known', id, name: 'Wijkforum Noord' })
  expect((await tryCommunity({ address: 'https://forum.example/zuid' })).kind).toBe('added')
})

test('of two who add one place at once, the second is told of the first', async () => {
  const kinds = (await Promise.all([tryCommunity(), tryCommunity()])).map(({ kind }) => kind)
  expect(kinds.sort()).toEqual(['added', 'already-known'])
})

test('an address lies in the nearest community, and in none that only begins like it', async () => {
  const { db } = database()
  const group = await makeCommunity()
  const forum = await makeCommunity({ name: 'Forum', address: 'forum.example' })
  const at = async (address: string) => (await findCommunityAt(db, address))?.id
  expect(await at('https://forum.example/noord/brug-dicht.html?p=3#reactie')).toBe(group)
  expect(await at('http://WWW.forum.example/noord')).toBe(group)
  expect(await at('https://forum.example/noordwijk/1')).toBe(forum)
  expect(await at('https://forum.example.org/noord')).toBeUndefined()
  expect(await at(`https://elders.example/${'a/'.repeat(3000)}`)).toBeUndefined()
})

test('what one person wrote, what is not there and what is yet to come are refused', async () => {
  expect(await tryCommunity({ address: 'https://forum.example/u/jan' })).toEqual({ kind: 'of-a-person' })
  expect(await tryCommunity({ unitId: crypto.randomUUID() })).toEqual({ kind: 'unit-closed' })
  expect(await tryCommunity({ accountId: crypto.randomUUID() })).toEqual({ kind: 'not-a-colleague' })
  expect(await tryCommunity({ subjectIds: [crypto.randomUUID()] })).toEqual({ kind: 'subject-not-open' })
  expect(await tryCommunity({ size: '3', sizedOn: '2026-04-17' })).toEqual({
    kind: 'in-the-future',
    field: 'sizedOn',
  })
  expect(await tryCommunity({ agreedOn: '2027-01-01' })).toEqual({ kind: 'in-the-future', field: 'agreedOn' })
})

test('a change that was made from an older one overwrites nothing', async () => {
  const { db } = database()
  const id = await makeCommunity({ size: '40', sizedOn: '2026-04-01', areaCodes: ['BU01930010'] })
  expect(await change(id, '1', { name: 'Noord praat', accountId: world.by })).toEqual({ kind: 'changed' })
  expect(await change(id, '1', { name: 'Anders' })).toEqual({ kind: 'changed-meanwhile' })
  const found = await findCommunity(db, id, today)
  expect(found).toMatchObject({
    name: 'Noord praat',
    size: null,
    areaCodes: [],
    accountId: world.by,
    since: start,
  })
  world.time = new Date(start.getTime() + DAY)
  await change(id, '2', { accountId: world.by })
  expect((await findCommunity(db, id, today))?.since).toEqual(start)
  const other = await makeCommunity({ address: 'forum.example/zuid' })
  expect(await change(other, '1', {})).toMatchObject({ kind: 'already-known', id })
  expect(await change(crypto.randomUUID(), '1')).toEqual({ kind: 'not-found' })
})

test('the directory is narrowed by subject, area and who is in touch, and read page by page', async () => {
  const { db } = database()
  const subject = await inTransaction((tx) =>
    addSubject(tx, subjectSchema.parse({ name: 'Water', parentId: '', unitId: '' }), who()),
  )
  if (subject.kind !== 'added') throw new Error(subject.kind)
  const subjectIds = [subject.id]
  await makeCommunity({ name: 'b', subjectIds, areaCodes: ['BU01930010', 'WK019302'], accountId: world.by })
  await makeCommunity({ name: 'A', address: 'een.example', unitId: world.unitId })
  await makeCommunity({ name: 'ç', address: 'twee.example' })
  expect(await namesOf({})).toEqual(['A', 'b', 'ç'])
  expect(await namesOf({ subjectIds })).toEqual(['b'])
  expect(await namesOf({ areaCodes: ['WK019302', 'WK019303'] })).toEqual(['b'])
  expect(await namesOf({ areaCodes: [] })).toEqual([])
  expect(await namesOf({ inTouch: { kind: 'account', id: world.by } })).toEqual(['b'])
  expect(await namesOf({ inTouch: { kind: 'unit', id: world.unitId } })).toEqual(['A'])
  expect(await namesOf({ inTouch: { kind: 'nobody' } })).toEqual(['ç'])
  const pages: string[][] = []
  for (let after: string | undefined; pages.length < 5; ) {
    const page = await listCommunities(db, {}, { today, after, size: 2 })
    pages.push(page.rows.map(({ name }) => name))
    if (page.next === undefined) break
    after = page.next
  }
  expect(pages).toEqual([['A', 'b'], ['ç']])
})

test('who left is in touch no more from that day, is forgotten a day later, and begins anew', async () => {
  const { db } = database()
  const { by } = await hire(db, { role: 'responder', unit: 'Webcare', at: start })
  const id = await makeCommunity({ accountId: by, unitId: world.unitId })
  const inTouch = async () => (await findCommunity(db, id, today))?.colleague ?? null
  expect(await inTouch()).not.toBeNull()
  await db.updateTable('staff_role').set({ ended_at: start }).where('account_id', '=', by).execute()
  expect(await inTouch()).toBeNull()
  expect(await namesOf({ inTouch: { kind: 'account', id: by } })).toEqual([])
  expect((await findCommunity(db, id, today))?.unit).toBe('Webcare')
  await communityContacts.remove(db, new Date(start.getTime() + DAY / 2))
  expect(await db.selectFrom('community_contact').selectAll().execute()).toHaveLength(1)
  await communityContacts.remove(db, new Date(start.getTime() + 2 * DAY))
  expect(await db.selectFrom('community_contact').selectAll().execute()).toEqual([])
})

test('everybody reads of those that agreed, and of no others', async () => {
  const { db } = database()
  await makeCommunity()
  const id = await makeCommunity({
    name: 'Open',
    address: 'open.example',
    agreedOn: today,
    whomToAsk: 'de redactie',
  })
  const { rows } = await listPublicCommunities(db, { size: 10 })
  expect(rows).toEqual([
    {
      ...{ id, name: 'Open', kind: 'forum', address: 'https://open.example/' },
      ...{ unit: null, agreedOn: today, subjectIds: [] },
    },
  ])
  await inTransaction((tx) => removeCommunity(tx, id))
  expect((await listPublicCommunities(db, { size: 10 })).rows).toEqual([])
  expect(await inTransaction((tx) => removeCommunity(tx, id))).toEqual({ kind: 'not-found' })
})

test('what a community brought is what the sources brought that lie in it, and in no nearer one', async () => {
  const { db } = database()
  const krant = await makeCommunity({ name: 'Krant', address: 'https://krant.example/' })
  await add(feed({ guid: '1', title: 'Een' }, { guid: '2', title: 'Twee' }))
  const hand = newHandSourceSchema.parse({
    ...{
      title: 'Lezers van de krant',
      home: 'krant.example/lezers',
      purpose: 'x',
      legalBasis: 'public_task',
    },
  })
  await inTransaction((tx) => addHandSource(tx, hand, { by: world.by, now: world.time }))
  const [post] = await posts()
  const dossierId = await openDossierNamed('Telt dit?')
  await inTransaction((tx) =>
    makePostAnInput(tx, { postId: post?.id ?? '', dossierId, by: world.by, now: world.time }),
  )
  const titlesOf = async (id: string) =>
    (await weighCommunity(db, id, world.time)).sources.map(({ title }) => title)
  expect(await weighCommunity(db, krant, world.time)).toMatchObject({ posts: 2, inputs: 1 })
  expect(await titlesOf(krant)).toEqual(['Dorpskrant', 'Lezers van de krant'])
  const lezers = await makeCommunity({ name: 'Lezers', address: 'krant.example/lezers/' })
  expect(await titlesOf(krant)).toEqual(['Dorpskrant'])
  expect(await weighCommunity(db, lezers, world.time)).toMatchObject({ posts: 0, inputs: 0 })
  const year = new Date(world.time.getTime() + 366 * DAY)
  expect(await weighCommunity(db, krant, year)).toMatchObject({ posts: 0, inputs: 0 })
})
