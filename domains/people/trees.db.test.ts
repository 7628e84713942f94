import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import {
  addSubject,
  changeUnit,
  closeUnit,
  type Deed,
  findAnsweringUnit,
  listAllUnits,
  listSubjects,
  listSubjectVersions,
  listUnits,
  liveSubjects,
  openUnit,
  replaceSubject,
  reviseSubject,
} from './index.ts'
import { findSubject } from './subject.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let deed: Deed

beforeAll(async () => {
  deed = { by: (await hire(database().db, { name: 'Noor', unit: 'Griffie' })).by, now, today }
})

async function open(name: string, parentId: string | null = null): Promise<string> {
  const outcome = await inTransaction((tx) => openUnit(tx, { name, parentId }, deed))
  if (outcome.kind !== 'opened') throw new Error(outcome.kind)
  return outcome.id
}
const change = (id: string, name: string, parentId: string | null) =>
  inTransaction((tx) => changeUnit(tx, { id, name, parentId }, deed))
const close = (id: string) => inTransaction((tx) => closeUnit(tx, id, deed))

test('a unit is made under another, moved and renamed, and never lies in itself', async () => {
  const town = await open('Stad')
  const homes = await open('Wonen', town)
  const rents = await open('Huur', homes)
  expect(await change(town, 'Stad', rents)).toEqual({ kind: 'in-itself' })
  expect(await change(town, 'Stad', town)).toEqual({ kind: 'in-itself' })
  expect(await change(rents, 'Wonen', homes)).toEqual({ kind: 'name-taken' })
  expect(await change(rents, 'Huren', null)).toEqual({ kind: 'changed' })
  expect(await change(crypto.randomUUID(), 'Niets', null)).toEqual({ kind: 'not-found' })
  const units = await listAllUnits(database().db)
  expect(units.find(({ id }) => id === rents)).toMatchObject({ name: 'Huren', parentId: null })
  const again = inTransaction((tx) => openUnit(tx, { name: 'Huren', parentId: null }, deed))
  expect(await again).toEqual({ kind: 'name-taken' })
})

test('a unit closes once nothing lies in it; it says what does, and takes nothing new', async () => {
  const { db } = database()
  const sport = await open('Sport')
  const pool = await open('Zwembaden', sport)
  await hire(db, { name: 'Zeynep', unit: 'Zwembaden', role: 'responder' })
  const made = await inTransaction((tx) =>
    addSubject(tx, { name: 'Zwemles', otherName: '', parentId: null, unitId: pool, restricted: false }, deed),
  )
  expect(await close(sport)).toEqual({ kind: 'in-use', units: ['Zwembaden'], staff: [], subjects: [] })
  expect(await close(pool)).toEqual({ kind: 'in-use', units: [], staff: ['Zeynep'], subjects: ['Zwemles'] })
  await db.updateTable('staff_role').set({ ended_at: now }).where('unit_id', '=', pool).execute()
  const id = made.kind === 'added' ? made.id : ''
  const words = {
    id,
    seen: 1,
    name: 'Zwemles',
    otherName: '',
    parentId: null,
    unitId: null,
    restricted: false,
  }
  await inTransaction((tx) => reviseSubject(tx, words, deed))
  expect(await close(pool)).toEqual({ kind: 'closed' })
  expect(await close(pool)).toEqual({ kind: 'not-found' })
  expect((await listUnits(db)).map(({ name }) => name)).not.toContain('Zwembaden')
  const inside = inTransaction((tx) => openUnit(tx, { name: 'Glijbanen', parentId: pool }, deed))
  expect(await inside).toEqual({ kind: 'parent-closed' })
})

const add = async (name: string, parentId: string | null = null) => {
  const outcome = await inTransaction((tx) =>
    addSubject(tx, { name, otherName: '', parentId, unitId: null, restricted: false }, deed),
  )
  if (outcome.kind !== 'added') throw new Error(outcome.kind)
  return outcome.id
}
const revise = (id: string, seen: number, words: object) =>
  inTransaction((tx) =>
    reviseSubject(
      tx,
      { id, seen, name: 'Afval', otherName: '', parentId: null, unitId: null, restricted: false, ...words },
      deed,
    ),
  )
