import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type Insertable, sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { DB } from '#db'
import { localMoment, writeBlocks } from '#platform/clock'
import { hire, now } from '#stories'
import { columnsOf } from '../conversations/conversation.store.ts'
import { type ConversationState, foldEntry } from '../conversations/conversation.ts'
import { readStoredEntry, type StoredEntry } from '../conversations/stored-entry.ts'
import {
  addNote,
  checkAnswers,
  countRuns,
  countUncounted,
  type FigureRow,
  type FigureSubject,
  type Figures,
  readFigures,
  sendReply,
} from '../index.ts'
import { makeYouth, type Youth } from '../privacy/privacy.fixture.ts'
import { letterhead, turnOf, useAnswerDesk } from '../testing.ts'
import { figureLines } from './figure-lines.ts'
import { type Beginning, calendars, type Happening, happening, tellHistory } from './history.fixture.ts'
import { type MeasuredRun, measureRuns } from './measure-runs.ts'
import type { Period } from './period.ts'

const { ask, database, inTransaction } = useAnswerDesk()
const { timeZone } = letterhead
const onFault = (error: unknown) => {
  throw error
}
const count = () => countRuns(database().db, { timeZone, onFault })

let youth: Youth
const subjects: Record<'parks' | 'trees' | 'roads', string> = {
  parks: randomUUID(),
  trees: randomUUID(),
  roads: randomUUID(),
}
/** Trees lie in parks; youth care is restricted. The second calendar works at night on Sundays, when clocks change. */
beforeAll(async () => {
  const { db } = database()
  youth = await makeYouth(db)
  for (const [name, id] of Object.entries(subjects)) {
    await db.insertInto('subject').values({ id, created_at: now }).execute()
    const parent_id = name === 'trees' ? subjects.parks : null
    await db
      .insertInto('subject_version')
      .values({ subject_id: id, version: 1, name, parent_id, made_at: now })
      .execute()
  }
  const first = await db.selectFrom('working_calendar').selectAll().executeTakeFirstOrThrow()
  const week = calendars[2]?.week.map(writeBlocks) ?? []
  await db
    .insertInto('working_calendar')
    .values({ ...first, version: 2, week, other_days: '{}' })
    .execute()
})
beforeEach(async () => {
  await sql`truncate conversation cascade`.execute(database().db)
})

/** Stores conversations with all their entries as they are, past all triggers; nothing of it is counted yet. */
async function store(histories: readonly StoredEntry[][]): Promise<void> {
  await inTransaction(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const entries = histories.flat().map(({ draft_kind: _, approval_kind: __, ...entry }) => ({
      ...entry,
      ...(entry.kind === 'received' ? {} : { by_account: youth.bob }),
      before_mandates:
        entry.kind === 'sent' ||
        entry.status === 'answered' ||
        ['solved', 'no-answer'].includes(entry.closed_as ?? ''),
    }))
    const rows: Insertable<DB['conversation']>[] = histories.map((history) => {
      let state: ConversationState | undefined
      for (const row of history) state = foldEntry(state, readStoredEntry(row), row.at)
      if (!state) throw new Error('A history begins with something.')
      const id = history[0]?.conversation_id ?? ''
      return { id, input_id: randomUUID(), subject: 'x', language: 'nl', ...columnsOf(state) }
    })
    await tx.insertInto('conversation').values(rows).execute()
    for (let at = 0; at < entries.length; at += 500)
      await tx
        .insertInto('conversation_entry')
        .values(entries.slice(at, at + 500))
        .execute()
    const waiting = entries.map(({ conversation_id, seq }) => ({ conversation_id, seq }))
    for (let at = 0; at < waiting.length; at += 5000)
      await tx
        .insertInto('conversation_uncounted')
        .values(waiting.slice(at, at + 5000))
        .execute()
  })
}

const today = '2027-02-10'
const moment = new Date('2027-02-10T11:00:00Z')
const anybody = { accountId: null, today }
const figuresOf = (
  period: Period,
  of?: FigureSubject,
  reader: { accountId: string | null; today: string } = anybody,
) => readFigures(database().db, { period, of, reader, timeZone, now: moment })

