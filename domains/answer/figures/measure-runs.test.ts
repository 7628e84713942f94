import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Calendar, localMoment, officeHours } from '#platform/clock'
import type { StoredEntry } from '../conversations/stored-entry.ts'
import { calendars, countMinutes, type Happening, happening, tellHistory } from './history.fixture.ts'
import { type MeasuredRun, measureRuns } from './measure-runs.ts'

const timeZone = 'Europe/Amsterdam'
const names = { subjects: [null, 's1', 's2'], units: [null, 'u1'] }
const calendarOf = (version: number) => ({
  ...{ version, calendar: calendars[version] ?? officeHours },
  ...{ first: { n: 5, unit: 'workingDays' as const }, resolution: { n: 5, unit: 'workingDays' as const } },
})
const measure = (entries: StoredEntry[]) => measureRuns(entries, { calendarOf, timeZone })

/** Monday 2 March 2026, ten in the morning. */
const monday = new Date('2026-03-02T09:00:00Z')
const tell = (...happenings: Happening[]) =>
  measure(tellHistory('c', { at: monday, channel: 'mail', calendarVersion: 1 }, happenings, names))

describe('a run in figures', () => {
  test('counts working minutes until a person answered, over the night and not through it', () => {
    expect(tell({ after: 24 * 60 + 30, what: { kind: 'sent', asks: false } })).toMatchObject([
      ...[
        {
          run: 1,
          beganOn: '2026-03-02',
          channel: 'mail',
          firstMinutes: 8 * 60 + 30,
          solvedMinutes: 8 * 60 + 30,
        },
      ],
    ])
  })

  test('waits for whoever asked in its solution, and not in its first answer', () => {
    const [run] = tell(
      { after: 60, what: { kind: 'sent', asks: true } },
      { after: 120, what: { kind: 'received', channel: 'web' } },
      { after: 30, what: { kind: 'sent', asks: false } },
    )
    expect(run).toMatchObject({ firstMinutes: 60, solvedMinutes: 90, endedAs: 'answered', isReopened: false })
  })

  test('is followed by another where it is opened again, which keeps the channel when staff do it', () => {
    const runs = tell(
      { after: 60, what: { kind: 'sent', asks: false } },
      { after: 60, what: { kind: 'reopened' } },
    )
    expect(runs).toMatchObject([
      { run: 1, isReopened: true, firstMinutes: 60 },
      { run: 2, isReopened: false, channel: 'mail', firstMinutes: null, endedAs: null, firstLate: null },
    ])
  })

  test('owes nothing where it is double, not ours or spam', () => {
    for (const as of ['double', 'not-ours', 'spam'] as const)
      expect(tell({ after: 6000, what: { kind: 'closed', as } })).toMatchObject([
        { endedAs: as, firstMinutes: null, solvedMinutes: null, firstLate: null, solvedLate: null },
      ])
  })

  test('is late where it was closed as solved after its first answer was due, without one', () => {
    expect(tell({ after: 6000, what: { kind: 'closed', as: 'solved' } })).toMatchObject([
      { endedAs: 'solved', firstMinutes: null, firstLate: true, solvedLate: true },
    ])
    expect(tell({ after: 60, what: { kind: 'closed', as: 'solved' } })).toMatchObject([
      { firstLate: null, solvedLate: false, solvedMinutes: 60 },
    ])
  })
})

test('any history counts as it does minute by minute, over days on which the clock changes', () => {
  const begin = fc.record({
    at: fc
      .tuple(fc.constantFrom('2026-03-27', '2026-10-23', '2026-04-30', '2026-12-24'), fc.nat(4 * 1440))
      .map(([day, minute]) => new Date(Date.parse(`${day}T06:00:00Z`) + minute * 60_000)),
    channel: fc.constantFrom('web', 'mail', 'phone'),
    calendarVersion: fc.constantFrom(1, 2),
  })
  fc.assert(
    fc.property(begin, fc.array(happening, { maxLength: 8 }), (first, happenings) => {
      const entries = tellHistory('c', first, happenings, names)
      const calendar = calendars[first.calendarVersion] ?? officeHours
      expect(measure(entries)).toEqual(recount(entries, calendar))
    }),
    { numRuns: 60 },
  )
})

