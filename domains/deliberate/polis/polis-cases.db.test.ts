import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOpenDossier, now, today } from '#stories'
import { sharedData, useTestDatabase } from '#testing'
import {
  countDialogue,
  exportPolis,
  type ImportPolisOutcome,
  importPolis,
  listBallotTallies,
  listModeration,
} from '../index.ts'

const database = useTestDatabase()
const cases = sharedData('cases', 'polis')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-cases-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Change = (text: string) => string | Buffer

/** The import of a case, or of its neighbour: a copy in which files are changed. */
async function bring(name: string, changes: { [file: string]: Change } = {}): Promise<ImportPolisOutcome> {
  const { db } = database()
  const copy = join(await mkdtemp(join(folder, 'case-')), name)
  await cp(join(cases ?? '', name), copy, { recursive: true })
  for (const [file, change] of Object.entries(changes)) {
    const made = change(await readFile(join(copy, file), 'utf8'))
    await rm(join(copy, file))
    await writeFile(join(copy, file), made)
  }
  // A case has no summary, and two without one could be the same conversation.
  await writeFile(join(copy, 'summary.csv'), `url,https://pol.is/${randomUUID()}\n`)
  return importPolis(db, { folder: copy, dossierId: (await makeOpenDossier(db)).id, now, today })
}

async function statementsOf(outcome: ImportPolisOutcome) {
  if (outcome.kind !== 'imported') throw new Error(JSON.stringify(outcome))
  return database()
    .db.selectFrom('statement')
    .select(['number', 'text', 'state', 'is_seed', 'is_unread'])
    .where('dialogue_id', '=', outcome.dialogue)
    .orderBy('number')
    .execute()
}

const three = [
  'De eerste stelling over de wijk',
  'Tweede, met komma en "aanhaling"',
  'Derde met\nregeleinde erin',
]
const inPolis = (name: string) => `${name} (skipped where the cases are absent)`
const withCases = test.skipIf(!cases)

withCases.each([
  ['plain', three],
  ['bom-crlf', three],
  ['seconds', three],
  ['empty-lines', three],
  ['votes-swapped', three],
  ['latin1', ['Café één over de wijk', ...three.slice(1)]],
  ['columns-order', [three[0], 'Tweede stelling over de wijk']],
  ['emoji-html', [...three, '<b>Vet</b> & <script>alert(1)</script> 🌳 &amp;']],
])(inPolis('%s is read as it was meant'), async (name, texts) => {
  const outcome = await bring(name)
  expect((await statementsOf(outcome)).map(({ text }) => text)).toEqual(texts)
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  const [first] = await listBallotTallies(database().db, outcome.dialogue)
  expect(first).toMatchObject({ agree: 2, disagree: 1, pass: 0 })
  expect(outcome.readAsAnsi).toEqual(name === 'latin1' ? ['comments.csv'] : [])
})

withCases(inPolis('a long text is read whole'), async () => {
  const statements = await statementsOf(await bring('polis-long-text'))
  expect(statements[3]?.text).toMatch(/^(Lang )+Lang$/)
})

withCases.each([
  ['unquoted', 'comments.csv', 2, 'needs quotation marks'],
  ['missing-comment', 'votes.csv', 8, 'statement 9 is not in comments.csv'],
  ['counts-off', 'comments.csv', 2, 'Take all files anew'],
  // Two votes came after the counts were made.
  ['changed-vote', 'comments.csv', 2, 'Take all files anew'],
])(inPolis('%s is refused with the line and the way out'), async (name, file, line, reason) => {
  expect(await bring(name)).toMatchObject({
    kind: 'refused',
    file,
    line,
    reason: expect.stringContaining(reason),
  })
})

withCases(inPolis('every case has its test'), () => {
  expect(readdirSync(cases ?? '')).toHaveLength(13)
})

const semicolons: Change = (text) =>
  text
    .replace(/^(\d+),([^,]*),(\d+),(\d+),(\d+),(\d+),(-?\d),/gm, '$1;$2;$3;$4;$5;$6;$7;')
    .replace(/^(\d+),([^,]*),(\d+),(\d+),(-?\d)$/gm, '$1;$2;$3;$4;$5')
    .replace(/^timestamp.*$/m, (header) => header.replaceAll(',', ';'))

withCases(
  inPolis('semicolons of a Dutch spreadsheet are read, with the line that says so and with empty rows'),
  async () => {
    for (const before of ['', 'sep=;\n'])
      expect(
        (
          await statementsOf(
            await bring('plain', {
              'comments.csv': (text) => `${before}${semicolons(text)};;;;;;;\n`,
              'votes.csv': (text) => `${before}${semicolons(text)}`,
            }),
          )
        ).map(({ text }) => text),
      ).toEqual(three)
  },
)

withCases(inPolis('tabs are read too'), async () => {
  const tabs: Change = (text) => String(semicolons(text)).replaceAll(';', '\t')
  const outcome = await bring('plain', { 'comments.csv': tabs, 'votes.csv': tabs })
  expect((await statementsOf(outcome)).map(({ text }) => text)).toEqual(three)
})

