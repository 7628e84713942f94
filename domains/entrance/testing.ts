import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { now, today } from '#stories'
import { begin, type TestDatabase, transactionsOn } from '#testing'
import type { EntranceOwner } from './index.ts'

/** An owner of entrances, and what a test must be able to do with one of its things. */
export type EntranceStage = {
  owner: EntranceOwner
  /** Something that nobody was let into yet; `today` is the last day on which it can be open. */
  id: string
  open: (tx: Tx) => Promise<unknown>
  close: (tx: Tx) => Promise<unknown>
  /** A browser does what makes it one that takes part. */
  takePart: (pseudonym: Buffer) => Promise<unknown>
}

type Asking = { database: () => TestDatabase; stage: () => Promise<EntranceStage> }

const tomorrow = new Date(now.getTime() + 24 * 60 * 60_000).toISOString().slice(0, 10)

/** What each owner of entrances must say: called at the top of a `*.db.test.ts` of the room that has them. */
export function testEntranceOwner(asking: Asking): void {
  testLife(asking)
  testLocks(asking)
  testPeople(asking)
}

/** One thing, and all that can be asked of its owner. */
async function setUp({ database, stage }: Asking) {
  const { owner, id, open, close, takePart } = await stage()
  const inTransaction = transactionsOn(database)
  return {
    ...{ db: database().db, id, takePart, inTransaction },
    open: () => inTransaction(open),
    close: () => inTransaction(close),
    closeIn: close,
    isOpen: (tx: Tx, day = today) => owner.isOpen(tx, id, day),
    isOver: (tx: Tx) => owner.isOver(tx, id),
    isUnknown: (tx: Tx) => owner.isOpen(tx, crypto.randomUUID(), today),
    takesPart: (pseudonym: Buffer, entranceId = id) =>
      owner.takesPart(database().db, { entranceId, pseudonym }),
  }
}

function testLife(asking: Asking): void {
  test('before it opens an entrance is neither open nor over; it is open to the end of its last day', async () => {
    const { inTransaction, open, close, isOpen, isOver, isUnknown } = await setUp(asking)
    const ask = () => inTransaction(async (tx) => [await isOpen(tx), await isOver(tx)])
    expect(await ask()).toEqual([false, false])
    await open()
    expect(await ask()).toEqual([true, false])
    expect(await inTransaction((tx) => isOpen(tx, tomorrow))).toBe(false)
    await close()
    expect(await ask()).toEqual([false, true])
    expect(await inTransaction(isUnknown)).toBe(false)
  })
}

function testLocks(asking: Asking): void {
  test.each(['isOpen', 'isOver'] as const)(
    'until the end of a transaction that asked %s nothing is closed, and nobody else who asks waits',
    async (question) => {
      const { db, inTransaction, open, close, [question]: ask } = await setUp(asking)
      await open()
      let isClosed = false
      const closing = await inTransaction(async (tx) => {
        const answer = await ask(tx)
        expect(await inTransaction(ask)).toBe(answer)
        const begun = await begin(db, () => close().then(() => (isClosed = true)))
        expect(isClosed).toBe(false)
        return begun
      })
      await closing.end
      expect(isClosed).toBe(true)
    },
  )

  test('who asks while it is being closed waits, and hears that it is', async () => {
    const { db, inTransaction, open, closeIn, isOpen, isOver } = await setUp(asking)
    await open()
    const asked = await inTransaction(async (tx) => {
      await closeIn(tx)
      return [
        await begin(db, () => inTransaction((other) => isOpen(other)), 1),
        await begin(db, () => inTransaction(isOver), 2),
      ]
    })
    expect(await Promise.all(asked.map(({ end }) => end))).toEqual([false, true])
  })
}

function testPeople(asking: Asking): void {
  test('a browser takes part where it did something, and nowhere else', async () => {
    const [here, elsewhere] = [await setUp(asking), await setUp(asking)]
    await here.open()
    const [somebody, other] = [randomBytes(32), randomBytes(32)]
    expect(await here.takesPart(somebody)).toBe(false)
    await here.takePart(somebody)
    expect(await here.takesPart(somebody)).toBe(true)
    expect(await here.takesPart(other)).toBe(false)
    expect(await here.takesPart(somebody, elsewhere.id)).toBe(false)
  })
}