/** The runs of a conversation, by reading its entries as somebody would who has the definitions beside them. */
function recount(entries: readonly StoredEntry[], calendar: Calendar): MeasuredRun[] {
  const groups: StoredEntry[][] = []
  let status = 'none'
  for (const entry of entries) {
    const before = status
    status = statusAfter(before, entry)
    if (before !== 'open' && status === 'open') groups.push([])
    groups.at(-1)?.push(entry)
  }
  return groups.map((group, at) => recountOne(group, { calendar, at, groups, entries }))
}

function statusAfter(
  before: string,
  { kind, status, closed_as, channel, paused_until }: StoredEntry,
): string {
  if (kind === 'received') return before === 'spam' && channel === 'mail' ? 'spam' : 'open'
  if (kind === 'sent') return paused_until ? before : 'answered'
  if (kind === 'merged') return 'double'
  if (kind === 'status') return status === 'closed' ? (closed_as ?? '') : (status ?? '')
  return before
}

function recountOne(
  group: readonly StoredEntry[],
  {
    calendar,
    at,
    groups,
    entries,
  }: { calendar: Calendar; at: number; groups: readonly StoredEntry[][]; entries: readonly StoredEntry[] },
): MeasuredRun {
  const begin = group[0]?.at ?? monday
  const upTo = entries.filter(({ seq }) => seq <= (group.at(-1)?.seq ?? 0))
  const filed = upTo.findLast(({ kind }) => kind === 'classified')
  const settling = ['answered', 'solved', 'no-answer']
  const statuses = group.map((_, one) =>
    group.slice(0, one + 1).reduce((now, entry) => statusAfter(now, entry), 'none'),
  )
  const end = statuses.at(-1) ?? 'open'
  const settledAt = settling.includes(end)
    ? group[statuses.findIndex((one) => settling.includes(one))]?.at
    : undefined
  const metAt = group.find(({ kind, status }) => kind === 'sent' || status === 'answered')?.at
  // What was appended while it was open says when it is due.
  const dueBy = group.filter((_, one) => statuses[one] === 'open')
  const firstDue = dueBy.findLast((row) => row.first_due !== null)?.first_due ?? ''
  const solvedDue = dueBy.findLast((row) => row.resolution_due !== null)?.resolution_due ?? ''
  const isPaused = (minute: number) =>
    group.some((asking, one) => {
      if (!asking.paused_until || asking.at.getTime() > minute || asking.paused_until.getTime() <= minute)
        return false
      const next = group
        .slice(one + 1)
        .find(
          ({ kind, status }) =>
            ['sent', 'received'].includes(kind) || (kind === 'status' && status !== 'open'),
        )
      return !next || next.at.getTime() > minute
    })
  const channel = groups.slice(0, at + 1).findLast(([first]) => first?.kind === 'received')?.[0]?.channel
  const isLate = (moment: Date, due: string) => localMoment(timeZone, moment) >= due
  return {
    ...{ run: at + 1, beganOn: localMoment(timeZone, begin).slice(0, 10), channel: channel ?? 'web' },
    ...{ subjectId: filed?.subject_id ?? null, unitId: filed?.unit_id ?? null },
    endedAs: end === 'open' ? null : (end as MeasuredRun['endedAs']),
    firstMinutes: metAt ? countMinutes(begin, metAt, { calendar, timeZone }) : null,
    solvedMinutes: settledAt ? countMinutes(begin, settledAt, { calendar, timeZone, isPaused }) : null,
    ...{ firstDue, solvedDue },
    firstLate: metAt ? isLate(metAt, firstDue) : settledAt && isLate(settledAt, firstDue) ? true : null,
    solvedLate: settledAt ? isLate(settledAt, solvedDue) : null,
    isReopened: settledAt !== undefined && at < groups.length - 1,
  }
}
