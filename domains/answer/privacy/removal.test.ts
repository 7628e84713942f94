import { expect, test } from 'vitest'
import { removalsOf, repeats } from './removal.ts'

const at = new Date('2026-03-02T09:00:00Z')
const row = (
  seq: number,
  kind: 'received' | 'draft' | 'sent' | 'assigned',
  draftSeq: number | null = null,
) => ({
  ...{ seq, kind, at, draftSeq, redactedSeq: null, redactionReason: null },
})
const gone = (seq: number, redactedSeq: number | null) => ({
  ...{ seq, kind: 'redacted' as const, at, draftSeq: null, redactedSeq, redactionReason: 'asked' as const },
})

test('what is removed is the words of one entry, and an answer goes with its draft', () => {
  const rows = [row(1, 'received'), row(2, 'draft'), row(3, 'sent', 2), row(4, 'received'), gone(5, 2)]
  expect([...removalsOf(rows).keys()]).toEqual([2, 3])
})

test('where all was removed, what came later stays', () => {
  const rows = [row(1, 'received'), row(2, 'assigned'), gone(3, null), row(4, 'received')]
  expect([...removalsOf(rows)]).toEqual([[1, { at, reason: 'asked' }]])
})

test.each([
  [
    '> Mijn dochter heeft sinds\n> maandag zware koorts.',
    'Mijn dochter heeft sinds maandag zware koorts.',
    true,
  ],
  [
    'Uw vraag: MIJN DOCHTER HEEFT SINDS MAANDAG ZWARE pijn',
    'Mijn dochter heeft sinds maandag zware koorts.',
    true,
  ],
  ['Mijn dochter heeft sinds maandag vrij.', 'Mijn dochter heeft sinds maandag zware koorts.', false],
  ['BSN 123456782 klopt.', 'BSN 123456782', true],
  ['Ja, dat mag.', 'Ja.', false],
  ['', 'Iets langers dan niets', false],
  ['Alles', '', false],
  ['قال إن المفتاح تحت الحصيرة أمام الباب', 'المفتاح تحت الحصيرة أمام الباب', true],
])('%j repeats %j: %s', (text, removed, is) => {
  expect(repeats(text, removed)).toBe(is)
})
