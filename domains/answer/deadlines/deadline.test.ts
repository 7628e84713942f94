import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConversationState, foldEntries, type NewEntry } from '../conversations/conversation.ts'

const on = '2026-03-02'
const start = new Date('2026-03-02T09:00Z').getTime()
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T24:00`
const terms = { calendarVersion: 1, first: '5 workingDays', resolution: '5 workingDays' }
const until = new Date(start + 99 * 3_600_000)

const heard = (first: number, resolution: number): NewEntry => ({
  ...{ kind: 'received', channel: 'web', body: 'x', dueOn: '2026-03-31' },
  deadlines: { terms, firstDue: day(first), resolutionDue: day(resolution) },
})
const days = fc.integer({ min: 1, max: 28 })
const entry: fc.Arbitrary<NewEntry> = fc.oneof(
  fc.tuple(days, days).map(([first, resolution]) => heard(first, resolution)),
  days.map(
    (n): NewEntry => ({ kind: 'received', channel: 'web', body: 'x', dueOn: `2026-03-${10 + (n % 20)}` }),
  ),
  fc.constant<NewEntry>({ kind: 'received', channel: 'mail', body: 'machine', dueOn: null }),
  fc.constant<NewEntry>({ kind: 'note', body: 'x' }),
  fc.constant<NewEntry>({ kind: 'sent', draftSeq: 1, approvalSeq: null, mailId: null, on }),
  days.map(
    (n): NewEntry => ({
      ...{ kind: 'sent', draftSeq: 1, approvalSeq: null, mailId: null, on },
      asks: { until, resolutionDue: day(n) },
    }),
  ),
  fc.constant<NewEntry>({ kind: 'status', status: 'answered', on }),
  days.map((n): NewEntry => ({ kind: 'status', status: 'open', deadlines: { firstDue: day(n) } })),
  days.map(
    (n): NewEntry => ({ kind: 'due', reason: 'busy', mailId: null, deadlines: { resolutionDue: day(n) } }),
  ),
)

type Moment = { entry: NewEntry; at: Date; seq: number; wasOpen: boolean; isOpen: boolean }

/** What each entry found and left, by the status alone. */
function tell(entries: NewEntry[]): Moment[] {
  let state: ConversationState | undefined
  return entries.map((one, index) => {
    const at = new Date(start + index * 60_000)
    const wasOpen = state?.status === 'open'
    state = foldEntries(state, [one], at)
    return { entry: one, at, seq: index + 1, wasOpen, isOpen: state.status === 'open' }
  })
}

test('a run is what lies between being opened and being solved, and all that is due is said in it', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (more) => {
      const entries = [heard(5, 9), ...more]
      const story = tell(entries)
      let state: ConversationState | undefined
      for (const { entry: one, at } of story) state = foldEntries(state, [one], at)
      const begins = story.filter(({ wasOpen, isOpen }) => isOpen && !wasOpen)
      const first = begins.at(-1)?.seq ?? 0
      const run = story.filter(({ seq }) => seq >= first)
      const isAnswer = ({ entry: { kind, ...one } }: Moment) =>
        kind === 'sent' || ('status' in one && one.status === 'answered')
      const asked = run.findLast(({ entry: one }) => one.kind === 'sent' && one.asks)
      const isOver = run.some(
        ({ seq, entry: one, isOpen }) =>
          seq > (asked?.seq ?? 0) && (!isOpen || (one.kind === 'received' && one.dueOn !== null)),
      )
      expect(state).toMatchObject({
        run: begins.length,
        runSeq: first,
        firstMetAt: run.find(isAnswer)?.at ?? null,
        pausedSince: asked && !isOver ? asked.at : null,
        pausedUntil: asked && !isOver ? until : null,
      })
      const next = state?.firstMetAt ? [state.resolutionDue] : [state?.firstDue, state?.resolutionDue]
      expect(state?.dueOn).toBe(next.toSorted()[0]?.slice(0, 10))
    }),
    { numRuns: 300 },
  )
})

test('an entry that says no more than a day makes both due at the end of it', () => {
  const state = foldEntries(
    undefined,
    [{ kind: 'received', channel: 'web', body: 'x', dueOn: on }],
    new Date(start),
  )
  expect(state).toMatchObject({
    firstDue: '2026-03-02T24:00',
    resolutionDue: '2026-03-02T24:00',
    run: 1,
    dueOn: on,
  })
})
