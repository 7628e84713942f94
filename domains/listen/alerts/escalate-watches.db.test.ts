import { beforeEach, describe, expect, test } from 'vitest'
import { hire } from '#stories'
import {
  attendToPost,
  dropUrgency,
  escalateWatches,
  findUrgency,
  judgeMark,
  listEscalations,
  listToldTo,
  makePostAnInput,
  setUrgency,
  urgencySchema,
} from '../index.ts'
import { add, feed, openDossierNamed, watchFor, world } from '../listening.fixture.ts'
import { at, atAnyHour, site, useAlerts } from './alerts.fixture.ts'

const { database, inTransaction, comeIn, want } = useAlerts()

const boss = { accountId: '', email: '' }
let sourceId = ''
let watchId = ''

/** The newspaper is read, a watch looks for bridges, and a second person is there to be told. */
beforeEach(async () => {
  sourceId = await add(feed({ guid: 'old', title: 'De brug van toen' }))
  watchId = await watchFor('brug')
  boss.email = `${crypto.randomUUID()}@voorbeeld.example`
  boss.accountId = (await hire(database().db, { role: 'policy_maker', email: boss.email, at: world.time })).by
  await want(atAnyHour, boss.accountId)
})

async function urgent(words: Record<string, string>): Promise<void> {
  const urgency = urgencySchema.parse({ toldTo: `account:${boss.accountId}`, ...words })
  const { db } = database()
  const mayBeTold = await listToldTo(db, '2026-04-16')
  const outcome = await inTransaction((tx) =>
    setUrgency(tx, watchId, urgency, { by: world.by, now: world.time, mayBeTold }),
  )
  expect(outcome).toEqual({ kind: 'set' })
}

/** Lets clockwork strike, and reads what was mailed since the last time. */
async function strike(moment: string) {
  const { db } = database()
  await escalateWatches(db, { site, now: at(moment) })
  return db.deleteFrom('outgoing_mail').returning(['recipient', 'subject', 'body_text as text']).execute()
}

const three = [1, 2, 3].map((n) => ({ guid: `n${n}`, title: `Brug ${n}` }))
const many = { posts: '3', sources: '1', hours: '4' }

describe('many posts at once', () => {
  test('are told to the second person, once, and then only as many again', async () => {
    await urgent(many)
    await comeIn(sourceId, '2026-04-17T10:00', ...three.slice(0, 2))
    expect(await strike('2026-04-17T10:01')).toEqual([])
    await comeIn(sourceId, '2026-04-17T10:30', ...three.slice(2))
    const [mail, ...others] = await strike('2026-04-17T10:31')
    expect(others).toEqual([])
    expect(mail).toMatchObject({ recipient: boss.email, subject: 'Dringend: 3 nieuwe berichten bij Verkeer' })
    expect(mail?.text).toContain('*Brug* 1\nhttps://praat.example/nl/desk/listen/posts/')
    await comeIn(
      sourceId,
      '2026-04-17T10:40',
      { guid: 'n4', title: 'Brug 4' },
      { guid: 'n5', title: 'Brug 5' },
    )
    expect(await strike('2026-04-17T10:41')).toEqual([])
    await comeIn(sourceId, '2026-04-17T10:50', { guid: 'n6', title: 'Brug 6' })
    expect(await strike('2026-04-17T10:51')).toHaveLength(1)
    const told = await listEscalations(database().db, watchId, 10)
    expect(told.map(({ step, posts, told: { length } }) => [step, posts, length])).toEqual([
      ['many', 3, 1],
      ['many', 3, 1],
    ])
  })

  test.each<[string, (postId: string) => Promise<unknown>]>([
    ['looked at', (postId) => attendToPost(database().db, postId, world.time)],
    [
      'judged',
      (postId) =>
        inTransaction((tx) => judgeMark(tx, { watchId, postId, isRelevant: false, now: world.time })),
    ],
    [
      'made an input of',
      async (postId) => {
        const dossierId = await openDossierNamed('Hoe wordt de brug veilig?')
        await inTransaction((tx) => makePostAnInput(tx, { postId, dossierId, by: world.by, now: world.time }))
      },
    ],
  ])('are told to nobody once somebody %s one of them', async (_, act) => {
    const { db } = database()
    await urgent(many)
    await comeIn(sourceId, '2026-04-17T10:00', ...three)
    const ofTwo = db.selectFrom('post').select('id').where('title', '=', 'Brug 2')
    await act((await ofTwo.executeTakeFirstOrThrow()).id)
    expect(await strike('2026-04-17T10:01')).toEqual([])
  })
})

