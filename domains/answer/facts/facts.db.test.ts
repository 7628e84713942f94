import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { translate } from '#domains/translation'
import { prepareSearch } from '#platform/search'
import { hire, now, today } from '#stories'
import {
  approveFact,
  beginFact,
  countFactsToApprove,
  countPostsOfFact,
  dropFact,
  factDrafts,
  findDeskFact,
  findFact,
  findFactsBySearch,
  linkPost,
  listDeskFacts,
  listFactDossiers,
  listFactSubjects,
  listFacts,
  listFactsOfPost,
  listPostsOfFact,
  proposeWithdrawal,
  readRefusal,
  returnFact,
  reviseFact,
  unlinkPost,
} from '../index.ts'
import { useAnswerDesk } from '../testing.ts'
import type { FactText } from './fact.ts'
import { findSomePost, writeFactText } from './facts.fixture.ts'

const desk = useAnswerDesk()
const { addMandate, addSubject, database, inTransaction } = desk
const DAY = 86_400_000

let writer: Awaited<ReturnType<typeof hire>>
let approver: Awaited<ReturnType<typeof hire>>
let responder: string

beforeAll(async () => {
  const { db } = database()
  writer = await hire(db, { role: 'policy_maker', email: 'wieke@voorbeeld.example' })
  approver = await hire(db, { role: 'policy_maker', email: 'samir@voorbeeld.example' })
  responder = await desk.hire('fatima')
})

const who = (by: string, at = now) => ({ by, today, now: at })
const reader = () => ({ accountId: approver.by, today })

async function begin(said: Partial<FactText> = {}, by = writer.by, at = now): Promise<string> {
  const text = { ...writeFactText(writer.unitId, said), language: 'nl' as const }
  const outcome = await inTransaction((tx) => beginFact(tx, text, { by, now: at }))
  if (outcome.kind !== 'put') throw new Error(outcome.kind)
  return outcome.sheetId
}

const approve = (sheetId: string, version = 1, by = approver.by, at = now) =>
  inTransaction((tx) => approveFact(tx, { sheetId, version }, who(by, at)))
const giveBack = (sheetId: string, reason: string, by = approver.by, version = 1) =>
  inTransaction((tx) => returnFact(tx, { sheetId, version, reason }, who(by)))
const revise = (sheetId: string, seen: number, said: Partial<FactText>, by = writer.by) =>
  inTransaction((tx) => reviseFact(tx, { sheetId, seen, ...writeFactText(writer.unitId, said) }, who(by)))
const withdraw = (sheetId: string, seen: number, reason = 'Wij hadden het mis.') =>
  inTransaction((tx) => proposeWithdrawal(tx, { sheetId, seen, reason }, who(writer.by)))

async function publish(said: Partial<FactText> = {}, at = now) {
  const sheetId = await begin(said, writer.by, at)
  const outcome = await approve(sheetId, 1, approver.by, at)
  if (!('number' in outcome)) throw new Error(outcome.kind)
  return { sheetId, number: outcome.number }
}

const obstacle = (kind: string) => ({ kind: 'not-mandated', obstacle: { kind, missing: [] } })
const eventsOf = async (id: string) =>
  (
    await database()
      .db.selectFrom('event')
      .select(['type', 'subject_number as version'])
      .where('subject_id', '=', id)
      .orderBy('subject_number')
      .execute()
  ).map(({ type, version }) => `${type} ${version}`)

