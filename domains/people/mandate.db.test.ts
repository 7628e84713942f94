import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { useTestDatabase } from '#testing'
import { addStaffMember, findMandate, type MandateQuestion } from './index.ts'
import { type PlainWorld, plainMandate, worlds } from './mandate.plain.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const when = { now, today: '2026-03-02' }
const undo = new Error('undone')

/** Without the mandates that every database begins with. */
beforeAll(async () => {
  await sql`truncate mandate cascade`.execute(database().db)
})

/** Does something in a transaction that is undone afterwards. */
async function tried(work: (tx: Tx) => Promise<void>): Promise<void> {
  const trying = database()
    .db.transaction()
    .execute(async (tx) => {
      await work(tx)
      throw undo
    })
  await expect(trying).rejects.toBe(undo)
}

/** The same: the constraint that refuses it, if one does. */
async function refusalOf(work: (tx: Tx) => Promise<unknown>): Promise<string | undefined> {
  try {
    await database()
      .db.transaction()
      .execute(async (tx) => {
        await work(tx)
        throw undo
      })
  } catch (error) {
    if (error === undo) return undefined
    if (error instanceof Error && 'constraint' in error) return String(error.constraint)
    throw error
  }
  return undefined
}

async function addUnits(db: Db, units: { id: string; parent_id?: string | undefined }[]): Promise<void> {
  await db
    .insertInto('unit')
    .values(units.map((unit) => ({ ...unit, name: unit.id, created_at: now })))
    .execute()
}

async function addSubjects(
  db: Db,
  subjects: { id: string; parent_id?: string | undefined }[],
): Promise<void> {
  await db
    .insertInto('subject')
    .values(subjects.map(({ id }) => ({ id, created_at: now })))
    .execute()
  const version = { version: 1, name: 'Afval', made_at: now }
  await db
    .insertInto('subject_version')
    .values(subjects.map(({ id, parent_id }) => ({ ...version, subject_id: id, parent_id })))
    .execute()
}

const anyMandate = () => ({
  id: newId(),
  act: 'send' as const,
  role: 'responder' as const,
  approval: 'colleague' as const,
  from_on: '2026-01-01',
  decision: 'Mandaatbesluit 2026',
  given_at: now,
})

async function store(tx: Tx, world: PlainWorld): Promise<void> {
  const { units, subjects, staff, absences, mandates, moved } = world
  await addUnits(
    tx,
    units.map(({ id, parent }) => ({ id, parent_id: parent })),
  )
  await addSubjects(
    tx,
    subjects.map(({ id, parent }) => ({ id, parent_id: parent })),
  )
  for (const { id, replacedBy } of subjects)
    if (replacedBy)
      await tx.updateTable('subject').set({ replaced_by: replacedBy }).where('id', '=', id).execute()
  for (const { account, roles } of staff) {
    const email = `${account}@voorbeeld.example`
    await tx
      .insertInto('account')
      .values({ id: account, name: 'Noor', email, created_at: now, updated_at: now })
      .execute()
    await tx.insertInto('staff_member').values({ account_id: account, created_at: now }).execute()
    for (const { unit, ...role } of roles)
      await tx
        .insertInto('staff_role')
        .values({ id: newId(), account_id: account, unit_id: unit, ...role, given_at: now })
        .execute()
  }
  for (const mandate of mandates) {
    const { condition, ...row } = mandate
    await tx
      .insertInto('mandate')
      .values({ ...row, decision: 'Besluit', given_at: now })
      .execute()
    if (!condition) continue
    await tx.insertInto('mandate_condition').values({ mandate_id: row.id, key: condition.key }).execute()
  }
  for (const { account, met } of staff)
    if (met)
      await tx
        .insertInto('condition_met')
        .values({ account_id: account, key: 'course', until_on: met })
        .execute()
  for (const { account, deputy, ...days } of absences)
    await tx
      .insertInto('absence')
      .values({ id: newId(), account_id: account, deputy_id: deputy, ...days })
      .execute()
  for (const id of moved) await tx.updateTable('unit').set({ parent_id: null }).where('id', '=', id).execute()
}

