import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConversationState, foldEntry } from '../conversations/conversation.ts'
import { readStoredEntry, type StoredEntry } from '../conversations/stored-entry.ts'
import { happening, tellHistory } from '../figures/history.fixture.ts'
import { foldHistory } from './fold-history.ts'
import { isLongSolved } from './long-solved.ts'

const [id, other] = [crypto.randomUUID(), crypto.randomUUID()]
const names = {
  subjects: [null, crypto.randomUUID(), crypto.randomUUID()],
  units: [null, crypto.randomUUID()],
}
const begin = { at: new Date('2026-03-02T09:00:00Z'), channel: 'mail', calendarVersion: 1 } as const

/** What a conversation is, but for the numbers of its entries. */
function worth({ lastSeq, heardSeq, runSeq, draft, ...state }: ConversationState) {
  return { ...state, draft: draft?.state }
}

/** By the plainest means: as if what was split off was never there, and splitting it off was a note. */
function foldWithout(rows: readonly StoredEntry[], gone: ReadonlySet<number>): ConversationState | undefined {
  let state: ConversationState | undefined
  for (const row of rows)
    if (!gone.has(row.seq))
      state = foldEntry(
        state,
        row.kind === 'split' ? { kind: 'note', body: '' } : readStoredEntry(row),
        row.at,
      )
  return state
}

function splitOff(row: StoredEntry, seq: number, at: Date): StoredEntry {
  const kind = 'split' as const
  return {
    ...row,
    ...{ seq, at, kind, split_seq: row.seq, other_id: other, other_seq: 1, channel: null, due_on: null },
  }
}

test('a conversation is what it would be if nobody had said in it what was split off', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 12 }),
      (told, chosen) => {
        const rows = tellHistory(id, begin, told, names)
        const at = rows.at(-1)?.at ?? begin.at
        const gone = rows.filter(
          ({ kind, seq }) => kind === 'received' && seq > 1 && chosen[seq % chosen.length],
        )
        const all = [...rows, ...gone.map((row, n) => splitOff(row, rows.length + n + 1, at))]
        const folded = foldHistory(all)
        expect(folded.lastSeq).toBe(all.length)
        const plain = foldWithout(all, new Set(gone.map(({ seq }) => seq)))
        expect(worth(folded)).toEqual(plain && worth(plain))
      },
    ),
  )
})

test('thirty days after it was solved a conversation is opened again, and after that no more', () => {
  const solved = { status: 'answered', answeredAt: new Date('2026-03-02T09:00:00Z'), closed: null } as const
  expect(isLongSolved(solved, new Date('2026-04-01T09:00:00Z'))).toBe(false)
  expect(isLongSolved(solved, new Date('2026-04-01T09:00:00.001Z'))).toBe(true)
  expect(isLongSolved({ ...solved, status: 'open' }, new Date('2027-01-01T00:00:00Z'))).toBe(false)
  const closed = {
    status: 'closed',
    answeredAt: null,
    closed: { as: 'no-answer', at: solved.answeredAt },
  } as const
  expect(isLongSolved(closed, new Date('2026-05-01T09:00:00Z'))).toBe(true)
})
