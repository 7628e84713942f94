import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { prepareSearch } from '#platform/search'
import { hire, now, today } from '#stories'
import {
  addNearSource,
  findNearReport,
  findNearReportsBySearch,
  listNearAlike,
  listNearOfConversation,
  listNearOfInput,
  listNearReports,
  listNearSources,
  publishNearReport,
  readRefusal,
  stepNearReport,
  withdrawnNearReports,
} from '../index.ts'
import { useAnswerDesk } from '../testing.ts'
import { addAreas, areas, lampPost } from './near.fixture.ts'
import type { NewNearReport } from './publish-near-report.ts'

const desk = useAnswerDesk()
const { database, inTransaction } = desk
const DAY = 86_400_000
let publisher: string
let responder: string

beforeAll(async () => {
  await addAreas(database().db)
  publisher = (await hire(database().db, { role: 'policy_maker', email: 'samir@voorbeeld.example' })).by
  responder = await desk.hire('fatima')
})

const who = (by = publisher, at = now) => ({ by, today, now: at })

async function publish(report: Partial<NewNearReport> = {}, at = now) {
  const { conversationId } = await desk.ask({ body: 'De lamp voor mijn deur is stuk.' })
  const all: NewNearReport = {
    ...{ conversationId, title: 'Een lamp doet het niet', words: '', state: 'reported', language: 'nl' },
    ...{ subjectId: null, unitId: null, place: { area: areas.singel, exactly: null }, ...report },
  }
  const outcome = await inTransaction((tx) => publishNearReport(tx, all, who(publisher, at)))
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
  return { ...outcome, conversationId: all.conversationId }
}

const step = (reportId: string, said: Partial<Parameters<typeof stepNearReport>[1]>, by = publisher) =>
  inTransaction((tx) =>
    stepNearReport(tx, { reportId, seen: 1, state: 'working', words: '', ...said }, who(by)),
  )

const listed = async (filter: Parameters<typeof listNearReports>[1]) =>
  (await listNearReports(database().db, filter, { size: 100 })).rows.map(({ publicId }) => publicId)

describe('a report', () => {
  test('says what staff say and where they chose, and nothing of who told us', async () => {
    const { publicId } = await publish({ words: 'Wij kijken er morgen naar.' })
    const report = await findNearReport(database().db, publicId, 'nl')
    expect(report).toMatchObject({
      ...{ title: 'Een lamp doet het niet', state: 'reported', area: areas.singel },
      ...{ placeName: null, position: null },
      steps: [{ seq: 1, state: 'reported', words: 'Wij kijken er morgen naar.' }],
    })
    expect(JSON.stringify(report)).not.toContain('deur')
  })

  test('goes on step by step, and comes to where it is over', async () => {
    const { reportId, publicId } = await publish()
    expect(await step(reportId, { state: 'working' })).toEqual({ kind: 'stepped', seq: 2 })
    expect(await step(reportId, { seen: 2, state: 'solved', words: 'Hij brandt weer.' })).toMatchObject({
      seq: 3,
    })
    const report = await findNearReport(database().db, publicId, 'nl')
    expect(report?.steps.map(({ state }) => state)).toEqual(['reported', 'working', 'solved'])
    expect(await listed({ isOpen: true })).not.toContain(publicId)
    expect(await listed({ isOpen: false })).toContain(publicId)
  })

  test('is not changed over what somebody has not read, nor by two at once', async () => {
    const { reportId } = await publish()
    const both = await Promise.all([
      step(reportId, { state: 'solved' }),
      step(reportId, { state: 'working' }),
    ])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'stepped'])
    expect((await step(crypto.randomUUID(), {})).kind).toBe('not-found')
  })

  test('that was withdrawn is in no list, is not found, and goes nowhere', async () => {
    const { db } = database()
    const { reportId, publicId } = await publish({ title: 'Kapotte zandbak' })
    const { search } = await prepareSearch(db, 'zandbak')
    const find = async () =>
      (await findNearReportsBySearch(db, { tsquery: search?.tsquery ?? '' }, { size: 5 })).rows.length
    expect(await find()).toBe(1)
    await step(reportId, { state: 'withdrawn', withdrawnAs: 'personal' })
    expect(await find()).toBe(0)
    expect(await listed({ isOpen: false })).not.toContain(publicId)
    expect((await step(reportId, { seen: 2, state: 'working' })).kind).toBe('no-step')
    await withdrawnNearReports.remove(db, new Date(+now + 89 * DAY))
    expect(await findNearReport(db, publicId, 'nl')).toBeDefined()
    await withdrawnNearReports.remove(db, new Date(+now + 91 * DAY))
    expect(await findNearReport(db, publicId, 'nl')).toBeUndefined()
  })

  test('stays as it was published, whatever a statement says', async () => {
    const { db } = database()
    const { reportId } = await publish()
    const change = db
      .updateTable('near_report_step')
      .set({ words: 'Anders.' })
      .where('report_id', '=', reportId)
    await expect(change.execute()).rejects.toThrow('stays as it was published')
    const remove = db.deleteFrom('near_report_step').where('report_id', '=', reportId)
    await expect(remove.execute()).rejects.toThrow('stays as it was published')
  })
})