test('whoever asks finds the mandate that a slow and plain reading of the rules finds', async () => {
  let [held, inPlaceOf] = [0, 0]
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await tried(async (tx) => {
        await store(tx, world)
        for (const question of world.questions) {
          const expected = plainMandate(world, question)
          if (expected) held++
          if (expected?.forAccountId) inPlaceOf++
          expect(await findMandate(tx, question)).toEqual(expected)
        }
      })
    }),
    { numRuns: 100, seed: 15 },
  )
  expect(held).toBeGreaterThan(100)
  expect(inPlaceOf).toBeGreaterThan(20)
})

test('units and subjects never lie in themselves, not even through rows that come together', async () => {
  const [a, b] = [newId(), newId()]
  expect(
    await refusalOf((tx) =>
      addUnits(tx, [
        { id: a, parent_id: b },
        { id: b, parent_id: a },
      ]),
    ),
  ).toBe('unit_circle')
  expect(
    await refusalOf((tx) =>
      addSubjects(tx, [
        { id: a, parent_id: b },
        { id: b, parent_id: a },
      ]),
    ),
  ).toBe('subject_circle')
  expect(
    await refusalOf(async (tx) => {
      await addSubjects(tx, [{ id: a }, { id: b, parent_id: a }])
      await tx.updateTable('subject').set({ replaced_by: b }).where('id', '=', a).execute()
    }),
  ).toBe('subject_circle')
})

test('of two moves at once, each right alone, the second waits and is refused', async () => {
  const { db } = database()
  const [a, b] = [newId(), newId()]
  await addUnits(db, [{ id: a }, { id: b }])
  const move = (on: Db, id: string, parent_id: string) =>
    on.updateTable('unit').set({ parent_id }).where('id', '=', id).execute()
  let second: Promise<string | undefined> | undefined
  await db.transaction().execute(async (tx) => {
    await move(tx, a, b)
    second = refusalOf((other) => move(other, b, a))
    await Promise.race([second, untilSomebodyWaits(db)])
  })
  expect(await second).toBe('unit_circle')
})

