import { expect, test } from 'vitest'
import { dueAfter, writeBlocks } from '#platform/clock'
import { hire, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  addSubject,
  changeWorkingCalendar,
  findTerms,
  readWorkingCalendar,
  replaceSubject,
  reviseSubject,
  subjectSchema,
  workingCalendarSchema,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const form = {
  ...{ monday: '9:00-17:00', tuesday: '09:00-12:00; 13.00-17.00', wednesday: '', seen: '1' },
  ...{ keepsHolidays: 'yes', otherDays: '2026-12-24 09:00-12:00\n\n2026-12-31' },
  ...{ firstCount: '8', firstUnit: 'workingHours', resolutionCount: '20', resolutionUnit: 'workingDays' },
}

async function change(words: Record<string, string>) {
  const deed = { ...(await hire(database().db)), now, today }
  return inTransaction((tx) =>
    changeWorkingCalendar(tx, workingCalendarSchema.parse({ ...form, ...words }), deed),
  )
}

function errorsOf(words: Record<string, string>): string[] {
  const { error } = workingCalendarSchema.safeParse({ ...form, ...words })
  return error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
}

test('an organisation begins with office hours and five working days', async () => {
  const { version, calendar, first, resolution } = await readWorkingCalendar(database().db)
  expect({ version, first, resolution }).toEqual({
    version: 1,
    first: { n: 5, unit: 'workingDays' },
    resolution: { n: 5, unit: 'workingDays' },
  })
  const start = new Date('2026-05-08T10:00Z')
  expect(dueAfter(start, first, { calendar, timeZone: 'Europe/Amsterdam' })).toBe('2026-05-18T24:00')
})

test('a calendar is changed by a next version, by whoever saw the newest; the one before stays', async () => {
  const { db } = database()
  expect(await change({})).toEqual({ kind: 'changed' })
  expect(await change({})).toEqual({ kind: 'changed-meanwhile' })
  expect(await change({ seen: '2' })).toEqual({ kind: 'unchanged' })
  const { calendar, first } = await readWorkingCalendar(db)
  expect(calendar.week.map(writeBlocks).slice(0, 3)).toEqual(['09:00-17:00', '09:00-12:00, 13:00-17:00', ''])
  expect(calendar.otherDays).toEqual({ '2026-12-24': [{ from: 540, to: 720 }], '2026-12-31': [] })
  expect(first).toEqual({ n: 8, unit: 'workingHours' })
  expect((await readWorkingCalendar(db, 1)).first).toEqual({ n: 5, unit: 'workingDays' })
  await expect(db.updateTable('working_calendar').set({ keeps_holidays: false }).execute()).rejects.toThrow()
})

test('of two who change it at once, the second is told so', async () => {
  const seen = String((await readWorkingCalendar(database().db)).version)
  const both = await Promise.all([change({ seen, friday: '09:00-12:00' }), change({ seen, friday: '' })])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['changed', 'changed-meanwhile'])
})

test('what is no hour, no day and no term is named', () => {
  expect(errorsOf({ monday: 'tot vijf' })).toEqual(['monday not-hours'])
  expect(errorsOf({ monday: '', tuesday: '' })).toEqual(['monday never-open'])
  expect(errorsOf({ otherDays: '2026-02-30 09:00-12:00' })).toEqual([
    'otherDays not-a-day:2026-02-30 09:00-12:00',
  ])
  expect(errorsOf({ otherDays: '2026-12-31\n2026-12-31' })).toEqual(['otherDays not-a-day:2026-12-31'])
  for (const count of ['', '0', '-1', '367', '1e2', 'vijf', '１'])
    expect(errorsOf({ firstCount: count })).toEqual(['firstCount not-a-term'])
})

test('a subject has its own terms, else those of what it lies in, else those of the organisation', async () => {
  const deed = { ...(await hire(database().db)), now, today }
  const add = async (name: string, parentId: string | null, terms = {}) => {
    const words = subjectSchema.parse({ name, parentId: parentId ?? '', unitId: '', ...terms })
    const added = await inTransaction((tx) => addSubject(tx, words, deed))
    return added.kind === 'added' ? added.id : ''
  }
  const told = async (id: string | null) => {
    const { first, resolution } = await findTerms(database().db, id)
    return `${first.n} ${first.unit}, ${resolution.n} ${resolution.unit}`
  }
  const waste = await add('Afval', null, { firstCount: '2', resolutionCount: '6', resolutionUnit: 'days' })
  const bulky = await add('Grofvuil', waste, { resolutionCount: '10' })
  const glass = await add('Glas', null)
  expect(await told(null)).toBe('8 workingHours, 20 workingDays')
  expect(await told(bulky)).toBe('2 workingDays, 10 workingDays')
  expect(await told(glass)).toBe('8 workingHours, 20 workingDays')
  await inTransaction((tx) => replaceSubject(tx, { id: glass, successorId: bulky }, deed))
  expect(await told(glass)).toBe('2 workingDays, 10 workingDays')
  const words = {
    id: bulky,
    seen: 1,
    name: 'Grofvuil',
    otherName: '',
    parentId: waste,
    unitId: null,
    restricted: false,
  }
  await inTransaction((tx) => reviseSubject(tx, { ...words, firstTerm: '1 workingDays' }, deed))
  expect(await told(bulky)).toBe('1 workingDays, 6 days')
})
