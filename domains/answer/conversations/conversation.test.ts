import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldEntries, type NewEntry, subjectOf } from './conversation.ts'
import { questionSchema, writingSchema } from './question.schema.ts'

const monday = new Date('2026-05-11T09:00:00Z')
const heard: NewEntry = { kind: 'received', channel: 'web', body: 'Mag dat?', dueOn: '2026-05-18' }

test('a reply answers, and a new message opens again with a day of its own', () => {
  const answered = foldEntries(
    undefined,
    [
      heard,
      { kind: 'draft', body: 'Ja.' },
      { kind: 'sent', draftSeq: 2, approvalSeq: null, mailId: null, on: '2026-05-11' },
    ],
    monday,
  )
  expect(answered).toMatchObject({ status: 'answered', answeredAt: monday, lastSeq: 3, heardSeq: 1 })
  const again = foldEntries(answered, [{ ...heard, dueOn: '2026-05-26' }], monday)
  expect(again).toMatchObject({
    status: 'open',
    answeredAt: null,
    lastSeq: 4,
    heardSeq: 4,
    dueOn: '2026-05-26',
  })
})

test('who says more while they wait does not wait longer', () => {
  const twice = foldEntries(undefined, [heard, { ...heard, dueOn: '2026-05-26' }], monday)
  expect(twice.dueOn).toBe('2026-05-18')
})

test('who says more keeps the member of staff whom the conversation was given to', () => {
  const given = foldEntries(undefined, [heard, { kind: 'assigned', to: 'a' }], monday)
  expect(given).toMatchObject({ assignedTo: 'a', status: 'open', lastSeq: 2, heardSeq: 1 })
  expect(foldEntries(given, [heard], monday).assignedTo).toBe('a')
  expect(foldEntries(given, [{ kind: 'assigned', to: null }], monday).assignedTo).toBeNull()
})

test('staff may call a conversation answered, and open it again', () => {
  const answered = foldEntries(
    undefined,
    [heard, { kind: 'status', status: 'answered', on: '2026-05-11' }],
    monday,
  )
  expect(answered).toMatchObject({ status: 'answered', answeredAt: monday })
  expect(foldEntries(answered, [{ kind: 'status', status: 'open' }], monday)).toMatchObject({
    status: 'open',
    answeredAt: null,
  })
})

test('a conversation cannot start with anything but what was received', () => {
  expect(() => foldEntries(undefined, [{ kind: 'note', body: 'x' }], monday)).toThrow(/received/)
  expect(() => foldEntries(undefined, [], monday)).toThrow(/at least one/)
})

const on = '2026-05-11'
const anyEntry = fc.constantFrom<NewEntry>(
  heard,
  { ...heard, dueOn: '2026-05-26' },
  { kind: 'note', body: 'x' },
  { kind: 'draft', body: 'y' },
  { kind: 'approved', draftSeq: 2, on },
  { kind: 'returned', draftSeq: 3, reason: 'z' },
  { kind: 'sent', draftSeq: 2, approvalSeq: null, mailId: null, on },
  { kind: 'assigned', to: 'a' },
  { kind: 'assigned', to: null },
  { kind: 'classified', subjectId: 's', unitId: null },
  { kind: 'classified', subjectId: null, unitId: 'u' },
  { kind: 'status', status: 'open' },
  { kind: 'status', status: 'answered', on },
  { kind: 'status', status: 'closed', as: 'solved', on },
  { kind: 'snoozed', until: '2026-05-20' },
  { kind: 'snoozed', until: null },
  { kind: 'linked', dossierId: null },
)

test('the fold is what the entries say when each question is looked up in them anew', () => {
  fc.assert(
    fc.property(fc.array(anyEntry), (more) => {
      const entries = [heard, ...more]
      const last = <Kind extends NewEntry['kind']>(...kinds: Kind[]) =>
        entries.findLast((entry): entry is Extract<NewEntry, { kind: Kind }> =>
          kinds.some((kind) => kind === entry.kind),
        )
      const turning = last('received', 'sent', 'status')
      const isAnswered =
        turning?.kind === 'sent' || (turning?.kind === 'status' && turning.status === 'answered')
      const drafted = last('draft', 'approved', 'returned', 'sent')
      const draft = {
        draft: { seq: entries.findLastIndex(({ kind }) => kind === 'draft') + 1, state: 'asked' },
        approved: { seq: 2, state: 'approved' },
        returned: { seq: 3, state: 'returned' },
        sent: null,
      } as const
      expect(foldEntries(undefined, entries, monday)).toMatchObject({
        lastSeq: entries.length,
        heardSeq: entries.findLastIndex(({ kind }) => kind === 'received') + 1,
        status: isAnswered ? 'answered' : turning?.kind === 'status' ? turning.status : 'open',
        assignedTo: last('assigned')?.to ?? null,
        dueOn: expect.any(String),
        receivedAt: monday,
        answeredAt: isAnswered ? monday : null,
        subjectId: last('classified')?.subjectId ?? null,
        unitId: last('classified')?.unitId ?? null,
        draft: drafted ? draft[drafted.kind] : null,
        closed: expect.toSatisfy(() => true),
        snoozedUntil: expect.toSatisfy(() => true),
        labelIds: [],
        mergedInto: null,
      })
    }),
  )
})

