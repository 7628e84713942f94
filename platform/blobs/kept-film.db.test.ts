import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { attachFile, findFile, forgetFiles, listFiles, moveFiles, openFile, ReceivedFile } from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')

/** To the database, a film is bytes. */
async function aFilm(bytes: Uint8Array) {
  const file = await ReceivedFile.create()
  onTestFinished(() => file.close())
  await file.append(bytes)
  return { file, type: 'video/mp4' } as const
}

async function attach(owner: string, bytes: Uint8Array): Promise<void> {
  const file = await aFilm(bytes)
  await database()
    .db.transaction()
    .execute((tx) => attachFile(tx, { owner, file, name: 'brug.mp4', alternative: 'Een brug', now }))
}

const countPieces = async () =>
  (await database().db.selectFrom('blob_piece').select('number').execute()).length

test('a film is kept in pieces, read in any part, stored once, and gone with its last owner', async () => {
  const { db } = database()
  const bytes = randomBytes(2.5 * 1024 * 1024)
  await attach('a', bytes)
  await attach('b', bytes)
  const [kept] = await listFiles(db, 'a')
  expect(kept).toMatchObject({
    name: 'brug.mp4',
    size: bytes.length,
    film: { hasCaptions: false },
    picture: null,
  })
  const hash = kept?.hash ?? ''
  expect(await countPieces()).toBe(3)
  expect(await findFile(db, 'a', hash), 'it is never read whole').toBeUndefined()
  expect(await openFile(db, 'c', hash)).toBeUndefined()
  const content = (await openFile(db, 'a', hash))?.content
  if (!content || Buffer.isBuffer(content)) throw new Error('no film')
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), fc.nat(bytes.length), async (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      expect((await buffer(content.read(from, to))).equals(bytes.subarray(from, to))).toBe(true)
    }),
    { numRuns: 30 },
  )
  await db.transaction().execute((tx) => moveFiles(tx, 'a', 'd'))
  await db.transaction().execute((tx) => forgetFiles(tx, 'b'))
  expect(await countPieces()).toBe(3)
  await db.transaction().execute((tx) => forgetFiles(tx, 'd'))
  expect(await countPieces()).toBe(0)
})

test('a film that comes twice at once is there once, and whole', async () => {
  const bytes = randomBytes(1024 * 1024 + 1)
  await Promise.all(['e', 'f', 'g'].map((owner) => attach(owner, bytes)))
  expect(await countPieces()).toBe(2)
})
