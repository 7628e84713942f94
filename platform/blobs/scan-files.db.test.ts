import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { listJobs, useTestDatabase } from '#testing'
import type { ScanOutcome } from '../scanner/index.ts'
import {
  attachFile,
  type Document,
  examineHeldFiles,
  type Film,
  forgetFiles,
  listFiles,
  openFile,
  ReceivedFile,
  scanHeldFiles,
} from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const document = (text: string): Document => ({ bytes: Buffer.from(text), type: 'text/plain' })

async function film(bytes: Buffer): Promise<Film> {
  const file = await ReceivedFile.create()
  onTestFinished(() => file.close())
  await file.append(bytes)
  return { file, type: 'video/mp4' }
}

async function attach(owner: string, file: Document | Film): Promise<string> {
  const { db } = database()
  await db
    .transaction()
    .execute((tx) => attachFile(tx, { owner, file, alternative: '', name: 'x', mustScan: true, now }))
  return (await listFiles(db, owner)).at(-1)?.hash ?? ''
}

const stateOf = async (owner: string) =>
  (await listFiles(database().db, owner)).map(({ state, heldWhy }) => [state, heldWhy])

/** A scanner that finds one word. */
async function scan(pieces: AsyncIterable<Uint8Array>): Promise<ScanOutcome> {
  return (await buffer(pieces)).includes('kwaad') ? { kind: 'found', name: 'Kwaad' } : { kind: 'clean' }
}

test('what must be looked at is given out when it is clean, and gone when it is not, whoever has it', async () => {
  const { db } = database()
  const bytes = randomBytes(1024 * 1024 + 7)
  const [good, bad] = [await attach('good', document('goed')), await attach('bad', document('kwaad'))]
  const [big, worse] = [
    await attach('big', await film(bytes)),
    await attach('worse', await film(Buffer.concat([bytes, Buffer.from('kwaad')]))),
  ]
  expect(await openFile(db, 'good', good), 'it is held').toBeUndefined()
  expect(await listJobs(db)).toHaveLength(1)
  expect(await scanHeldFiles(db, scan, later(1))).toBe(4)
  expect(
    [await stateOf('good'), await stateOf('bad'), await stateOf('big'), await stateOf('worse')].flat(),
  ).toEqual([
    ['clean', null],
    ['refused', null],
    ['clean', null],
    ['refused', null],
  ])
  expect((await openFile(db, 'good', good))?.content).toEqual(Buffer.from('goed'))
  expect((await openFile(db, 'big', big))?.content).toMatchObject({ size: bytes.length })
  for (const [owner, hash] of [
    ['bad', bad],
    ['worse', worse],
  ] as const)
    expect(await openFile(db, owner, hash)).toBeUndefined()
  const left = await db
    .selectFrom('blob')
    .select('sha256')
    .where('state', '=', 'refused')
    .where('bytes', 'is not', null)
    .execute()
  expect(left).toEqual([])
  expect(await db.selectFrom('blob_piece').select('number').execute()).toHaveLength(2)
  await attach('again', document('kwaad'))
  expect(await stateOf('again'), 'the same bytes a second time').toEqual([['refused', null]])
  for (const owner of ['good', 'bad', 'big', 'worse', 'again'])
    await db.transaction().execute((tx) => forgetFiles(tx, owner))
  expect(await db.selectFrom('blob').select('sha256').execute()).toEqual([])
})

test('while the scanner is away files stay held and are tried again; one that is too large for it holds up no other', async () => {
  const { db } = database()
  await attach('one', document('een'))
  await attach('two', document('twee'))
  expect(await scanHeldFiles(db, async () => ({ kind: 'away', why: 'het antwoordt niet' }), later(1))).toBe(0)
  expect([...(await stateOf('one')), ...(await stateOf('two'))].toSorted()).toEqual(
    [
      ['held', 'away'],
      ['held', null],
    ].toSorted(),
  )
  expect(await examineHeldFiles(db)).toEqual({ held: 2, away: 1, tooLarge: 0 })
  const tooLarge = async (pieces: AsyncIterable<Uint8Array>): Promise<ScanOutcome> =>
    (await buffer(pieces)).toString() === 'een' ? { kind: 'too-large' } : { kind: 'clean' }
  expect(await scanHeldFiles(db, tooLarge, later(2))).toBe(2)
  expect([...(await stateOf('one')), ...(await stateOf('two'))]).toEqual([
    ['held', 'too-large'],
    ['clean', null],
  ])
  expect(await scanHeldFiles(db, scan, later(3))).toBe(1)
  expect(await stateOf('one')).toEqual([['clean', null]])
  expect(await scanHeldFiles(db, scan, later(4))).toBe(0)
})