const replace = (id: string, successorId: string) =>
  inTransaction((tx) => replaceSubject(tx, { id, successorId }, deed))

test('a subject that is revised keeps what it was called before, and whoever was first is not overwritten', async () => {
  const { db } = database()
  const waste = await add('Afval')
  const glass = await add('Glas', waste)
  expect(await revise(waste, 1, {})).toEqual({ kind: 'unchanged' })
  expect(await revise(waste, 1, { name: 'Afval en grofvuil', otherName: 'Waste' })).toEqual({
    kind: 'revised',
  })
  expect(await revise(waste, 1, { name: 'Vuil' })).toEqual({ kind: 'changed-meanwhile' })
  expect(await revise(waste, 2, { parentId: glass })).toEqual({ kind: 'in-itself' })
  expect(await revise(waste, 2, { parentId: waste })).toEqual({ kind: 'in-itself' })
  expect((await listSubjectVersions(db, waste)).map(({ name }) => name)).toEqual([
    'Afval en grofvuil',
    'Afval',
  ])
  expect(await findSubject(db, waste)).toMatchObject({ version: 2, otherName: 'Waste' })
})

test('one name stands once in each place, also when two people add it at once', async () => {
  const { db } = database()
  const words = { name: 'Parkeren', otherName: '', parentId: null, unitId: null, restricted: false }
  const { end } = await inTransaction(async (tx) => {
    await addSubject(tx, words, deed)
    return begin(db, () => inTransaction((other) => addSubject(other, { ...words, name: 'parkeren' }, deed)))
  })
  expect(await end).toEqual({ kind: 'name-taken' })
})

test('a replaced subject leads to its successor, is revised no more, and takes nothing new', async () => {
  const { db } = database()
  const [old, successor] = [await add('Bomen'), await add('Groen')]
  const below = await add('Snoeien', old)
  expect(await replace(old, old)).toEqual({ kind: 'in-itself' })
  expect(await replace(old, below)).toEqual({ kind: 'in-itself' })
  expect(await replace(old, crypto.randomUUID())).toEqual({ kind: 'successor-gone' })
  expect(await replace(old, successor)).toEqual({ kind: 'replaced' })
  expect(await replace(old, successor)).toEqual({ kind: 'not-found' })
  expect(await replace(successor, old)).toEqual({ kind: 'successor-gone' })
  expect(await revise(old, 1, { name: 'Boom' })).toEqual({ kind: 'not-found' })
  expect((await listSubjects(db)).find(({ id }) => id === old)?.replacedBy).toBe(successor)
  const inside = inTransaction((tx) =>
    addSubject(tx, { name: 'Kappen', otherName: '', parentId: old, unitId: null, restricted: false }, deed),
  )
  expect(await inside).toEqual({ kind: 'parent-replaced' })
  const live = liveSubjects(await listSubjects(db))
  expect(live.find(({ id }) => id === below)?.parentId).toBe(successor)
  expect(live.map(({ id }) => id)).not.toContain(old)
})

test('the unit that answers a subject is its own, or that of the nearest above it, also through what replaced it', async () => {
  const { db } = database()
  const unit = await open('Handhaving')
  const noise = await add('Geluid')
  const [parties, old] = [await add('Feesten', noise), await add('Herrie')]
  const drums = await add('Trommels', old)
  expect(await findAnsweringUnit(db, parties)).toBeNull()
  await revise(noise, 1, { name: 'Geluid', unitId: unit })
  expect(await findAnsweringUnit(db, parties)).toBe(unit)
  expect(await findAnsweringUnit(db, drums)).toBeNull()
  await replace(old, noise)
  expect(await findAnsweringUnit(db, drums)).toBe(unit)
})

test('what is changed is logged by who did it', async () => {
  const { db } = database()
  const id = await open('Gelogd')
  const logged = await db.selectFrom('access_log').selectAll().where('subject_id', '=', id).execute()
  expect(logged).toMatchObject([{ account_id: deed.by, action: 'changed', subject_kind: 'unit' }])
})