describe('a sheet', () => {
  test('is read by nobody until a second person approves it, and has a number from then on', async () => {
    const sheetId = await begin()
    expect(await approve(sheetId, 1, writer.by)).toEqual(obstacle('own-draft'))
    expect(await approve(sheetId, 1, responder)).toEqual(obstacle('no-mandate'))
    expect(await countFactsToApprove(database().db, reader())).toBeGreaterThan(0)
    const outcome = await approve(sheetId)
    if (!('number' in outcome)) throw new Error(outcome.kind)
    expect(await findFact(database().db, outcome.number, 'nl')).toMatchObject({
      ...{ state: 'public', version: 1, verdict: 'wrong', claim: 'De brug blijft tot de zomer dicht' },
      versions: [{ version: 1, knownOn: '2026-03-01', sources: [{ title: 'Planning' }] }],
    })
    expect(await approve(sheetId)).toEqual(obstacle('draft-replaced'))
    expect(await eventsOf(sheetId)).toEqual(['fact-published 1'])
  })

  test('is made public by the database alone with an approval that it finds a mandate for', async () => {
    const { db } = database()
    const sheetId = await begin()
    const makePublic = { state: 'public', number: 900, changed_at: now, public_version: 1 } as const
    await expect(
      db.updateTable('fact_sheet').set(makePublic).where('id', '=', sheetId).execute(),
    ).rejects.toMatchObject({ code: '23503' })
    const decision = { sheet_id: sheetId, version: 1, kind: 'approved', reason: '', at: now } as const
    for (const by_account of [writer.by, responder]) {
      const refused = await db
        .insertInto('fact_decision')
        .values({ ...decision, by_account, mandated_on: today })
        .execute()
        .catch(readRefusal)
      expect(refused).toMatchObject({ kind: 'not-mandated' })
    }
  })

  test('two who begin at once get two numbers, without a gap', async () => {
    const ids = await Promise.all([begin(), begin(), begin()])
    const outcomes = await Promise.all(ids.map((id) => approve(id)))
    const numbers = outcomes.map((one) => ('number' in one ? one.number : 0)).toSorted((a, b) => a - b)
    expect(numbers).toEqual([0, 1, 2].map((step) => (numbers[0] ?? 0) + step))
  })

  test('is corrected by a version that says what changed and why; what it said stays', async () => {
    const { db } = database()
    const { sheetId, number } = await publish()
    expect(await revise(sheetId, 1, { verdict: 'partly' })).toEqual({ kind: 'no-change-said' })
    const change = 'De keuring mislukte.'
    expect(await revise(sheetId, 1, { verdict: 'partly', change })).toMatchObject({ kind: 'put' })
    expect((await findFact(db, number, 'nl'))?.verdict).toBe('wrong')
    expect(await approve(sheetId, 2)).toEqual({ kind: 'corrected', number })
    const fact = await findFact(db, number, 'nl')
    expect(fact).toMatchObject({ verdict: 'partly', version: 2 })
    expect(fact?.versions.map(({ version, verdict }) => [version, verdict])).toEqual([
      [2, 'partly'],
      [1, 'wrong'],
    ])
    expect(await eventsOf(sheetId)).toEqual(['fact-published 1', 'fact-corrected 2'])
  })

  test('that is corrected without a reason is refused by the database', async () => {
    const { db } = database()
    const { sheetId } = await publish()
    await sql`insert into fact_version select sheet_id, 2, claim, verdict, answer, explanation, sources, known_on, '',
      withdraws, subject_id, unit_id, dossier_ids, written_by, written_at from fact_version
      where sheet_id = ${sheetId}::uuid`.execute(db)
    await db
      .updateTable('fact_sheet')
      .set({ last_version: 2, waits: true })
      .where('id', '=', sheetId)
      .execute()
    await expect(approve(sheetId, 2)).rejects.toMatchObject({ constraint: 'fact_change_said' })
  })

  test('that is withdrawn by two people stays, with the reason, and goes nowhere', async () => {
    const { db } = database()
    const { sheetId, number } = await publish({ claim: 'De paarse zandbak gaat weg' })
    expect(await withdraw(sheetId, 1)).toMatchObject({ kind: 'put' })
    expect(await approve(sheetId, 2, writer.by)).toEqual(obstacle('own-draft'))
    expect(await find('zandbak')).toEqual([number])
    expect(await approve(sheetId, 2)).toEqual({ kind: 'withdrawn', number })
    expect(await findFact(db, number, 'nl')).toMatchObject({
      state: 'withdrawn',
      versions: [{ withdraws: true, change: 'Wij hadden het mis.' }, { withdraws: false }],
    })
    expect(await find('zandbak')).toEqual([])
    expect((await listFacts(db, {}, { size: 100 })).rows.map((one) => one.number)).toContain(number)
    expect(await revise(sheetId, 2, { change: 'Toch' })).toEqual({ kind: 'withdrawn' })
    expect(await withdraw(sheetId, 2)).toEqual({ kind: 'withdrawn' })
    expect(await eventsOf(sheetId)).toEqual(['fact-published 1', 'fact-withdrawn 2'])
  })

  test('stays as it was written and decided, whatever a statement says', async () => {
    const { db } = database()
    const { sheetId } = await publish()
    const changes = [
      db.updateTable('fact_version').set({ verdict: 'right' }).where('sheet_id', '=', sheetId),
      db.deleteFrom('fact_decision').where('sheet_id', '=', sheetId),
      db.updateTable('fact_sheet').set({ number: 901 }).where('id', '=', sheetId),
      db.deleteFrom('fact_sheet').where('id', '=', sheetId),
    ]
    for (const change of changes) await expect(change.execute()).rejects.toMatchObject({ code: '23514' })
    expect(await inTransaction((tx) => dropFact(tx, sheetId))).toEqual({ kind: 'public' })
  })

  test('is not changed over what somebody has not read, nor by two at once, nor for nothing', async () => {
    const sheetId = await begin()
    const both = await Promise.all([
      revise(sheetId, 1, { claim: 'Een' }),
      revise(sheetId, 1, { claim: 'Twee' }, approver.by),
    ])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'put'])
    expect(await approve(sheetId, 1)).toEqual(obstacle('draft-replaced'))
    const other = await begin()
    expect(await revise(other, 1, {})).toEqual({ kind: 'unchanged' })
    expect(await revise(crypto.randomUUID(), 1, {})).toEqual({ kind: 'not-found' })
  })

  test('of which a colleague wrote the last words is approved by a third', async () => {
    const sheetId = await begin()
    await revise(sheetId, 1, { claim: 'Anders' }, approver.by)
    expect(await approve(sheetId, 2, writer.by)).toEqual(obstacle('own-draft'))
    const third = await hire(database().db, { role: 'administrator', email: 'cas@voorbeeld.example' })
    expect(await approve(sheetId, 2, third.by)).toMatchObject({ kind: 'published' })
  })

  test('is returned with a reason by who could approve it, taken back by its writer, and thrown away', async () => {
    const { db } = database()
    const sheetId = await begin()
    expect(await giveBack(sheetId, 'Nee', responder)).toEqual(obstacle('no-mandate'))
    expect(await giveBack(sheetId, '')).toEqual({ kind: 'no-reason' })
    expect(await giveBack(sheetId, 'Noem de bron.')).toEqual({ kind: 'returned' })
    expect(await approve(sheetId)).toEqual(obstacle('draft-replaced'))
    expect((await findDeskFact(db, sheetId, reader()))?.versions[0].decision).toMatchObject({
      ...{ kind: 'returned', reason: 'Noem de bron.' },
    })
    await revise(sheetId, 1, {})
    expect(await giveBack(sheetId, '', writer.by, 2)).toEqual({ kind: 'returned' })
    expect(await inTransaction((tx) => dropFact(tx, sheetId))).toEqual({ kind: 'dropped' })
    expect(await findDeskFact(db, sheetId, reader())).toBeUndefined()
  })

  test('that nobody goes on with goes after half a year; one that is public stays', async () => {
    const { db } = database()
    const [draft, { sheetId }] = [await begin(), await publish()]
    await factDrafts.remove(db, new Date(+now + 179 * DAY))
    expect(await findDeskFact(db, draft, reader())).toBeDefined()
    await factDrafts.remove(db, new Date(+now + 181 * DAY))
    expect(await findDeskFact(db, draft, reader())).toBeUndefined()
    expect(await findDeskFact(db, sheetId, reader())).toBeDefined()
  })
})