test('folding in parts gives the same as folding at once', () => {
  fc.assert(
    fc.property(fc.array(anyEntry), fc.array(anyEntry), (first, second) => {
      const whole = foldEntries(undefined, [heard, ...first, ...second], monday)
      expect(foldEntries(foldEntries(undefined, [heard, ...first], monday), second, monday)).toEqual(whole)
      expect(whole.lastSeq).toBe(1 + first.length + second.length)
      expect((whole.status === 'answered') === (whole.answeredAt !== null)).toBe(true)
    }),
  )
})

test.each([
  ['Wanneer wordt het paaltje gemaakt? Het is stuk.', 'Wanneer wordt het paaltje gemaakt?'],
  ['Hallo. Mijn lamp is stuk.\nGroet', 'Mijn lamp is stuk'],
  ['Beste gemeente,\n\nmag ik hier parkeren?', 'Mag ik hier parkeren?'],
  ['Goedenavond, gisteren ging het mis.', 'Gisteren ging het mis'],
  ['Dagelijks staat hier een auto.', 'Dagelijks staat hier een auto'],
  ['Hallo!', 'Hallo!'],
  ['Dear Sir or Madam,\nHow do I vote?', 'How do I vote?'],
  ['  Dank u  ', 'Dank u'],
  ['  Hallo, mijn lamp is stuk', 'Mijn lamp is stuk'],
  ['Ik zei hallo, en toen viel hij om', 'Ik zei hallo, en toen viel hij om'],
  ['Hallo?! Is daar iemand', 'Hallo?! Is daar iemand'],
  ['Hi!!! Is anybody there', 'Is anybody there'],
  ['Ls, mijn lamp is stuk', 'Mijn lamp is stuk'],
  ['L.S. mijn lamp is stuk', 'Mijn lamp is stuk'],
  ['Mag   dat\t hier', 'Mag dat hier'],
  ['Ik weet het niet...', 'Ik weet het niet'],
  ['.  \nJa', '.'],
  ['…', '…'],
  ['هل يمكنني ركن سيارتي هنا؟ شكرا', 'هل يمكنني ركن سيارتي هنا؟ شكرا'],
  [`Ik ${'heel '.repeat(30)}lang`, 'Ik heel heel heel heel heel heel heel heel heel heel heel heel heel…'],
  ['A'.repeat(70), 'A'.repeat(70)],
  ['A'.repeat(200), `${'A'.repeat(70)}…`],
])('the subject of "%s" is "%s"', (text, subject) => {
  expect(subjectOf(text)).toBe(subject)
})

test('whatever is said has a subject of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const read = questionSchema.safeParse({ body: text })
      if (!read.success) return
      const subject = subjectOf(read.data.body)
      expect([...subject].length).toBeGreaterThan(0)
      expect([...subject].length).toBeLessThanOrEqual(71)
      expect(subject).not.toMatch(/[\r\n]/)
    }),
  )
})

test.each([
  ['', 'missing'],
  [' \n\t ', 'missing'],
  ['\u0000\u0007', 'missing'],
  ['é'.repeat(10_001), 'too-long'],
])('a question like %j is refused', (body, message) => {
  const read = questionSchema.safeParse({ body })
  expect(read.error?.issues).toMatchObject([{ path: ['body'], message }])
})

test.each([
  ['a@b.example\r\nBcc: c@d.example', false],
  ['a@b.example, c@d.example', false],
  ['"a b" <a@b.example>', true],
  [`${'a'.repeat(250)}@b.example`, false],
  ['geen adres', false],
  ['', true],
  [' wie@voorbeeld.example ', true],
])('%j as an address is taken: %s', (address, taken) => {
  const read = questionSchema.safeParse({ body: 'Mag dat?', address })
  expect(read.success).toBe(taken)
  if (!taken) expect(read.error?.issues).toMatchObject([{ path: ['address'], message: 'not-an-address' }])
})

test('what is as long as we read is taken, and not a letter more', () => {
  expect(questionSchema.safeParse({ body: '𝕒'.repeat(10_000), name: '𝕒'.repeat(100) }).success).toBe(true)
  expect(questionSchema.safeParse({ body: 'Mag dat?', name: 'a'.repeat(101) }).error?.issues).toMatchObject([
    { path: ['name'], message: 'too-long' },
  ])
})

test('lines end in one way, whatever device they come from', () => {
  expect(writingSchema.parse({ body: 'een\r\ntwee\rdrie\nvier' })).toEqual({ body: 'een\ntwee\ndrie\nvier' })
})

test('a name is one line, whatever is in it', () => {
  const read = questionSchema.parse({ body: 'Mag dat?', name: ' Jan\r\n\tBcc: x@y.example \u0000' })
  expect(read.name).toBe('Jan Bcc: x@y.example')
  expect(questionSchema.parse({ body: 'Mag dat?', name: '  ' }).name).toBeUndefined()
})

test('a dossier that cannot be one is left out, and the question is kept', () => {
  const dossierOf = (dossier: string) => questionSchema.parse({ body: 'Mag dat?', dossier }).dossier
  expect(['hoe-verder-2', '../../x', 'x/..', '', 'a'.repeat(80), 'a'.repeat(81)].map(dossierOf)).toEqual([
    'hoe-verder-2',
    undefined,
    undefined,
    undefined,
    'a'.repeat(80),
    undefined,
  ])
})
