import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { useTestDatabase } from '#testing'
import { MailboxTrouble } from './failure.ts'
import { beginAnew, findPlace, ReadByAnother } from './mailbox.store.ts'
import type { OpenMailbox } from './open-mailbox.ts'
import { type FetchedMail, LARGEST_MAIL, type Reading, readOn } from './read-mailbox.ts'

const database = useTestDatabase()
const clock = { now: () => new Date('2026-03-02T09:00:00Z') }
let mailboxes = 0

type Shelf = {
  uids: number[]
  bytes?: Record<number, number>
  /** Where the connection breaks each time. */
  breaksAt?: number
  /** Listed, and never given. */
  withheld?: number
  /** Listed, and gone before it is fetched. */
  goneAt?: number
}

/** A mailbox in memory, with what can be wrong with one. */
function shelve({ uids, bytes = {}, breaksAt, withheld, goneAt }: Shelf) {
  const asked: number[][] = []
  let isGone = false
  const open: OpenMailbox = {
    uidValidity: 1,
    listUids: async (above) => uids.filter((uid) => uid > above),
    list: async (some) =>
      some
        .filter((uid) => !(isGone && uid === goneAt))
        .map((uid) => ({ uid, bytes: bytes[uid] ?? 10, arrivedAt: clock.now() })),
    fetch: async (some, part) => {
      asked.push([...some])
      isGone = true
      if (breaksAt !== undefined && some.includes(breaksAt)) throw new MailboxTrouble(new Error('broken off'))
      return new Map(
        some
          .filter((uid) => uid !== withheld && uid !== goneAt)
          .map((uid) => [uid, Buffer.from(`${part} of ${uid}`)]),
      )
    },
    waitForNews: async () => undefined,
    close: async () => undefined,
  }
  return { open, asked }
}

async function startReading(open: OpenMailbox) {
  const { db } = database()
  const stored: FetchedMail[] = []
  const source = {
    name: `post${++mailboxes}@voorbeeld.example`,
    host: 'mail',
    port: 1,
    user: 'u',
    folder: 'I',
  }
  const find = () => findPlace(db, { ...source, encryption: 'none', password: '' })
  await db.transaction().execute(async (tx) => beginAnew(tx, (await find()).id, 1))
  const stumbles = new Map<number, number>()
  const reading = async (): Promise<Reading> => ({
    ...{ db, open, clock, stumbles, signal: new AbortController().signal },
    place: { ...(await find()), uidValidity: 1 },
    store: async (_: Tx, mails) => void stored.push(...mails),
  })
  return { stored, reading, find }
}

test('one mail at which the connection breaks each time is left, and told of; all others are read', async () => {
  const { open } = shelve({ uids: [3, 4, 5, 9, 12], breaksAt: 9 })
  const { stored, reading, find } = await startReading(open)
  let tries = 0
  for (; tries < 20; tries++)
    if (
      await readOn(await reading()).then(
        () => true,
        () => false,
      )
    )
      break
  expect(stored.map(({ uid, kind }) => [uid, kind])).toEqual([
    [3, 'fetched'],
    [4, 'fetched'],
    [5, 'fetched'],
    [9, 'left'],
    [12, 'fetched'],
  ])
  expect(tries).toBe(5)
  expect((await find()).lastUid).toBe(12)
})

test('a mail that is too large is left with its header, and the others go on', async () => {
  const { open, asked } = shelve({ uids: [1, 2, 3], bytes: { 2: LARGEST_MAIL + 1 } })
  const { stored, reading } = await startReading(open)
  await readOn(await reading())
  expect(stored).toMatchObject([
    { uid: 1, kind: 'fetched' },
    { uid: 2, kind: 'left', reason: 'too-large', header: Buffer.from('header of 2') },
    { uid: 3, kind: 'fetched' },
  ])
  expect(asked).toEqual([[1], [2], [3]])
})

test('what is deleted while it is fetched is gone, and what a server lists and never gives is told of', async () => {
  const { open } = shelve({ uids: [1, 2, 3, 4], goneAt: 2, withheld: 3 })
  const { stored, reading, find } = await startReading(open)
  await readOn(await reading())
  expect(stored.map(({ uid, kind }) => [uid, kind])).toEqual([
    [1, 'fetched'],
    [3, 'left'],
    [4, 'fetched'],
  ])
  expect((await find()).lastUid).toBe(4)
})

test('mails of many megabytes are not in memory together', async () => {
  const { open, asked } = shelve({ uids: [1, 2, 3, 4, 5], bytes: { 1: 9e6, 2: 9e6, 3: 9e6, 4: 9e6 } })
  await readOn(await (await startReading(open)).reading())
  expect(asked).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
})

test('whoever reads on from where somebody else was faster stores nothing', async () => {
  const { open } = shelve({ uids: [1, 2, 3] })
  const { stored, reading } = await startReading(open)
  const late = await reading()
  await readOn(await reading())
  await expect(readOn(late)).rejects.toThrow(ReadByAnother)
  expect(stored.map(({ uid }) => uid)).toEqual([1, 2, 3])
})