const find = async (typed: string) => {
  const { search } = await prepareSearch(database().db, typed)
  const found = await findFactsBySearch(database().db, { tsquery: search?.tsquery ?? '' }, { size: 50 })
  return found.rows.map(({ number }) => number)
}

describe('about a subject', () => {
  test('where an approver is asked for, a colleague is not enough', async () => {
    const publishing = { act: 'publish', visibility: 'public', role: 'policy_maker' } as const
    const subjectId = await addSubject({ ...publishing, approval: 'approver' })
    const sheetId = await begin({ subjectId })
    expect(await approve(sheetId)).toEqual(obstacle('needs-approver'))
    await addMandate({
      ...{ act: 'approve', visibility: 'public', approval: 'none' },
      ...{ account_id: approver.by, subject_id: subjectId },
    })
    expect(await approve(sheetId)).toMatchObject({ kind: 'published' })
  })

  test('that not everybody may know of, none is written; one that became so is approved by nobody', async () => {
    const { db } = database()
    const subjectId = await addSubject()
    const sheetId = await begin({ subjectId })
    await sql`insert into subject_version (subject_id, version, name, unit_id, restricted, made_at)
      values (${subjectId}::uuid, 2, 'Jeugd', ${writer.unitId}::uuid, true, ${now})`.execute(db)
    expect(await approve(sheetId)).toEqual(obstacle('forbidden'))
    expect(await revise(sheetId, 1, { subjectId, claim: 'Anders' })).toEqual({ kind: 'subject-not-open' })
    const outsider = { accountId: responder, today }
    expect(await findDeskFact(db, sheetId, outsider)).toBeUndefined()
  })

  test('is listed under it, and under its dossiers that are open', async () => {
    const { db } = database()
    const subjectId = await addSubject()
    const dossier = await desk.openSomeDossier('Wat doen wij met de brug?')
    const { sheetId, number } = await publish({ subjectId, dossierIds: [dossier.id, crypto.randomUUID()] })
    await publish()
    const numbers = async (filter: object) =>
      (await listFacts(db, filter, { size: 10 })).rows.map((line) => line.number)
    expect(await numbers({ subjectId })).toEqual([number])
    expect(await numbers({ dossierId: dossier.id })).toEqual([number])
    expect((await listFactSubjects(db)).map(({ id }) => id)).toContain(subjectId)
    expect(await listFactDossiers(db, sheetId)).toMatchObject([{ slug: dossier.slug }])
  })
})