describe('what nobody looked at', () => {
  test('is told after so many working hours, once; what was there before it was said is not', async () => {
    await comeIn(sourceId, '2026-04-16T12:10', { guid: 'before', title: 'Brug ervoor' })
    await urgent({ idleHours: '4' })
    await comeIn(sourceId, '2026-04-17T13:00', { guid: '1', title: 'Brug dicht' })
    expect(await strike('2026-04-20T08:59')).toEqual([])
    const [mail] = await strike('2026-04-20T09:00')
    expect(mail?.subject).toBe('Nog niet bekeken: 1 bericht bij Verkeer')
    expect(mail?.text).not.toContain('ervoor')
    expect(await strike('2026-04-21T09:00')).toEqual([])
  })

  test('is told to a whole team, and waits for the first whose quiet hours end', async () => {
    const { db } = database()
    const { by, unitId } = await hire(db, { role: 'responder', unit: 'Piket', at: world.time })
    await urgent({ ...many, toldTo: `unit:${unitId}` })
    await comeIn(sourceId, '2026-04-17T18:00', ...three)
    expect(await strike('2026-04-17T18:01')).toEqual([])
    expect(await strike('2026-04-17T21:00')).toEqual([])
    await urgent({ ...many, toldTo: `unit:${unitId}`, atAnyHour: 'yes' })
    world.time = at('2026-04-17T21:10')
    await comeIn(
      sourceId,
      '2026-04-17T21:10',
      ...[4, 5, 6].map((n) => ({ guid: `n${n}`, title: `Brug ${n}` })),
    )
    expect(await strike('2026-04-17T21:11')).toHaveLength(1)
    const [told] = await listEscalations(db, watchId, 10)
    expect(told).toMatchObject({ step: 'many', told: ['Noor'] })
    expect(by).toBeTruthy()
  })
})

test('of two workers at once one tells; where the mail cannot be queued, nothing counts as told', async () => {
  const { db } = database()
  await urgent(many)
  await comeIn(sourceId, '2026-04-17T10:00', ...three)
  const moment = { site, now: at('2026-04-17T10:01') }
  await db.schema.alterTable('outgoing_mail').renameTo('outgoing_mail_away').execute()
  await expect(escalateWatches(db, moment)).rejects.toThrow(AggregateError)
  await db.schema.alterTable('outgoing_mail_away').renameTo('outgoing_mail').execute()
  expect(await listEscalations(db, watchId, 10)).toEqual([])
  const told = await Promise.all([1, 2, 3].map(() => escalateWatches(db, moment)))
  expect(told.toSorted()).toEqual([0, 0, 1])
  expect(await db.selectFrom('outgoing_mail').select('id').execute()).toHaveLength(1)
})

test('a watch that is not urgent any more tells nobody; one that names nobody who can be told is refused', async () => {
  await urgent(many)
  expect(await findUrgency(database().db, watchId)).toMatchObject({ many: { posts: 3 }, toldName: 'Noor' })
  await comeIn(sourceId, '2026-04-17T10:00', ...three)
  await inTransaction((tx) => dropUrgency(tx, watchId))
  expect(await strike('2026-04-17T10:01')).toEqual([])
  const urgency = urgencySchema.parse({ ...many, toldTo: `account:${crypto.randomUUID()}` })
  const deed = { by: world.by, now: world.time, mayBeTold: await listToldTo(database().db, '2026-04-16') }
  expect(await inTransaction((tx) => setUrgency(tx, watchId, urgency, deed))).toEqual({ kind: 'nobody-told' })
})

test.each([
  [{ posts: '3' }, 'not-all-three'],
  [{}, 'nothing-urgent'],
  [{ posts: '1', sources: '1', hours: '1' }, 'not-from:2:1000'],
  [{ idleHours: '81' }, 'not-from:1:80'],
  [{ idleHours: 'veel' }, 'not-from:1:80'],
])('%j is refused: %s', (words, message) => {
  const toldTo = `account:${crypto.randomUUID()}`
  const read = urgencySchema.safeParse({ toldTo, ...words })
  expect(read.error?.issues.map((issue) => issue.message)).toContain(message)
})