const bytes = (text: string) => Buffer.from(text, 'latin1')

withCases.each([
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 1, 'UTF-16'],
  [
    'DOS',
    (text: string) => bytes(text.replace('eerste stelling', 'caf\x82s en co\x94peratie')),
    2,
    'neither in UTF-8',
  ],
  [
    'UTF-8 with a letter cut off',
    (text: string) =>
      Buffer.concat([Buffer.from(text.replace('eerste', 'één')), bytes('1,x,8,0,0,0,1,caf\xc3\n')]),
    6,
    'cut off',
  ],
  [
    'a number that a spreadsheet rounded',
    (text: string) => text.replace('1700000000000', '"1,7E+12"'),
    2,
    'a spreadsheet rounded it',
  ],
] as const)(inPolis('%s is refused with the line and the way out'), async (_, change, line, reason) => {
  const outcome = await bring('plain', { 'comments.csv': change })
  expect(outcome).toMatchObject({
    kind: 'refused',
    file: 'comments.csv',
    line,
    reason: expect.stringContaining(reason),
  })
})

withCases(inPolis('what came along with pasted text and shows nothing is left out'), async () => {
  const outcome = await bring('plain', {
    'comments.csv': (text) => text.replace('eerste stelling', 'eer\u00ADste \u200Bstelling'),
  })
  expect((await statementsOf(outcome))[0]?.text).toBe(three[0])
})

withCases(
  inPolis('files are found under the names that a browser gives them, and two of a kind are refused'),
  async () => {
    const copy = await mkdtemp(join(folder, 'named-'))
    await cp(join(cases ?? '', 'plain'), copy, { recursive: true })
    await rename(join(copy, 'comments.csv'), join(copy, '2026-11-29-1130-plein-comments.csv'))
    await rename(join(copy, 'votes.csv'), join(copy, '2026-11-29-1130-plein-votes (1).csv'))
    await writeFile(join(copy, '2026-11-29-1130-plein-participants-votes.csv'), 'participant\n')
    await writeFile(
      join(copy, '2026-11-29-1130-plein-summary.csv'),
      'topic,Het plein van nu\nurl,https://pol.is/named\n',
    )
    const request = { folder: copy, dossierId: (await makeOpenDossier(database().db)).id, now, today }
    expect(await importPolis(database().db, request)).toMatchObject({
      kind: 'imported',
      slug: 'het-plein-van-nu',
    })
    await writeFile(join(copy, 'votes.csv'), 'x\n')
    expect(await importPolis(database().db, request)).toMatchObject({
      kind: 'refused',
      line: 0,
      reason: expect.stringContaining('could be the same'),
    })
  },
)

withCases(
  inPolis(
    'who wrote a statement is unknown where the export does not say, in Dutch too, and goes out as it came',
  ),
  async () => {
    const { db } = database()
    expect((await statementsOf(await bring('plain'))).map((one) => one.is_seed)).toEqual([null, null, null])
    const withSeeds: Change = (text) =>
      text
        .replace('moderated,', 'moderated,is-seed,')
        .replace(',2,1,1,', ',2,1,1,WAAR,')
        .replace(',1,1,1,', ',1,1,0,ONWAAR,')
        .replace(',0,1,-1,', ',0,1,-1,,')
    const outcome = await bring('plain', { 'comments.csv': withSeeds })
    expect((await statementsOf(outcome)).map((one) => [one.is_seed, one.is_unread])).toEqual([
      [true, false],
      [false, true],
      [null, false],
    ])
    if (outcome.kind !== 'imported') throw new Error(outcome.kind)
    const out = join(folder, 'out')
    await exportPolis(db, {
      dialogue: outcome.dialogue,
      folder: out,
      urlOf: (slug) => `https://plein.example/${slug}`,
      now,
    })
    const lines = (await readFile(join(out, 'comments.csv'), 'utf8')).split('\n')
    const ends = lines.slice(1, 4).map((line) => line.split(',').slice(4, 9))
    expect(ends).toEqual([
      ['2', '1', '1', 'false', 'true'],
      ['1', '1', '0', 'false', 'false'],
      ['0', '1', '-1', 'false', ''],
    ])
  },
)

withCases(inPolis('what was refused elsewhere is told in what was decided'), async () => {
  const outcome = await bring('plain')
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect(outcome.refused).toBe(1)
  const request = { dialogueId: outcome.dialogue, of: 'notable', size: 10 } as const
  expect((await listModeration(database().db, request)).rows).toEqual([
    { kind: 'refused-elsewhere', id: outcome.dialogue, at: now, numbers: [2] },
  ])
})

withCases(inPolis('who answered nothing but refused statements is no participant'), async () => {
  const outcome = await bring('plain', {
    'comments.csv': (text) => text.replace(',0,1,-1,', ',0,2,-1,'),
    'votes.csv': (text) => `${text}1700000016000,x,2,9,-1\n`,
  })
  if (outcome.kind !== 'imported') throw new Error(outcome.kind)
  expect(outcome.participants).toBe(4)
  expect((await countDialogue(database().db, outcome.dialogue)).participants).toBe(3)
})
