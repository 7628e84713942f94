import { describe, expect, test } from 'vitest'
import { readTypedPost, readWebAddress, type TypedPost } from './captured-post.ts'
import { readCapturedFile } from './read-captured-file.ts'

const here = { now: new Date('2026-04-16T12:00:00Z'), timeZone: 'Europe/Amsterdam' }
const nothing: TypedPost = { address: '', title: '', text: '', date: '', language: '' }
const typed = (post: Partial<TypedPost>) => readTypedPost({ ...nothing, ...post }, here)

describe('a post that somebody typed', () => {
  test('needs a text or a title, and nothing else', () => {
    expect(typed({ text: 'De brug is dicht' })).toMatchObject({
      post: {
        text: 'De brug is dicht',
        html: '<p>De brug is dicht</p>',
        url: undefined,
        language: undefined,
      },
    })
    expect(typed({})).toEqual({ kind: 'wrong', faults: { text: 'missing' } })
  })

  test.each([
    ['2026-03-02', '2026-03-01T23:00:00.000Z'],
    ['2-3-2026', '2026-03-01T23:00:00.000Z'],
    ['2 maart 2026 14:30', '2026-03-02T13:30:00.000Z'],
    ['2026-04-16', '2026-04-15T22:00:00.000Z'],
  ])('of %s is of that moment here', (date, at) => {
    const read = typed({ text: 'x', date })
    expect(read.kind === 'post' && read.post.publishedAt?.toISOString()).toBe(at)
  })

  test.each([
    [{ date: 'gisteren' }, { date: 'not-a-date' }],
    [{ date: '2026-04-17' }, { date: 'in-the-future' }],
    [{ address: 'geen adres' }, { address: 'not-an-address' }],
    [{ address: `https://a.example/${'x'.repeat(2000)}` }, { address: 'too-long' }],
    [{ title: 'x'.repeat(501) }, { title: 'too-long' }],
    [{ text: 'x'.repeat(100_001) }, { text: 'too-long' }],
    [{ language: 'Klingonees' }, { language: 'not-a-language' }],
  ])('with %o is wrong there', (post, faults) => {
    expect(typed({ text: 'x', ...post })).toEqual({ kind: 'wrong', faults })
  })

  test('says its language by tag or by name', () => {
    for (const [said, tag] of Object.entries({ Nederlands: 'nl', english: 'en', 'en-GB': 'en-gb', TR: 'tr' }))
      expect(typed({ text: 'x', language: said })).toMatchObject({ post: { language: tag } })
  })
})

test.each([
  ['krant.nl/a?utm_source=x&id=3&fbclid=y', 'https://krant.nl/a?id=3'],
  [' HTTPS://Krant.nl ', 'https://krant.nl/'],
  ['https://gebruiker:wachtwoord@krant.nl', undefined],
  ['javascript:alert(1)', undefined],
  ['file:///etc/hostname', undefined],
  ['localhost', undefined],
  ['een zin met woorden.nl', undefined],
])('%s is the address %s', (written, address) => expect(readWebAddress(written)).toBe(address))

describe('a spreadsheet', () => {
  const read = (text: string) => readCapturedFile(new TextEncoder().encode(text), here)
  const textsOf = (text: string) => {
    const file = read(text)
    return file.kind === 'posts' ? file.posts.map((post) => [post.title, post.text]) : file
  }

  test('is read by the names of its columns, in either language, whatever parts its cells', () => {
    const expected = [['Brug', 'Dicht; helaas']]
    expect(textsOf('Titel;Tekst;Datum\r\nBrug;"Dicht; helaas";2-3-2026\r\n')).toEqual(expected)
    expect(textsOf('\uFEFFdate,text,title\n2026-03-02,Dicht; helaas,Brug\n')).toEqual(expected)
    expect(textsOf('sep=;\nTitel;Tekst\nBrug;"Dicht; helaas"')).toEqual(expected)
    expect(textsOf('Titel\tTekst\nBrug\tDicht; helaas')).toEqual(expected)
  })

  test('of Windows keeps its letters', () => {
    const bytes = Uint8Array.from('Tekst\nCaf\u00e9 \u0080 5', (letter) => letter.charCodeAt(0))
    expect(readCapturedFile(bytes, here)).toMatchObject({ posts: [{ text: 'Café € 5' }] })
  })

  test('with anything wrong gives no post, and says which row, as the spreadsheet numbers it', () => {
    const file = 'Titel;Tekst;Datum\nGoed;"twee\nregels";\n;;\nFout;x;gisteren\n;;3-2-2026\na;b;c;d;e'
    expect(read(file)).toEqual({
      kind: 'wrong-lines',
      faults: [
        { line: 4, fault: 'not-a-date', field: 'date', value: 'gisteren' },
        { line: 5, fault: 'missing', field: 'text', value: '' },
        { line: 6, fault: 'cells', cells: 5, columns: 3 },
      ],
    })
  })

  test.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['Tekst\n', 'empty'],
    ['Naam;Plaats\na;b', 'no-text-column'],
    ['Tekst\n"niet gesloten', 'unreadable'],
    [`Tekst\n${'x\n'.repeat(2001)}`, 'too-many-lines'],
    [`Tekst\n${'\n'.repeat(500_000)}`, 'empty'],
  ])('%j is %s', (text, kind) => expect(read(text).kind).toBe(kind))
})
