import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { hire } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { addSubject, findSubject, type Subject } from './subject.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const now = new Date('2026-03-02T09:00:00Z')
const today = '2026-03-02'
const undo = new Error('undone')

/** Units and subjects by their number; one lies in, or was replaced by, one that came before it. */
type World = {
  units: (number | undefined)[]
  subjects: {
    above?: number | undefined
    isReplaced: boolean
    unit?: number | undefined
    restricted: boolean
  }[]
  roles: { unit: number; from: string; to?: string | undefined }[]
}

const worlds: fc.Arbitrary<World> = fc.integer({ min: 1, max: 6 }).chain((many) => {
  const unit = fc.nat(many - 1)
  const below = (n: number) =>
    n === 0 ? fc.constant(undefined) : fc.option(fc.nat(n - 1), { nil: undefined })
  return fc.record({
    units: fc.tuple(...Array.from({ length: many }, (_, n) => below(n))),
    subjects: fc.tuple(
      ...Array.from({ length: 8 }, (_, n) =>
        fc
          .record({
            above: below(n),
            isReplaced: fc.boolean(),
            unit: fc.option(unit, { nil: undefined }),
            restricted: fc.boolean(),
          })
          .map((one) => ({ ...one, restricted: one.restricted && one.unit !== undefined })),
      ),
    ),
    roles: fc.array(
      fc.record({
        unit,
        from: fc.constantFrom('2026-01-01', today, '2026-03-03'),
        to: fc.option(fc.constantFrom('2026-03-01', today), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
  })
})

/** The rule once more, slow and plain. */
function mayRead({ units, subjects, roles }: World, subject: number): boolean {
  const path: number[] = []
  for (let at: number | undefined = subject; at !== undefined; at = subjects[at]?.above) path.push(at)
  if (!path.some((at) => subjects[at]?.restricted)) return true
  const owner = path.map((at) => subjects[at]?.unit).find((unit) => unit !== undefined)
  const held = roles
    .filter(({ from, to }) => from <= today && (to ?? '9999') >= today)
    .map(({ unit }) => unit)
  for (let at = owner; at !== undefined; at = units[at]) if (held.includes(at)) return true
  return false
}

async function store(tx: Tx, { units, subjects, roles }: World, account: string): Promise<string[]> {
  const unitIds = units.map(newId)
  const subjectIds = subjects.map(newId)
  const id = (ids: string[], at: number | undefined) => (at === undefined ? null : (ids[at] ?? null))
  for (const [at, above] of units.entries())
    await tx
      .insertInto('unit')
      .values({
        id: unitIds[at] ?? '',
        parent_id: id(unitIds, above),
        name: `u${unitIds[at]}`,
        created_at: now,
      })
      .execute()
  for (const [at, { above, isReplaced, unit, restricted }] of subjects.entries()) {
    const subject = { id: subjectIds[at] ?? '', created_at: now }
    const leads = isReplaced ? { replaced_by: id(subjectIds, above) } : {}
    await tx
      .insertInto('subject')
      .values({ ...subject, ...leads })
      .execute()
    const version = { subject_id: subject.id, version: 1, name: 'Zorg', made_at: now }
    const lies = {
      parent_id: isReplaced ? null : id(subjectIds, above),
      unit_id: id(unitIds, unit),
      restricted,
    }
    await tx
      .insertInto('subject_version')
      .values({ ...version, ...lies })
      .execute()
  }
  for (const { unit, from, to } of roles)
    await tx
      .insertInto('staff_role')
      .values({
        ...{ id: newId(), account_id: account, role: 'responder', unit_id: unitIds[unit] ?? '' },
        ...{ from_on: from, to_on: to !== undefined && to < from ? from : (to ?? null), given_at: now },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return subjectIds
}

test('who reads what is restricted is what one finds who walks the trees for each subject', async () => {
  const { db } = database()
  const { by } = await hire(db, { name: 'Wieke', unit: 'Elders', role: 'responder' })
  await fc.assert(
    fc.asyncProperty(worlds, async (drawn) => {
      const world = {
        ...drawn,
        roles: drawn.roles.map((role) => ({
          ...role,
          to: role.to !== undefined && role.to < role.from ? role.from : role.to,
        })),
      }
      const trying = inTransaction(async (tx) => {
        const ids = await store(tx, world, by)
        const { rows } = await sql<{ id: string; hidden: boolean; may: boolean }>`
          select id, id = any (find_hidden_subjects(${by}::uuid, ${today}::date)) as hidden,
            may_read_subject(${by}::uuid, id, ${today}::date) as may
          from unnest(${ids}::uuid[]) as id`.execute(tx)
        const plain = ids.map((_, at) => mayRead(world, at))
        expect(rows.map(({ may }) => may)).toEqual(plain)
        expect(rows.map(({ hidden }) => !hidden)).toEqual(plain)
        throw undo
      })
      await expect(trying).rejects.toBe(undo)
    }),
    { numRuns: 60 },
  )
})

test('a restricted subject has a unit that answers it, whoever writes it', async () => {
  const { db } = database()
  const { by, unitId } = await hire(db, { name: 'Noor', unit: 'Jeugd', role: 'administrator' })
  const words = { name: 'Jeugdhulp', otherName: '', parentId: null, restricted: true }
  const deed = { by, now, today }
  const bare = inTransaction((tx) => addSubject(tx, { ...words, unitId: null }, deed))
  expect(await bare).toEqual({ kind: 'restricted-without-unit' })
  const added = await inTransaction((tx) => addSubject(tx, { ...words, unitId }, deed))
  const subject: Subject | undefined = await findSubject(db, 'id' in added ? added.id : '')
  expect(subject).toMatchObject({ restricted: true, unitId })
  const version = {
    subject_id: subject?.id ?? '',
    version: 2,
    name: 'Jeugdhulp',
    restricted: true,
    made_at: now,
  }
  await expect(db.insertInto('subject_version').values(version).execute()).rejects.toThrow(
    'restricted_has_unit',
  )
})
