import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Db } from '#db'
import { useTestDatabase } from '#testing'
import { loadBackup, writeBackup } from '../backup/index.ts'
import {
  attachFile,
  findFile,
  forgetFiles,
  listFiles,
  moveFiles,
  type Picture,
  waitingFiles,
} from './index.ts'

const database = useTestDatabase()
const other = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
let made = 0

/** To the database, bytes are bytes. */
function aPicture(): Picture {
  return { bytes: Buffer.from(`picture ${++made}`), type: 'image/webp', width: 4, height: 3 }
}

function attach(db: Db, owner: string, picture: Picture, alternative = ''): Promise<void> {
  return db.transaction().execute((tx) => attachFile(tx, { owner, file: picture, alternative, now }))
}

function forget(db: Db, owner: string): Promise<number> {
  return db.transaction().execute((tx) => forgetFiles(tx, owner))
}

async function hasBytes(db: Db, { bytes }: Picture): Promise<boolean> {
  const found = await db.selectFrom('blob').select('sha256').where('bytes', '=', bytes).execute()
  return found.length > 0
}

async function hashOf(db: Db, owner: string): Promise<string> {
  return (await listFiles(db, owner))[0]?.hash ?? ''
}

test('a file is found by its hash, by its owner alone', async () => {
  const { db } = database()
  const picture = aPicture()
  await attach(db, 'a', picture, 'een boom')
  const hash = await hashOf(db, 'a')
  expect(await listFiles(db, 'a')).toEqual([
    {
      hash,
      alternative: 'een boom',
      name: '',
      type: 'image/webp',
      size: picture.bytes.length,
      picture: { width: 4, height: 3 },
      film: null,
      state: 'clean',
      heldWhy: null,
    },
  ])
  expect(await findFile(db, 'a', hash)).toEqual({ bytes: picture.bytes, type: 'image/webp' })
  expect(await findFile(db, 'b', hash)).toBeUndefined()
  for (const wrong of ['', 'zz', hash.toUpperCase(), `${hash}0`, '../etc/passwd', '%'.repeat(64)])
    expect(await findFile(db, 'a', wrong)).toBeUndefined()
})

test('the same file is stored once, and goes with the last who has it', async () => {
  const { db } = database()
  const picture = aPicture()
  await attach(db, 'one', picture)
  await attach(db, 'one', picture, 'said better')
  await attach(db, 'two', picture)
  expect((await listFiles(db, 'one')).map(({ alternative }) => alternative)).toEqual(['said better'])
  expect(await forget(db, 'one')).toBe(1)
  expect(await hasBytes(db, picture)).toBe(true)
  expect(await forget(db, 'two')).toBe(1)
  expect(await hasBytes(db, picture)).toBe(false)
  expect(await forget(db, 'two')).toBe(0)
})

test('who attaches a file at the moment at which its last use goes, has it', async () => {
  const { db } = database()
  for (let round = 0; round < 20; round++) {
    const picture = aPicture()
    await attach(db, 'leaves', picture)
    await Promise.all([forget(db, 'leaves'), attach(db, 'comes', picture), attach(db, 'comes too', picture)])
    expect(await hasBytes(db, picture)).toBe(true)
    await Promise.all([forget(db, 'comes'), forget(db, 'comes too')])
    expect(await hasBytes(db, picture)).toBe(false)
  }
})

test('nothing is stored, or gone, when the transaction fails', async () => {
  const { db } = database()
  const picture = aPicture()
  const failing = (work: Parameters<ReturnType<Db['transaction']>['execute']>[0]) =>
    db.transaction().execute(async (tx) => {
      await work(tx)
      throw new Error('failed on purpose')
    })
  await expect(
    failing((tx) => attachFile(tx, { owner: 'f', file: picture, alternative: '', now })),
  ).rejects.toThrow('purpose')
  expect(await hasBytes(db, picture)).toBe(false)
  await attach(db, 'f', picture)
  await expect(failing((tx) => forgetFiles(tx, 'f'))).rejects.toThrow('purpose')
  expect(await findFile(db, 'f', await hashOf(db, 'f'))).toMatchObject({ bytes: picture.bytes })
})

test('a file that comes back with a backup can be read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-blobs-'))
  try {
    const picture = { ...aPicture(), bytes: Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 256)) }
    await attach(database().db, 'kept', picture)
    const file = join(folder, 'backup')
    await writeBackup(database().url, file, {
      secret: 'a secret for tests, and for nothing else',
      purpose: 'real',
      now,
    })
    await loadBackup(other().url, file)
    const { db } = other()
    expect(await findFile(db, 'kept', await hashOf(db, 'kept'))).toMatchObject({ bytes: picture.bytes })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('what waits with a form is given on whole, also where it is there already, and what nobody sent again goes', async () => {
  const { db } = database()
  const [one, other] = [aPicture(), aPicture()]
  const document = { bytes: Buffer.from('%PDF-'), type: 'application/pdf' } as const
  await attach(db, 'form:a', one, 'een lamp')
  await attach(db, 'form:a', other)
  await db
    .transaction()
    .execute((tx) =>
      attachFile(tx, { owner: 'form:a', file: document, alternative: '', name: 'brief.pdf', now }),
    )
  await attach(db, 'entry', one, 'stond er al')
  await db.transaction().execute((tx) => moveFiles(tx, 'form:a', 'entry'))
  expect(await listFiles(db, 'form:a')).toEqual([])
  expect((await listFiles(db, 'entry')).map(({ name, alternative }) => name || alternative).sort()).toEqual([
    '',
    'brief.pdf',
    'stond er al',
  ])
  await attach(db, 'form:b', one)
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  expect(await waitingFiles.remove(db, later(23))).toBe(0)
  expect(await waitingFiles.remove(db, later(25))).toBe(1)
  expect(await hasBytes(db, one), 'another has it').toBe(true)
})