async function untilSomebodyWaits(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(db)
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A responder in a unit, and what they might do there. */
async function addResponder(tx: Tx, unitId: string): Promise<MandateQuestion> {
  const email = `${newId()}@voorbeeld.example`
  const { accountId } = await addStaffMember(tx, { name: 'Noor', email, role: 'responder', unitId }, when)
  const what = { act: 'send', subjectId: undefined, channel: 'mail', visibility: 'private' } as const
  return { accountId, unitId, on: '2026-03-02', ...what }
}

test('what is filed under a replaced subject is ruled by it first and then by what replaced it, not the other way', async () => {
  const [unit, old, successor] = [newId(), newId(), newId()]
  const [ofOld, ofSuccessor] = [
    { ...anyMandate(), subject_id: old },
    { ...anyMandate(), subject_id: successor },
  ]
  await tried(async (tx) => {
    await addUnits(tx, [{ id: unit }])
    await addSubjects(tx, [{ id: old }, { id: successor }])
    await tx.updateTable('subject').set({ replaced_by: successor }).where('id', '=', old).execute()
    const question = await addResponder(tx, unit)
    const found = async (subjectId: string) => (await findMandate(tx, { ...question, subjectId }))?.mandateId
    await tx.insertInto('mandate').values(ofSuccessor).execute()
    expect(await found(old)).toBe(ofSuccessor.id)
    await tx.insertInto('mandate').values(ofOld).execute()
    expect(await found(old)).toBe(ofOld.id)
    expect(await found(successor)).toBe(ofSuccessor.id)
  })
})

test('a delegated mandate reaches no unit that was moved out of what it comes from', async () => {
  const [above, below] = [newId(), newId()]
  await tried(async (tx) => {
    await addUnits(tx, [{ id: above }, { id: below, parent_id: above }])
    const question = await addResponder(tx, below)
    const source = { ...anyMandate(), role: 'administrator' as const, unit_id: above }
    const given = {
      ...anyMandate(),
      role: null,
      account_id: question.accountId,
      unit_id: below,
      delegated_from: source.id,
    }
    await tx.insertInto('mandate').values([source, given]).execute()
    expect((await findMandate(tx, question))?.mandateId).toBe(given.id)
    await tx.updateTable('unit').set({ parent_id: null }).where('id', '=', below).execute()
    expect(await findMandate(tx, question)).toBeUndefined()
  })
})

test('a version of a subject stays as it was written', async () => {
  const id = newId()
  expect(
    await refusalOf(async (tx) => {
      await addSubjects(tx, [{ id }])
      await tx.updateTable('subject_version').set({ name: 'Anders' }).where('subject_id', '=', id).execute()
    }),
  ).toBe('subject_version_kept')
})

test('a mandate rests on a decision, can be ended earlier, and changes in nothing else', async () => {
  const mandate = anyMandate()
  const changed = (change: object) =>
    refusalOf(async (tx) => {
      await tx
        .insertInto('mandate')
        .values({ ...mandate, to_on: '2026-06-30' })
        .execute()
      await tx.updateTable('mandate').set(change).where('id', '=', mandate.id).execute()
    })
  expect(
    await refusalOf((tx) =>
      tx
        .insertInto('mandate')
        .values({ ...mandate, decision: ' \n' })
        .execute(),
    ),
  ).toBe('mandate_decision_check')
  expect(await changed({ to_on: '2026-05-31' })).toBeUndefined()
  expect(await changed({ to_on: '2026-07-01' })).toBe('mandate_kept')
  expect(await changed({ to_on: null })).toBe('mandate_kept')
  expect(await changed({ ended_at: now })).toBeUndefined()
  expect(await changed({ approval: 'none' })).toBe('mandate_kept')
  expect(
    await refusalOf(async (tx) => {
      await tx.insertInto('mandate').values(mandate).execute()
      await tx.deleteFrom('mandate').where('id', '=', mandate.id).execute()
    }),
  ).toBe('mandate_kept')
})

test('delegation is one step, and within what it comes from', async () => {
  const [above, below, beside] = [newId(), newId(), newId()]
  const source = { ...anyMandate(), unit_id: above, channel: 'mail', to_on: '2026-06-30' }
  const somebody = newId()
  const delegated = (change: object) => ({
    ...source,
    id: newId(),
    role: null,
    account_id: somebody,
    unit_id: below,
    delegated_from: source.id,
    ...change,
  })
  const giving = (change: object, more: object[] = []) =>
    refusalOf(async (tx) => {
      await addUnits(tx, [{ id: above }, { id: below, parent_id: above }, { id: beside }])
      const who = { id: somebody, name: 'Noor', email: `${somebody}@voorbeeld.example` }
      await tx
        .insertInto('account')
        .values({ ...who, created_at: now, updated_at: now })
        .execute()
      const rows = [source, delegated(change), ...more.map((row) => delegated(row))]
      await tx.insertInto('mandate').values(rows).execute()
    })
  expect(await giving({ approval: 'approver' })).toBeUndefined()
  const step = newId()
  expect(await giving({ id: step }, [{ delegated_from: step }])).toBe('mandate_delegation')
  for (const change of [
    { role: 'responder', account_id: null },
    { act: 'publish' },
    { unit_id: beside },
    { unit_id: null },
    { channel: 'phone' },
    { channel: null },
    { approval: 'none' },
    { from_on: '2025-12-31' },
    { from_on: '2026-07-01', to_on: null },
  ])
    expect(await giving(change), JSON.stringify(change)).toBe('mandate_delegation')
})
