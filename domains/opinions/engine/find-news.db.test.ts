import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeCrowd, storeVotes } from '#stories'
import { useTestDatabase } from '#testing'
import { findNews, readMoment } from './engine.store.ts'
import { exclude } from './engine-testing.ts'

const database = useTestDatabase()

/** Once all that was committed by now is below it: transactions of other tests on this server may hold it back. */
async function passMoment(): Promise<string> {
  const { db } = database()
  const { rows } = await sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(db)
  const next = BigInt(rows[0]?.next ?? 0)
  await expect.poll(async () => BigInt(await readMoment(db)) >= next, { timeout: 20_000 }).toBe(true)
  return readMoment(db)
}

test('news of a dialogue is what came since itself was read, however long ago another was', async () => {
  const { db } = database()
  const [early, late] = [await makeCrowd(db, 5, 3), await makeCrowd(db, 5, 3)]
  const first = await passMoment()
  await storeVotes(db, late.id, [{ participant: 1, statement: 1, choice: 1 }])
  const second = await passMoment()
  const read = [
    { dialogueId: early.id, cursor: first },
    { dialogueId: late.id, cursor: second },
  ]
  expect((await findNews(db, read)).news).toEqual([])
  await storeVotes(db, early.id, [{ participant: 1, statement: 1, choice: 1 }])
  await exclude(db, late, 1)
  const through = await passMoment()
  const found = await findNews(db, read)
  expect(BigInt(found.through)).toBeGreaterThanOrEqual(BigInt(through))
  expect(found.news).toHaveLength(2)
  expect(found.news).toContainEqual({ dialogueId: early.id, hasVotes: true, hasChanges: false })
  expect(found.news).toContainEqual({ dialogueId: late.id, hasVotes: false, hasChanges: true })
  expect((await findNews(db, [{ dialogueId: early.id, cursor: found.through }])).news).toEqual([])
})