describe('a mandate to publish', () => {
  test('is asked for each step, and for each conversation behind a report', async () => {
    const { reportId, conversationId } = await publish()
    expect(await step(reportId, {}, responder)).toMatchObject({
      kind: 'not-mandated',
      obstacle: { kind: 'no-mandate' },
    })
    const report = { conversationId, title: 'x', words: '', state: 'reported', language: 'nl' } as const
    const place = { area: areas.singel, exactly: null }
    const outcome = await inTransaction((tx) =>
      publishNearReport(tx, { ...report, subjectId: null, unitId: null, place }, who(responder)),
    )
    expect(outcome.kind).toBe('not-mandated')
  })

  test('is asked by the database, by what a conversation is about', async () => {
    const { reportId } = await publish()
    const subjectId = await desk.addSubject({
      ...{ act: 'publish', approval: 'forbidden', role: 'policy_maker' },
      visibility: 'public',
    })
    const { conversationId } = await desk.ask({ body: 'Over mijn uitkering.' })
    await sql`update conversation set subject_id = ${subjectId}::uuid where id = ${conversationId}::uuid`.execute(
      database().db,
    )
    await sql`insert into conversation_entry (conversation_id, seq, kind, at, by_account, subject_id)
      values (${conversationId}::uuid, 2, 'classified', ${now}, ${publisher}::uuid, ${subjectId}::uuid)`.execute(
      database().db,
    )
    const added = inTransaction((tx) => addNearSource(tx, { reportId, conversationId }, who()))
    const refused = await added.then(
      () => undefined,
      (error: unknown) => readRefusal(error),
    )
    expect(refused).toMatchObject({ obstacle: { kind: 'forbidden' } })
    const mandateId = crypto.randomUUID()
    const lie = database()
      .db.insertInto('near_report_step')
      .values({
        ...{ report_id: reportId, seq: 2, state: 'solved', words: '', at: now, by_account: responder },
        ...{ mandate_id: mandateId, mandated_on: today },
      })
    await expect(lie.execute()).rejects.toThrow('may not publish')
  })
})

describe('behind a report', () => {
  test('stand several conversations, each once, which know of it', async () => {
    const { db } = database()
    const { reportId, publicId } = await publish()
    const { conversationId, inputId } = await desk.ask({ body: 'Het is zo donker.' })
    for (let times = 0; times < 2; times++)
      expect((await inTransaction((tx) => addNearSource(tx, { reportId, conversationId }, who()))).kind).toBe(
        'added',
      )
    expect(await listNearSources(db, reportId, { accountId: publisher, today })).toHaveLength(2)
    expect(await listNearOfConversation(db, conversationId)).toMatchObject([{ publicId }])
    expect(await listNearOfInput(db, inputId)).toMatchObject([{ publicId }])
    await step(reportId, { state: 'withdrawn', withdrawnAs: 'double' })
    expect(await listNearOfInput(db, inputId)).toEqual([])
    expect(await listNearOfConversation(db, conversationId)).toMatchObject([{ state: 'withdrawn' }])
  })
})

describe('near a place', () => {
  test('is what was reported in its area, and in all that this lies in or holds', async () => {
    const at = async (area: (typeof areas)[keyof typeof areas]) =>
      (await publish({ place: { area, exactly: null } })).publicId
    const [singel, vaart] = [await at(areas.singel), await at(areas.vaart)]
    const [district, other, all] = [await at(areas.district), await at(areas.other), await at(areas.all)]
    const ours = [singel, vaart, district, other, all]
    const inArea = async (area?: string | undefined) => {
      const found = await listed({ isOpen: true, area })
      return ours.filter((one) => found.includes(one))
    }
    expect(await inArea(areas.singel.code)).toEqual([singel, district, all])
    expect(await inArea(areas.district.code)).toEqual([singel, vaart, district, all])
    expect(await inArea(areas.other.code)).toEqual([other, all])
    expect(await inArea(areas.all.code)).toEqual(ours)
    expect(await inArea()).toEqual(ours)
  })

  test('pages hold each report once, the newest change first', async () => {
    for (let at = 0; at < 5; at++)
      await publish({ place: { area: areas.other, exactly: null } }, new Date(+now + at * 1000))
    const filter = { isOpen: true, area: areas.other.code }
    const whole = await listed(filter)
    const paged: string[] = []
    let after: string | undefined
    do {
      const part = await listNearReports(database().db, filter, { size: 2, after })
      paged.push(...part.rows.map(({ publicId }) => publicId))
      after = part.next
    } while (after !== undefined)
    expect(paged).toEqual(whole)
    expect(new Set(paged).size).toBe(paged.length)
  })

  test('is offered what stands at the place, or shares its area and a word', async () => {
    const { db } = database()
    const { publicId } = await publish({ title: 'Straatverlichting uitgevallen', place: lampPost })
    const ask = async (about: Partial<Parameters<typeof listNearAlike>[1]>) =>
      (await listNearAlike(db, { position: null, area: null, body: '', ...about })).map(
        (line) => line.publicId,
      )
    expect(await ask({ position: [5.0203, 52.0501] })).toEqual([publicId])
    expect(await ask({ position: [5.03, 52.05] })).toEqual([])
    expect(await ask({ area: areas.singel, body: 'De straatverlichting is kapot' })).toEqual([publicId])
    expect(await ask({ area: areas.other, body: 'De straatverlichting is kapot' })).toEqual([])
    expect(await ask({ area: areas.singel, body: "'; drop table near_report; -- 日本 |&!(" })).toEqual([])
  })
})
