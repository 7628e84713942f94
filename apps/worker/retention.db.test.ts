import { beforeEach, describe, expect, test } from 'vitest'
import type { Retention } from '#platform/retention'
import { now } from '#stories'
import { useTestDatabase } from '#testing'
import { forgetAll, type Kept, kept } from './retention.fixture.ts'
import { scheduleRetention } from './retention.ts'

const database = useTestDatabase()
const kinds = scheduleRetention({ timeZone: 'Europe/Amsterdam' }).map(({ retention }) => retention)

/** No test on a machine that does other things takes longer. */
const TEST_TAKES_MS = 60_000

beforeEach(() => forgetAll(database().db))

function stepsOf({ step = 1000, byDatabase }: Kept): { old: number; young: number } {
  return { old: step, young: byDatabase ? TEST_TAKES_MS : step }
}

function lengthOf({ keptFor }: Retention): number {
  return ('days' in keptFor ? keptFor.days * 24 * 60 : keptFor.minutes) * 60_000
}

/** Three that are a second too old, and two that are a second too young; a day, where only dates are kept. */
async function makeFive(retention: Retention, of: Kept): Promise<{ at: Date }> {
  const { db } = database()
  const at = of.byDatabase ? new Date() : now
  const limit = at.getTime() - lengthOf(retention)
  const { old, young } = stepsOf(of)
  for (let n = 0; n < 3; n++) await of.make(db, new Date(limit - old))
  for (let n = 0; n < 2; n++) await of.make(db, new Date(limit + young))
  return { at }
}

async function provenOf(kind: string): Promise<number[]> {
  const proof = database().db.selectFrom('retention_proof').select('removed').where('kind', '=', kind)
  return (await proof.execute()).map(({ removed }) => removed)
}

test('each kind that goes by time is tried here, and has a name of its own', () => {
  const names = kinds.map(({ kind }) => kind)
  expect([...names].sort()).toEqual(Object.keys(kept).sort())
  expect(new Set(names).size).toBe(names.length)
})

describe.each(kinds)('$kind', (retention) => {
  const of = kept[retention.kind]
  if (!of) throw new Error(`Nothing of the kind ${retention.kind} can be made.`)

  test('what is too old goes and what is not stays, as the dry run said; the proof says how many', async () => {
    const { db } = database()
    const { at } = await makeFive(retention, of)
    expect(await retention.count(db, at)).toBe(3)
    expect(await of.left(db)).toBe(5)
    expect(await retention.remove(db, at)).toBe(3)
    expect(await of.left(db)).toBe(2)
    expect(await retention.count(db, at)).toBe(0)
    expect(await retention.remove(db, at)).toBe(0)
    expect(await provenOf(retention.kind)).toEqual([3])
  })

  test('of two runs at once, each thing goes once', async () => {
    const { db } = database()
    const { at } = await makeFive(retention, of)
    const removed = await Promise.all([retention.remove(db, at), retention.remove(db, at)])
    expect(removed.reduce((sum, one) => sum + one, 0)).toBe(3)
    expect(await of.left(db)).toBe(2)
    expect(await provenOf(retention.kind)).toEqual([3])
  })
})
