import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldMail, unfoldedText } from './fold-mail.ts'
import { htmlToText } from './html-text.ts'

const shown = (text: string) => unfoldedText(text, foldMail(text))
const kinds = (text: string) => foldMail(text).map(({ kind }) => kind)

test.each([
  [
    'Gmail',
    'Op ma 4 mei 2026 om 10:00 schreef Gemeente <balie@gemeente.example>:\n\n> Uw melding\n> is ontvangen.',
  ],
  [
    'Gmail, broken',
    'Op ma 4 mei 2026 om 10:00 schreef Gemeente Voorbeeld Stad <\nbalie@gemeente.example>:\n\n> Uw melding',
  ],
  [
    'Apple',
    'Op 4 mei 2026, om 10:00 heeft Gemeente <balie@gemeente.example> het volgende geschreven:\n\n> Uw melding',
  ],
  [
    'Outlook',
    'Van: Gemeente <balie@gemeente.example>\nVerzonden: maandag 4 mei 2026 10:00\nAan: Zoë\nOnderwerp: Uw melding\n\nUw melding is ontvangen.',
  ],
  [
    'Outlook on a phone',
    '________________________________\nVan: Gemeente <balie@gemeente.example>\nVerzonden: maandag 4 mei 2026 10:00\nAan: Zoë\nOnderwerp: Uw melding\n\nUw melding',
  ],
  ['Outlook of old', '-----Oorspronkelijk bericht-----\nVan: Gemeente\nVerzonden: maandag\n\nUw melding'],
  ['bold fields', '*Van:* Gemeente\n*Verzonden:* maandag\n*Aan:* Zoë\n*Onderwerp:* Uw melding\n\nUw melding'],
  ['without marks', 'Op 4-5-2026 10:00 schreef Gemeente:\n\nUw melding is ontvangen.'],
])('what a Dutch %s quotes is folded', (_program, quoted) => {
  expect(shown(`Dank u wel.\n\n${quoted}\n`)).toBe('Dank u wel.')
})

test('answers between quotes stay', () => {
  const text = '> Waar is het?\n\nBij de brug.\n\n> Hoe lang al?\n\nEen week.\n'
  expect(kinds(text)).toEqual(['quote', 'quote'])
  expect(shown(text).replace(/\n+/g, ' ')).toBe('Bij de brug. Een week.')
})

test('signatures and what telephones add are folded', () => {
  expect(shown('Dank u.\n\n-- \nZoë\n06 12345678')).toBe('Dank u.')
  expect(shown('Dank u.\n\nVerstuurd vanaf mijn iPhone\n')).toBe('Dank u.')
  expect(shown('Dank u.\n\nOutlook voor Android downloaden\n')).toBe('Dank u.')
})

test('a forwarded mail is folded as such, for it may be all there is', () => {
  expect(kinds('---------- Forwarded message ---------\nVan: Jan\n\nTekst')).toEqual(['forwarded'])
  expect(kinds('Zie onder.\n\nBegin doorgestuurd bericht:\n\nTekst')).toEqual(['forwarded'])
})

test.each([
  'Op de brug staat een bord.\nOp maandag om 10:00 kwam er iemand.',
  'Van: mij, aan: u. Dat is alles.',
  'Ik schreef het volgende:\n\n1. een tegel\n2. een lamp',
  '2 > 1 en 3 > 2',
  'Lijst\n----\neen\n----\ntwee',
])("text of one's own stays: %s", (text) => expect(shown(text)).toBe(text))

test('folds never overlap, and with what is between them they are the text', () => {
  const line = fc.constantFrom(
    '',
    '> x',
    '>> y',
    '-- ',
    'tekst',
    'Van: a',
    'Aan: b',
    'Verzonden: c',
    'Op 3 mei schreef Jan:',
    'Sent from my phone',
    '________________',
    '-----Original Message-----',
    '\u0000',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const text = lines.join(end)
      let at = 0
      for (const fold of foldMail(text)) {
        expect(fold.start).toBeGreaterThanOrEqual(at)
        expect(fold.end).toBeGreaterThan(fold.start)
        expect(fold.start === 0 || text[fold.start - 1] === '\n').toBe(true)
        at = fold.end
      }
      expect(at).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('hostile text is folded in time that grows with its length', () => {
  const begun = performance.now()
  for (const piece of ['> ', 'Op 1 schreef ', '\n', '-', '_', 'Van: x\n', '> x\n\n', 'a@b '])
    foldMail(piece.repeat(300_000))
  expect(performance.now() - begun).toBeLessThan(8000)
})

test('HTML is read as lines, with its quotes marked', () => {
  expect(
    htmlToText(
      '<style>p{}</style><p>Dag&nbsp;allemaal,</p><p>Regel<br>twee</p><blockquote>Oud<br>heel oud</blockquote>',
    ),
  ).toBe('Dag allemaal,\n\nRegel\ntwee\n> Oud\n> heel oud')
  expect(htmlToText('<div>'.repeat(5000))).toBe('')
})
