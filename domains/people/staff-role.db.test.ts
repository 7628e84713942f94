import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import {
  absences,
  addRole,
  addUnit,
  type Deed,
  endAbsence,
  endRole,
  endStaffMember,
  findMandate,
  findStaffMember,
  isAllowed,
  listAbsences,
  listRoles,
  listStaff,
  setAbsence,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let [boss, unitId] = ['', '']

beforeAll(async () => {
  const hired = await hire(database().db, { name: 'Baas', role: 'administrator' })
  boss = hired.by
  unitId = hired.unitId
})

const deed = (by = boss): Deed => ({ by, now, today })
const hireSomebody = async (name = 'Wieke') => (await hire(database().db, { name, role: 'responder' })).by
const give = (accountId: string, role: Partial<Parameters<typeof addRole>[1]> = {}) =>
  inTransaction((tx) =>
    addRole(tx, { accountId, role: 'policy_maker', unitId, fromOn: today, toOn: null, ...role }, deed()),
  )
const end = (accountId: string, id: string, lastDay: string | null = null) =>
  inTransaction((tx) => endRole(tx, { id, accountId, lastDay }, deed()))

test('somebody with two roles may do what either allows, each on its days', async () => {
  const { db } = database()
  const wieke = await hireSomebody()
  const unit = await inTransaction((tx) => addUnit(tx, 'Wonen', now))
  expect(await give(wieke, { unitId: unit, fromOn: '2026-03-09', toOn: '2026-03-13' })).toEqual({
    kind: 'given',
  })
  const on = async (day: string) => {
    const staff = await findStaffMember(db, wieke, day)
    return staff && [staff.roles.map((role) => role.unit), isAllowed(staff, 'respond'), staff.unit]
  }
  expect(await on('2026-03-01')).toBeUndefined()
  expect(await on('2026-03-08')).toEqual([['Groen'], false, 'Groen'])
  expect(await on('2026-03-13')).toEqual([['Groen', 'Wonen'], true, 'Groen'])
  expect(await on('2026-03-14')).toEqual([['Groen'], false, 'Groen'])
})

test('a role is given once, to who works here, in a unit that is open, from today', async () => {
  const wieke = await hireSomebody()
  expect(await give(wieke)).toEqual({ kind: 'given' })
  expect(await give(wieke)).toEqual({ kind: 'already-held' })
  expect(await give(crypto.randomUUID())).toEqual({ kind: 'not-staff' })
  expect(await give(wieke, { fromOn: '2026-03-01' })).toEqual({ kind: 'in-the-past' })
  const closed = await inTransaction((tx) => addUnit(tx, 'Gesloten', now))
  await database().db.updateTable('unit').set({ closed_on: today }).where('id', '=', closed).execute()
  expect(await give(wieke, { unitId: closed })).toEqual({ kind: 'unit-closed', unit: 'Gesloten' })
})

test('a role ends at once or after a day, never later than it would have', async () => {
  const { db } = database()
  const wieke = await hireSomebody()
  await give(wieke, { toOn: '2026-03-20' })
  const [first, second] = await listRoles(db, wieke, today)
  if (!first || !second) throw new Error('they hold two roles')
  expect(await end(wieke, second.id, '2026-03-21')).toEqual({ kind: 'not-earlier' })
  expect(await end(wieke, second.id, '2026-03-01')).toEqual({ kind: 'in-the-past' })
  expect(await end(wieke, second.id, '2026-03-10')).toEqual({ kind: 'ended' })
  expect((await listRoles(db, wieke, today)).map((role) => role.toOn)).toEqual([null, '2026-03-10'])
  expect(await end(boss, first.id)).toEqual({ kind: 'not-found' })
  expect(await end(wieke, first.id)).toEqual({ kind: 'ended' })
  expect(await end(wieke, first.id)).toEqual({ kind: 'not-found' })
  expect((await findStaffMember(db, wieke, today))?.roles).toHaveLength(1)
  expect(await findStaffMember(db, wieke, '2026-03-11')).toBeUndefined()
})

test('there is always an administrator without a last day, also when two are ended at once', async () => {
  const { db } = database()
  const second = (await hire(db, { name: 'Tweede', role: 'administrator' })).by
  const roleOf = async (accountId: string) => (await listRoles(db, accountId, today))[0]?.id ?? ''
  const [mine, theirs] = [await roleOf(boss), await roleOf(second)]
  const { end: waiting } = await inTransaction(async (tx) => {
    expect(await endStaffMember(tx, second, deed())).toEqual({ kind: 'ended' })
    return begin(db, () => end(boss, mine, '2026-12-31'))
  })
  expect(await waiting).toEqual({ kind: 'last-administrator' })
  expect(await end(second, theirs)).toEqual({ kind: 'not-found' })
  expect(await inTransaction((tx) => endStaffMember(tx, boss, deed()))).toEqual({
    kind: 'last-administrator',
  })
  await give(second)
  expect(await listStaff(db, today)).not.toContainEqual(expect.objectContaining({ accountId: second }))
})

test('from the beginning whoever may answer sends to one person, for whatever unit, and only who makes policy publishes', async () => {
  const { db } = database()
  const elsewhere = await inTransaction((tx) => addUnit(tx, 'Elders', now))
  const [wieke, samir] = [await hireSomebody(), (await hire(db, { name: 'Samir', role: 'policy_maker' })).by]
  const ask = async (accountId: string, act: 'send' | 'publish' | 'approve', unit: string | undefined) =>
    (
      await findMandate(db, {
        ...{ accountId, act, unitId: unit, subjectId: undefined, channel: 'mail', on: today },
        visibility: act === 'publish' ? 'public' : 'private',
      })
    )?.approval
  for (const unit of [undefined, unitId, elsewhere])
    for (const accountId of [boss, wieke, samir]) {
      expect(await ask(accountId, 'send', unit)).toBe('none')
      expect(await ask(accountId, 'publish', unit)).toBe(accountId === wieke ? undefined : 'none')
      expect(await ask(accountId, 'approve', unit)).toBe(accountId === wieke ? undefined : 'none')
    }
})

test('while somebody is away their deputy acts for them, and no day longer', async () => {
  const { db } = database()
  const [els, piet] = [(await hire(db, { name: 'Els', role: 'policy_maker' })).by, await hireSomebody('Piet')]
  const away = (change: object = {}) =>
    inTransaction((tx) =>
      setAbsence(tx, { fromOn: '2026-03-03', toOn: '2026-03-05', deputyId: piet, ...change }, deed(els)),
    )
  expect(await away({ deputyId: els })).toEqual({ kind: 'deputy-gone' })
  expect(await away({ fromOn: '2026-02-01', toOn: '2026-03-01' })).toEqual({ kind: 'in-the-past' })
  expect(await away()).toEqual({ kind: 'set' })
  expect(await away({ fromOn: '2026-03-05', toOn: '2026-03-09' })).toEqual({
    kind: 'overlaps',
    fromOn: '2026-03-03',
    toOn: '2026-03-05',
  })
  const publish = (on: string) =>
    findMandate(db, {
      ...{ accountId: piet, act: 'publish', unitId: undefined, subjectId: undefined, channel: 'web' },
      ...{ visibility: 'public', on },
    } as const)
  expect(await publish('2026-03-02')).toBeUndefined()
  expect(await publish('2026-03-03')).toMatchObject({ approval: 'none', forAccountId: els })
  expect(await publish('2026-03-05')).toMatchObject({ forAccountId: els })
  expect(await publish('2026-03-06')).toBeUndefined()
})

test('an absence is one’s own to take back; one that began ends yesterday, and is forgotten after thirty days', async () => {
  const { db } = database()
  const els = await hireSomebody('Els')
  const days = { fromOn: today, toOn: '2026-03-20', deputyId: null }
  await inTransaction((tx) => setAbsence(tx, days, deed(els)))
  const [absence] = await listAbsences(db, today, { of: els })
  const takeBack = (by: string, on = '2026-03-10') =>
    inTransaction((tx) => endAbsence(tx, absence?.id ?? '', { by, now, today: on }))
  expect(await takeBack(boss)).toEqual({ kind: 'not-found' })
  expect(await takeBack(els)).toEqual({ kind: 'ended' })
  expect(await listAbsences(db, '2026-03-09', { of: els })).toMatchObject([{ toOn: '2026-03-09' }])
  expect(await listAbsences(db, '2026-03-10', { of: els })).toEqual([])
  const rest = () => db.selectFrom('absence').select('id').where('account_id', '=', els).execute()
  await absences.remove(db, new Date('2026-04-07T09:00:00Z'))
  expect(await rest()).toHaveLength(1)
  await absences.remove(db, new Date('2026-04-09T09:00:00Z'))
  expect(await rest()).toEqual([])
})