describe('lists', () => {
  beforeEach(async () => {
    await sql`truncate fact_sheet cascade`.execute(database().db)
  })

  test('go on where they stopped, the newest change first', async () => {
    const { db } = database()
    for (let n = 0; n < 5; n++) await publish({}, new Date(+now + (n % 2) * 1000))
    const seen: number[] = []
    for (let after: string | undefined; ; ) {
      const page = await listFacts(db, {}, { after, size: 2 })
      seen.push(...page.rows.map(({ number }) => number))
      if (!page.next) break
      after = page.next
    }
    expect(seen).toEqual([4, 2, 5, 3, 1])
    expect((await listFacts(db, {}, { after: 'kapot', size: 2 })).rows).toHaveLength(2)
    const waiting = await listDeskFacts(db, { isWaiting: true }, reader(), { size: 10 })
    expect(waiting.rows).toEqual([])
  })

  test('find by words in both languages, and by the words of now alone', async () => {
    const { db } = database()
    const { sheetId, number } = await publish({ claim: 'De speeltuin sluit' })
    const texts = [
      { original: 'De speeltuin sluit', text: 'The playground closes', byMachine: false },
      { original: 'De brug gaat op 1 april weer open', text: 'It opens', byMachine: false },
      { original: writeFactText(writer.unitId).explanation, text: 'Earlier', byMachine: false },
    ]
    await inTransaction((tx) =>
      translate(tx, { ownerId: sheetId, language: 'en', texts, by: writer.by, now }),
    )
    expect(await find('playgrounds')).toEqual([number])
    expect(await findFact(db, number, 'en')).toMatchObject({
      ...{ claim: 'The playground closes', language: 'en', translated: { from: 'nl' } },
    })
    await revise(sheetId, 1, { claim: 'De vijver sluit', change: 'Verkeerde naam' })
    await approve(sheetId, 2)
    expect([await find('speeltuin'), await find('playground'), await find('vijver')]).toEqual([
      [],
      [],
      [number],
    ])
  })
})

describe('a post', () => {
  test('is linked once, counted in the week in which it was published, and says no name', async () => {
    const { db } = database()
    const sheetId = await begin()
    const before = await findSomePost(db, writer.by, { publishedAt: new Date('2026-02-20T12:00:00Z') })
    // Monday in Amsterdam, Sunday in Greenwich.
    const monday = await findSomePost(db, writer.by, { publishedAt: new Date('2026-03-01T23:30:00Z') })
    const link = (postId: string) => inTransaction((tx) => linkPost(tx, { sheetId, postId }, who(writer.by)))
    for (const id of [before, monday, monday]) expect(await link(id)).toEqual({ kind: 'linked' })
    expect(await link(crypto.randomUUID())).toEqual({ kind: 'not-found' })
    const counts = await countPostsOfFact(db, sheetId, { today, timeZone: 'Europe/Amsterdam' })
    expect(counts).toMatchObject({ posts: 2, sources: 2 })
    expect(counts.weeks.filter(({ posts }) => posts > 0)).toEqual([
      { from: '2026-02-16', posts: 1 },
      { from: '2026-03-02', posts: 1 },
    ])
    expect(counts.weeks).toHaveLength(12)
    expect(await listFactsOfPost(db, monday, reader())).toMatchObject([{ id: sheetId, number: null }])
    const first = await listPostsOfFact(db, sheetId, { size: 1 })
    const second = await listPostsOfFact(db, sheetId, { size: 1, after: first.next })
    expect(new Set([first.rows[0]?.id, second.rows[0]?.id])).toEqual(new Set([before, monday]))
    await inTransaction((tx) => unlinkPost(tx, { sheetId, postId: monday }))
    expect(await listFactsOfPost(db, monday, reader())).toEqual([])
  })

  test('whose text is let go of is still counted, and has no page', async () => {
    const { db } = database()
    const sheetId = await begin()
    const postId = await findSomePost(db, writer.by)
    await inTransaction((tx) => linkPost(tx, { sheetId, postId }, who(writer.by)))
    await db
      .updateTable('post')
      .set({ title: '', html: '', body: '', text_removed_at: now })
      .where('id', '=', postId)
      .execute()
    expect((await listPostsOfFact(db, sheetId, { size: 5 })).rows).toMatchObject([
      { title: '', isGone: true },
    ])
    expect(await countPostsOfFact(db, sheetId, { today, timeZone: 'UTC' })).toMatchObject({ posts: 1 })
  })
})