async function needFigures(...asked: Parameters<typeof figuresOf>): Promise<Figures> {
  const figures = await figuresOf(...asked)
  if (!figures) throw new Error('There are no such figures.')
  return figures
}

/** Conversations of a year, of which many began in months on which the clock changes. */
const year = fc.array(
  fc.tuple(
    fc.record({
      at: fc
        .tuple(
          fc.constantFrom('2026-03-28', '2026-10-24', '2026-03-02', '2026-10-05', '2026-07-14'),
          fc.nat(6 * 1440),
        )
        .map(([day, minute]) => new Date(Date.parse(`${day}T06:00:00Z`) + minute * 60_000)),
      channel: fc.constantFrom('web', 'web', 'mail', 'phone'),
      calendarVersion: fc.constantFrom(1, 2),
    }),
    fc.array(happening, { maxLength: 6 }),
  ),
  { minLength: 120, maxLength: 200 },
)

test('figures equal a plain recount from the entries, whole and for each part, and what is not told is empty', async () => {
  const { db } = database()
  const names = { subjects: [null, subjects.trees, subjects.roads], units: [null, youth.unit] }
  const calendarOf = (version: number) => ({
    ...{ version, calendar: calendars[version] ?? calendars[1] ?? never() },
    ...{ first: { n: 5, unit: 'workingDays' as const }, resolution: { n: 5, unit: 'workingDays' as const } },
  })
  let told = 0
  await fc.assert(
    fc.asyncProperty(year, async (begun: [Beginning, Happening[]][]) => {
      await sql`truncate conversation cascade`.execute(db)
      const histories = begun.map(([begin, happenings]) =>
        tellHistory(randomUUID(), begin, happenings, names),
      )
      await store(histories)
      expect(await count()).toBe(histories.length)
      expect((await checkAnswers(db, timeZone)).figures).toBe('equal')
      const runs = histories.flatMap((history) => measureRuns(history, { calendarOf, timeZone }))
      for (const period of [
        { from: '2026-01', to: '2026-12' },
        { from: '2026-03', to: '2026-03' },
        { from: '2026-07', to: '2026-12' },
      ]) {
        const figures = await needFigures(period)
        told += expectRecounted(figures, runs, period)
        const parks = await needFigures(period, { by: 'subject', key: subjects.parks })
        const ofParks = runs.filter(({ subjectId }) => subjectId === subjects.trees)
        expectRow(parks.all, ofParks, period)
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
  expect(told).toBeGreaterThan(20)
}, 120_000)

function never(): never {
  throw new Error('There is no such calendar.')
}

function expectRecounted(figures: Figures, runs: readonly MeasuredRun[], period: Period): number {
  const { all, channels, units, outcomes, through } = figures
  const part = (row: FigureRow, of: (run: MeasuredRun) => boolean) => expectRow(row, runs.filter(of), period)
  const none = (key: string) => (key === 'none' ? null : key)
  const within = (key: string) => (key === subjects.parks ? subjects.trees : none(key))
  return [
    part(all, () => true),
    ...channels.map((row) => part(row, ({ channel }) => channel === row.key)),
    ...units.map((row) => part(row, ({ unitId }) => unitId === none(row.key))),
    ...figures.subjects.map((row) => part(row, ({ subjectId }) => subjectId === within(row.key))),
    ...outcomes.map(({ key, cameIn }) => {
      const many = began(runs, period).filter(({ endedAs }) => (endedAs ?? 'open') === key).length
      if (cameIn !== null) expect(cameIn).toBe(many)
      return cameIn
    }),
    ...through.map((row) => {
      if (row.key.length === 10) return null
      return expectRow(row, runs, { from: row.key, to: row.key })
    }),
  ].filter((one) => one !== null).length
}

function began(runs: readonly MeasuredRun[], { from, to }: Period): MeasuredRun[] {
  return runs.filter(
    ({ beganOn, endedAs }) => beganOn.slice(0, 7) >= from && beganOn.slice(0, 7) <= to && endedAs !== 'spam',
  )
}

/** A row beside the runs that it is of; gives what it tells of how many came in. */
function expectRow(row: FigureRow, runs: readonly MeasuredRun[], period: Period): number | null {
  const of = began(runs, period)
  if (row.cameIn === null) {
    expect(row).toMatchObject({ first: nothing, solved: nothing, openedAgain: null })
    return null
  }
  expect(of.length === 0 || of.length >= 10).toBe(true)
  const at = localMoment(timeZone, moment)
  const first = of.map(({ firstMinutes, firstLate, firstDue, endedAs }) => ({
    minutes: firstMinutes,
    isLate: firstLate ?? (endedAs === null && firstDue <= at ? true : null),
  }))
  const solved = of.map(({ solvedMinutes, solvedLate, solvedDue, endedAs }) => ({
    minutes: solvedMinutes,
    isLate: solvedLate ?? (endedAs === null && solvedDue <= at ? true : null),
  }))
  const settled = of.filter(({ solvedMinutes }) => solvedMinutes !== null)
  expect(row).toMatchObject({
    cameIn: of.length,
    first: timesOf(first),
    solved: timesOf(solved),
    openedAgain: percent(settled.filter(({ isReopened }) => isReopened).length, settled.length),
  })
  return row.cameIn
}

const nothing = { median: null, p90: null, inTime: null }

function timesOf(runs: { minutes: number | null; isLate: boolean | null }[]) {
  const sorted = runs.flatMap(({ minutes }) => minutes ?? []).sort((a, b) => a - b)
  const least = (share: number) => sorted.find((_, at) => at + 1 >= share * sorted.length) ?? null
  const due = runs.filter(({ isLate }) => isLate !== null)
  const spread = sorted.length < 10 ? { median: null, p90: null } : { median: least(0.5), p90: least(0.9) }
  return { ...spread, inTime: percent(due.filter(({ isLate }) => !isLate).length, due.length) }
}

function percent(part: number, whole: number): number | null {
  if (whole < 10) return null
  if (part === 0) return 0
  return part === whole ? 100 : Math.min(99, Math.max(1, Math.round((100 * part) / whole)))
}

const mondayOf = (day: number) => new Date(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`)
const simple = (many: number, channel: Beginning['channel'], what: Happening[] = [], day = 2) =>
  Array.from({ length: many }, () =>
    tellHistory(randomUUID(), { at: mondayOf(day), channel, calendarVersion: 1 }, what, {
      subjects: [null, youth.subject, subjects.roads],
      units: [null, youth.unit],
    }),
  )
const march: Period = { from: '2026-03', to: '2026-03' }
const aYear: Period = { from: '2026-01', to: '2026-12' }

test('fewer than ten are not told, and neither is what they would follow from', async () => {
  await store([...simple(30, 'web'), ...simple(12, 'mail'), ...simple(4, 'phone')])
  await count()
  const { all, channels } = await needFigures(march)
  expect(all.cameIn).toBe(46)
  expect(channels.map(({ key, cameIn }) => [key, cameIn])).toEqual([
    ['web', 30],
    ['mail', null],
    ['phone', null],
  ])
})

test('spam stands beside all others, and a week is told where it tells nothing of another', async () => {
  await store([
    ...simple(20, 'web'),
    ...simple(15, 'mail', [], 9),
    ...simple(11, 'mail', [{ after: 5, what: { kind: 'closed', as: 'spam' } }]),
  ])
  await count()
  const { all, spam, through } = await needFigures(march)
  expect({ came: all.cameIn, spam }).toEqual({ came: 35, spam: 11 })
  expect(through.map(({ key, cameIn }) => [key, cameIn])).toEqual([
    ...[
      ['2026-03-01', 0],
      ['2026-03-02', 20],
      ['2026-03-09', 15],
    ],
    ...[
      ['2026-03-16', 0],
      ['2026-03-23', 0],
      ['2026-03-30', 0],
    ],
  ])
})

test('what is about a restricted subject is in no figure of who may not read it', async () => {
  const filed: Happening[] = [{ after: 5, what: { kind: 'classified', subject: 1, unit: 1 } }]
  await store([...simple(20, 'web'), ...simple(15, 'web', filed)])
  await count()
  const of: FigureSubject = { by: 'subject', key: youth.subject }
  expect((await needFigures(aYear)).all.cameIn).toBe(20)
  expect((await needFigures(aYear, undefined, { accountId: youth.bob, today })).all.cameIn).toBe(20)
  expect(await figuresOf(aYear, of, { accountId: youth.bob, today })).toBeUndefined()
  const theirs = await needFigures(aYear, undefined, { accountId: youth.wieke, today })
  expect(theirs.all.cameIn).toBe(35)
  expect((await needFigures(aYear, of, { accountId: youth.wieke, today })).all.cameIn).toBe(15)
})

test('what replaced a subject counts what was filed under it', async () => {
  const { db } = database()
  const old = randomUUID()
  await db.insertInto('subject').values({ id: old, created_at: now }).execute()
  await db
    .insertInto('subject_version')
    .values({ subject_id: old, version: 1, name: 'Paths', made_at: now })
    .execute()
  const histories = simple(12, 'web', [{ after: 5, what: { kind: 'classified', subject: 2, unit: 0 } }])
  await store(
    histories.map((rows) => rows.map((row) => (row.subject_id ? { ...row, subject_id: old } : row))),
  )
  await count()
  await db.updateTable('subject').set({ replaced_by: subjects.roads }).where('id', '=', old).execute()
  const { subjects: rows } = await needFigures(aYear)
  expect(rows.map(({ name, cameIn }) => [name, cameIn])).toEqual([['roads', 12]])
  expect((await needFigures(aYear, { by: 'subject', key: subjects.roads })).all.cameIn).toBe(12)
})

test('there are no figures of a channel, subject or unit that is not there', async () => {
  for (const by of ['channel', 'subject', 'unit'] as const)
    expect(await figuresOf(aYear, { by, key: randomUUID() })).toBeUndefined()
})

test('what is written waits to be counted, is counted once more as it goes on, and a note changes nothing', async () => {
  const { db } = database()
  const { by } = await hire(db, { name: 'Ann', unit: 'Klantcontact', role: 'responder' })
  const { conversationId: id } = await ask({ body: 'Telt dit mee?' })
  expect(await countUncounted(db)).toBe(1)
  expect(await count()).toBe(1)
  await inTransaction((tx) => addNote(tx, turnOf(id, by, 1), 'Even kijken.'))
  expect(await countUncounted(db)).toBe(0)
  await inTransaction((tx) =>
    sendReply(tx, turnOf(id, by, 2), { body: 'Ja.', answersInput: false }, letterhead),
  )
  expect((await checkAnswers(db, timeZone)).figures).toBe('equal')
  expect(await count()).toBe(1)
  const runs = await db.selectFrom('conversation_run').selectAll().execute()
  expect(runs).toMatchObject([{ conversation_id: id, run: 1, ended_as: 'answered', first_late: false }])
  await db.updateTable('conversation_run').set({ first_minutes: 7 }).execute()
  const wrong = [{ conversation: id, run: 1, differs: ['first_minutes'] }]
  expect((await checkAnswers(db, timeZone)).figures).toEqual(wrong)
  await db.deleteFrom('conversation_run').execute()
  expect((await checkAnswers(db, timeZone)).figures).toEqual([{ conversation: id, run: 1, differs: ['run'] }])
})

test('a file of figures has a line for each, and nothing where nothing is told', async () => {
  await store([
    ...simple(30, 'web', [{ after: 90, what: { kind: 'sent', asks: false } }]),
    ...simple(4, 'phone'),
  ])
  await count()
  const lines = figureLines(await needFigures(march))
  expect(lines.slice(0, 3)).toEqual([
    'by,key,name,came_in,first_answer_median_minutes,first_answer_p90_minutes,first_answer_in_time_percent,solved_median_minutes,solved_p90_minutes,solved_in_time_percent,opened_again_percent\n',
    'period,2026-03-01,2026-03-31,,,,,,,,\n',
    'all,all,,34,90,90,88,90,90,88,0\n',
  ])
  expect(lines).toContain('channel,phone,,,,,,,,,\n')
})
