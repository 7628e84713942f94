import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { registerInput } from '#domains/register'
import { hire, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  countRemovalsToSettle,
  type DescribedText,
  findRequestedRemoval,
  forgetSpace,
  forgetTexts,
  type LockedText,
  listAllDecisions,
  listDecisions,
  listPolicies,
  publishPolicy,
  recordAddition,
  requestTextRemoval,
  type TextKey,
  type TextOwner,
} from './index.ts'
import { testTextOwner } from './testing.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

beforeAll(async () => {
  await sql`create table leaflet (
    space_id uuid, number integer, words text, state text, input_id uuid, primary key (space_id, number)
  )`.execute(database().db)
})

/** The smallest owner that there can be: leaflets in a table of their own. */
const leafletOwner: TextOwner = {
  async lock(tx, key) {
    const { rows } = await sql<Pick<LockedText, 'state' | 'inputId'>>`
      select state, input_id as "inputId" from leaflet
      where space_id = ${key.spaceId} and number = ${key.number} for update`.execute(tx)
    return rows[0] && { ...key, ...rows[0], dossierId: null }
  },
  async apply(tx, key, decision) {
    const state = decision.kind === 'publish' ? 'public' : 'refused'
    await sql`update leaflet set state = ${state}
      where space_id = ${key.spaceId} and number = ${key.number}`.execute(tx)
  },
  async describe(db, keys) {
    const { rows } = await sql<Omit<DescribedText, 'kind' | 'space'>>`
      select space_id as "spaceId", number, words as text, 'nl' as language from leaflet
      where space_id = any(${keys.map((key) => key.spaceId)}::uuid[])`.execute(db)
    const isAsked = (one: { spaceId: string; number: number }) =>
      keys.some((key) => key.spaceId === one.spaceId && key.number === one.number)
    const space = { slug: 'bord', title: 'Het bord bij de balie' }
    return rows.filter(isAsked).map((row) => ({ ...row, kind: 'statement', space }))
  },
}

async function addLeaflet(
  key: TextKey,
  { words = 'Er komt een fontein.', state = 'public', inputId = '' } = {},
): Promise<void> {
  await sql`insert into leaflet
    values (${key.spaceId}, ${key.number}, ${words}, ${state}, ${inputId || null})`.execute(database().db)
}

testTextOwner({
  database,
  stage: async () => {
    const spaceId = crypto.randomUUID()
    let leaflets = 0
    return {
      owner: leafletOwner,
      dossierId: null,
      addText: async (words) => {
        const key: TextKey = { kind: 'statement', spaceId, number: ++leaflets }
        const registered = await inTransaction((tx) =>
          registerInput(tx, { kind: 'statement', channel: 'web', body: words, held: true, receivedAt: now }),
        )
        if (registered.kind !== 'registered') throw new Error(registered.kind)
        await addLeaflet(key, { words, state: 'held', inputId: registered.inputId })
        return { key, inputId: registered.inputId }
      },
      isShown: async ({ number }) => {
        const { rows } = await sql`select from leaflet
          where space_id = ${spaceId} and number = ${number} and state = 'public'`.execute(database().db)
        return rows.length > 0
      },
    }
  },
})

/** A space with rules and a text that somebody asked to remove. */
async function makeSpace() {
  const spaceId = crypto.randomUUID()
  const key: TextKey = { kind: 'statement', spaceId, number: 1 }
  await addLeaflet(key)
  const { by } = await hire(database().db)
  const publish = (text: string) => inTransaction((tx) => publishPolicy(tx, spaceId, text, { by, now }))
  const add = (number: number) =>
    inTransaction((tx) =>
      recordAddition(tx, { ...key, number, dossierId: null }, { reason: 'De raad vroeg hiernaar.', by, now }),
    )
  const why = { reason: 'unclear', explanation: '' } as const
  await inTransaction((tx) => requestTextRemoval(tx, { owner: leafletOwner, key }, why, { by, now, today }))
  return { spaceId, by, publish, add }
}

test('of those who publish the same rules at once one does; other rules get the next number', async () => {
  const { spaceId, publish } = await makeSpace()
  const same = await Promise.all(Array.from({ length: 5 }, () => publish('Alles mag.')))
  expect(same.filter((outcome) => outcome.kind === 'published')).toEqual([{ kind: 'published', version: 1 }])
  await Promise.all(['Niets mag.', 'Iets mag.'].map(publish))
  expect((await listPolicies(database().db, spaceId)).map(({ version }) => version)).toEqual([3, 2, 1])
})

test('a request to remove a text is found by its number, and waits for everybody but who made it', async () => {
  const { db } = database()
  const { spaceId, by } = await makeSpace()
  expect(await findRequestedRemoval(db, spaceId, [3, 1])).toEqual({ number: 1 })
  expect(await findRequestedRemoval(db, spaceId, [2])).toBeUndefined()
  expect(await countRemovalsToSettle(db, { spaceId, reader: by })).toBe(0)
  expect(await countRemovalsToSettle(db, { spaceId, reader: crypto.randomUUID() })).toBe(1)
})

test('the log goes on where a page of it ended, and skips nothing', async () => {
  const { db } = database()
  const { spaceId, add } = await makeSpace()
  for (const number of [1, 2, 3, 4, 5]) await add(number)
  const seen: number[] = []
  let after: string | undefined
  do {
    const page = await listDecisions(db, { spaceId, of: 'all', size: 2, after })
    seen.push(...page.rows.map(({ number }) => number))
    after = page.next
  } while (after)
  // Decisions of one instant have an order of their own, the same in every list.
  const all = (await listAllDecisions(db, spaceId)).map(({ number }) => number)
  expect(seen).toEqual(all.toReversed())
  expect(all.toSorted()).toEqual([1, 2, 3, 4, 5])
})

test('a space whose texts are written anew keeps its rules, and one that is deleted leaves nothing', async () => {
  const { db } = database()
  const { spaceId, publish, add } = await makeSpace()
  await publish('Alles mag.')
  await add(2)
  await inTransaction((tx) => forgetTexts(tx, spaceId))
  expect(await listAllDecisions(db, spaceId)).toEqual([])
  expect(await findRequestedRemoval(db, spaceId, [1])).toBeUndefined()
  expect(await listPolicies(db, spaceId)).toHaveLength(1)
  await inTransaction((tx) => forgetSpace(tx, spaceId))
  expect(await listPolicies(db, spaceId)).toEqual([])
})
