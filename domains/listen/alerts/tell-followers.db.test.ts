import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { hire } from '#stories'
import { endWatch, judgeMark, stopFollowing, tellFollowers } from '../index.ts'
import { add, feed, watchFor, world } from '../listening.fixture.ts'
import { at, atAnyHour, site, useAlerts } from './alerts.fixture.ts'

const { database, inTransaction, comeIn, follow, want, tellAt } = useAlerts()

/** Thursday 16 April 2026 at noon; the newspaper is read, and nobody was told of what it held. */
async function begin(query = 'brug') {
  const sourceId = await add(feed({ guid: 'old', title: 'De brug van toen' }))
  const watchId = await watchFor(query)
  return { sourceId, watchId }
}

const waiting = () => database().db.selectFrom('watch_news').select('post_id').execute()

describe('whoever follows a watch at once', () => {
  test('hears what it found, why, and where it stands', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    const text = 'Volgens <b>jan@krant.example</b> gaat de brug maandag dicht.'
    const link = 'https://krant.example/1'
    await comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug dicht', text, link })
    expect(await tellAt('2026-04-17T10:01')).toEqual([])
    const [mail, ...others] = await tellAt('2026-04-17T10:02')
    expect(others).toEqual([])
    expect(mail?.subject).toBe('1 nieuw bericht: Verkeer')
    expect(mail?.text).toContain('*Brug* dicht\nVolgens … gaat de *brug* maandag dicht.\nBron: Dorpskrant')
    expect(mail?.text).toContain('https://praat.example/nl/desk/listen/posts/')
    expect(mail?.text).toContain(link)
    expect(mail?.text).not.toMatch(/Jan de Vries|krant\.example>/)
    expect(mail?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    expect(await tellAt('2026-04-17T11:00')).toEqual([])
  })

  test('hears of several in one mail, of a burst the number and the first five, and again after a quarter of an hour', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    const articles = Array.from({ length: 40 }, (_, n) => ({ guid: `a${n}`, title: `Brug ${n}` }))
    await comeIn(sourceId, '2026-04-17T10:00', ...articles)
    await comeIn(sourceId, '2026-04-17T10:01', { guid: 'b', title: 'Brug b' })
    const [mail] = await tellAt('2026-04-17T10:02')
    expect(mail?.subject).toBe('41 nieuwe berichten: Verkeer')
    expect(mail?.text.match(/\*Brug\* \w+/g)).toHaveLength(5)
    expect(mail?.text).toContain('En nog 36 andere berichten')
    await comeIn(sourceId, '2026-04-17T10:04', { guid: 'c', title: 'Brug c' })
    expect(await tellAt('2026-04-17T10:16')).toEqual([])
    expect((await tellAt('2026-04-17T10:17'))[0]?.subject).toBe('1 nieuw bericht: Verkeer')
  })

  test('hears of several watches in one mail, with a way to stop for each', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    await follow(await watchFor('dicht', { name: 'Afsluitingen' }))
    await comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug dicht' })
    const [mail] = await tellAt('2026-04-17T10:05')
    expect(mail?.subject).toBe('2 nieuwe berichten bij 2 zoekvragen')
    expect(mail?.text.match(/\/followed\/\S+\/stop/g)).toHaveLength(2)
    expect(mail?.headers).not.toHaveProperty('List-Unsubscribe')
  })
})

describe('nobody is told', () => {
  test('of what a source held as we began to read it, of archive, and of what is there when a watch is made', async () => {
    const watchId = await watchFor('brug')
    await follow(watchId)
    const sourceId = await add(feed({ guid: 'old', title: 'De brug van toen' }))
    const date = at('2026-03-01T10:00')
    await comeIn(sourceId, '2026-04-17T10:00', { guid: 'archive', title: 'Oude brug', date })
    await comeIn(sourceId, '2026-04-17T10:10', { guid: 'new', title: 'Markt op het plein' })
    await follow(await watchFor('markt', { name: 'Markt' }))
    expect(await tellAt('2026-04-17T10:30')).toEqual([])
    await comeIn(sourceId, '2026-04-17T10:40', { guid: 'now', title: 'Brug bij de markt' })
    expect((await tellAt('2026-04-17T10:45')).map(({ subject }) => subject)).toEqual([
      '2 nieuwe berichten bij 2 zoekvragen',
    ])
  })

  test('of an edit, unless a watch matches that did not; and of that once, however often it is edited back', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    const guid = 'e'
    await comeIn(sourceId, '2026-04-17T10:00', { guid, title: 'Weg dicht' })
    expect(await tellAt('2026-04-17T10:05')).toEqual([])
    await comeIn(sourceId, '2026-04-17T11:00', { guid, title: 'Weg en brug dicht' })
    expect(await tellAt('2026-04-17T11:05')).toHaveLength(1)
    await comeIn(sourceId, '2026-04-17T12:00', { guid, title: 'Weg en brug open' })
    await comeIn(sourceId, '2026-04-17T13:00', { guid, title: 'Weg open' })
    await comeIn(sourceId, '2026-04-17T14:00', { guid, title: 'Brug en weg open' })
    expect(await tellAt('2026-04-17T15:00')).toEqual([])
  })

  test('of what was found not relevant while they were left alone', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    await comeIn(sourceId, '2026-04-17T17:00', { guid: '1', title: 'Brug 1' }, { guid: '2', title: 'Brug 2' })
    const { db } = database()
    const { id: postId } = await db
      .selectFrom('post')
      .select('id')
      .where('title', '=', 'Brug 1')
      .executeTakeFirstOrThrow()
    const mark = { watchId, postId, isRelevant: false, now: world.time }
    await inTransaction((tx) => judgeMark(tx, mark))
    expect(await tellAt('2026-04-17T17:05')).toEqual([])
    const [mail] = await tellAt('2026-04-20T06:00')
    expect(mail?.text).toContain('*Brug* 2')
    expect(mail?.text).not.toContain('*Brug* 1')
  })

  test('who stopped, whose watch has ended, or who works here no more: of them nothing is kept', async () => {
    const { sourceId, watchId } = await begin()
    const other = await watchFor('brug', { name: 'Bruggen' })
    const { by: leaver } = await hire(database().db, { role: 'responder' })
    for (const id of [watchId, other]) await follow(id)
    await follow(watchId, 'at-once', leaver)
    await comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug dicht' })
    await inTransaction((tx) => stopFollowing(tx, { accountId: world.by, watchId }))
    await inTransaction((tx) => endWatch(tx, other, world.time))
    const { db } = database()
    const roles = db.updateTable('staff_role').set({ ended_at: world.time })
    await roles.where('account_id', '=', leaver).execute()
    expect(await tellAt('2026-04-17T10:05')).toEqual([])
    expect(await waiting()).toEqual([])
    const left = await db.selectFrom('watch_follower').select('account_id').execute()
    expect(left).toEqual([{ account_id: world.by }])
  })
})

