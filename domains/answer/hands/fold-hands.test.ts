import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldEntries, type NewEntry } from '../conversations/conversation.ts'
import { closeReasons } from './close-reason.ts'

const at = new Date('2026-05-11T09:00:00Z')
const on = '2026-05-11'
const heard = { kind: 'received', channel: 'web', body: 'Mag dat?', dueOn: '2026-05-18' } as const
const mailed = { ...heard, channel: 'mail' } as const
const byMachine = { ...mailed, dueOn: null } as const
const sent = { kind: 'sent', draftSeq: 2, approvalSeq: null, mailId: null, on } as const
const spam = { kind: 'status', status: 'closed', as: 'spam', on } as const
const snoozed = { kind: 'snoozed', until: '2026-05-20' } as const
const stateAfter = (...entries: NewEntry[]) => foldEntries(undefined, [heard, ...entries], at)

test('what is put off is back when somebody says more, when it is given to somebody, and when it is over', () => {
  expect(stateAfter(snoozed)).toMatchObject({ status: 'open', snoozedUntil: '2026-05-20' })
  expect(stateAfter(snoozed, { kind: 'note', body: 'x' }).snoozedUntil).toBe('2026-05-20')
  const ends: NewEntry[] = [
    heard,
    { kind: 'assigned', to: 'a' },
    sent,
    spam,
    { kind: 'snoozed', until: null },
  ]
  for (const end of ends) expect(stateAfter(snoozed, end).snoozedUntil).toBeNull()
})

test('a machine that writes brings nothing back', () => {
  expect(stateAfter(snoozed, byMachine).snoozedUntil).toBe('2026-05-20')
  expect(stateAfter(spam, byMachine)).toMatchObject({ status: 'closed', closed: { as: 'spam' } })
})

test('more mail in spam stays there, whoever writes by their page gets a look, and what is closed otherwise opens', () => {
  expect(stateAfter(spam, mailed)).toMatchObject({ status: 'closed', closed: { as: 'spam' }, heardSeq: 3 })
  expect(stateAfter(spam, heard)).toMatchObject({ status: 'open', closed: null })
  expect(stateAfter({ ...spam, as: 'not-ours' }, mailed)).toMatchObject({ status: 'open', closed: null })
})

const anyEntry = fc.constantFrom<NewEntry>(
  heard,
  mailed,
  byMachine,
  sent,
  snoozed,
  { kind: 'snoozed', until: null },
  { kind: 'assigned', to: null },
  { kind: 'note', body: 'x' },
  { kind: 'merged', into: 'other', otherSeq: 3 },
  { kind: 'labelled', labelId: 'b', isOn: true },
  { kind: 'labelled', labelId: 'a', isOn: true },
  { kind: 'labelled', labelId: 'a', isOn: false },
  { kind: 'status', status: 'open' },
  { kind: 'status', status: 'answered', on },
  ...closeReasons.map((as) => ({ ...spam, as })),
)

/** The same, by going back to what decides it. */
function recount(entries: NewEntry[]) {
  let closed: string | null = null
  for (const entry of entries) {
    const isHeard = entry.kind === 'received' && entry.dueOn !== null
    const stays = closed === 'spam' && entry.kind === 'received' && entry.channel === 'mail'
    if (entry.kind === 'merged') closed = 'double'
    else if (entry.kind === 'status') closed = entry.status === 'closed' ? entry.as : null
    else if (entry.kind === 'sent' || (isHeard && !stays)) closed = null
  }
  const last = entries.findLast(
    ({ kind, ...entry }) =>
      ['snoozed', 'assigned', 'sent', 'status'].includes(kind) ||
      (kind === 'received' && 'dueOn' in entry && entry.dueOn !== null),
  )
  const labelIds = ['a', 'b'].filter((id) => {
    const one = entries.findLast((entry) => entry.kind === 'labelled' && entry.labelId === id)
    return one?.kind === 'labelled' && one.isOn
  })
  return { labelIds, closed, snoozedUntil: last?.kind === 'snoozed' ? last.until : null }
}

test('closed, put off and labelled are what the entries say when they are looked through anew', () => {
  fc.assert(
    fc.property(fc.array(anyEntry), (more) => {
      const state = stateAfter(...more)
      const { closed, snoozedUntil, labelIds } = recount(more)
      if (state.mergedInto !== null) expect(closed).toBe('double')
      expect(state.labelIds).toEqual(labelIds)
      expect(state.closed?.as ?? null).toBe(closed)
      expect(state.status === 'closed').toBe(closed !== null)
      expect((state.status === 'answered') === (state.answeredAt !== null)).toBe(true)
      // Snoozing is refused where nothing is open; the fold alone would say both.
      if (state.status === 'open') expect(state.snoozedUntil).toBe(snoozedUntil)
    }),
  )
})