describe('who is left alone', () => {
  test('gets what came in a weekend in one mail on Monday morning', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    await comeIn(sourceId, '2026-04-17T18:00', { guid: '1', title: 'Brug 1' })
    await comeIn(sourceId, '2026-04-18T10:00', { guid: '2', title: 'Brug 2' })
    for (const moment of ['2026-04-17T18:05', '2026-04-18T10:05', '2026-04-20T05:59'])
      expect(await tellAt(moment)).toEqual([])
    await comeIn(sourceId, '2026-04-20T05:59', { guid: '3', title: 'Brug 3' })
    expect((await tellAt('2026-04-20T06:00')).map(({ subject }) => subject)).toEqual([
      '3 nieuwe berichten: Verkeer',
    ])
  })

  test('hears by new times of what waits as they change them', async () => {
    const { sourceId, watchId } = await begin()
    await follow(watchId)
    await comeIn(sourceId, '2026-04-17T18:00', { guid: '1', title: 'Brug 1' })
    expect(await tellAt('2026-04-17T18:05')).toEqual([])
    await want(atAnyHour)
    expect(await tellAt('2026-04-17T18:06')).toHaveLength(1)
  })
})

test('a digest comes at its own time of day, or on Monday, and not where there is nothing', async () => {
  const { sourceId, watchId } = await begin()
  const { by: weekly } = await hire(database().db, { role: 'responder', email: 'week@voorbeeld.example' })
  await want({ ...atAnyHour, digestAt: 7 * 60 + 30 })
  await follow(watchId, 'daily')
  await follow(watchId, 'weekly', weekly)
  expect(await tellAt('2026-04-17T05:30')).toEqual([])
  await comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug 1' })
  await comeIn(sourceId, '2026-04-17T12:00', { guid: '2', title: 'Brug 2' })
  expect(await tellAt('2026-04-18T05:29')).toEqual([])
  expect((await tellAt('2026-04-18T05:31')).map(({ subject }) => subject)).toEqual([
    '2 nieuwe berichten: Verkeer',
  ])
  expect(await tellAt('2026-04-19T05:31')).toEqual([])
  await comeIn(sourceId, '2026-04-19T10:00', { guid: '3', title: 'Brug 3' })
  const monday = await tellAt('2026-04-20T07:00')
  expect(monday.map(({ recipient, subject }) => [recipient, subject]).toSorted()).toEqual([
    [expect.stringMatching(/@voorbeeld\.example$/), '1 nieuw bericht: Verkeer'],
    ['week@voorbeeld.example', '3 nieuwe berichten: Verkeer'],
  ])
})

test('of two workers at once one tells; where one is killed before its end, the next tells all', async () => {
  const { sourceId, watchId } = await begin()
  await follow(watchId)
  await comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug dicht' })
  const { db } = database()
  const moment = { site, now: at('2026-04-17T10:05') }
  const broken = db.transaction().execute(async (tx) => {
    await tx.deleteFrom('watch_news').execute()
    throw new Error('killed')
  })
  await expect(broken).rejects.toThrow('killed')
  const told = await Promise.all([1, 2, 3].map(() => tellFollowers(db, moment)))
  expect(told.toSorted()).toEqual([0, 0, 1])
  const mails = await db.selectFrom('outgoing_mail').select('subject').execute()
  expect(mails).toHaveLength(1)
})

test('who stops following while posts are stored holds up no post, and is told of none', async () => {
  const { sourceId, watchId } = await begin()
  await follow(watchId)
  const { db } = database()
  let stored: Promise<void> | undefined
  await db.transaction().execute(async (tx) => {
    await stopFollowing(tx, { accountId: world.by, watchId })
    stored = comeIn(sourceId, '2026-04-17T10:00', { guid: '1', title: 'Brug dicht' })
    await expect.poll(countWaiting).toBeGreaterThan(0)
  })
  await stored
  expect(await db.selectFrom('post').select('id').where('title', '=', 'Brug dicht').execute()).toHaveLength(1)
  expect(await waiting()).toEqual([])
})

/** Sessions that wait for a lock of another. */
async function countWaiting(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database().db)
  return rows[0]?.n ?? 0
}
