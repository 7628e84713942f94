import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  addStaffMember,
  addSubject,
  delegateMandate,
  endMandate,
  endStaffMember,
  FIRST_DECISION,
  findGivenMandate,
  findMandate,
  giveFirstMandates,
  giveMandate,
  listMandates,
  listWhatSomebodyMay,
  mandateSchema,
  type Role,
} from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const form = {
  ...{ act: 'send', holder: 'responder', unitId: '', subjectId: '', channel: '', approval: 'colleague' },
  ...{ fromOn: today, toOn: '', decision: 'Mandaatbesluit 2026, artikel 3' },
}
let [boss, wieke] = ['', '']

beforeAll(async () => {
  const { db } = database()
  const someone = async (name: string, role: Role) => (await hire(db, { name, role })).by
  boss = await someone('Noor', 'administrator')
  wieke = await someone('Wieke', 'responder')
})

const deed = (by = boss, on = today) => ({ by, now, today: on })
const give = (words: object = {}) =>
  inTransaction((tx) => giveMandate(tx, mandateSchema.parse({ ...form, ...words }), deed()))
async function given(words: object = {}): Promise<string> {
  const outcome = await give(words)
  if (outcome.kind !== 'given') throw new Error(outcome.kind)
  return outcome.id
}
const end = (id: string, lastDay: string | null = null) =>
  inTransaction((tx) => endMandate(tx, { id, lastDay }, deed()))
const delegate = (id: string, to: string, { by = wieke, toOn = null as string | null } = {}) =>
  inTransaction((tx) => delegateMandate(tx, { id, to, toOn, decision: 'Ondermandaat 2026/4' }, deed(by)))
const faultsOf = (words: object) =>
  mandateSchema
    .safeParse({ ...form, ...words })
    .error?.issues.map(({ path, message }) => [path.join(), message])
const ask = (accountId: string, on = today) =>
  findMandate(database().db, {
    ...{ accountId, act: 'send', unitId: undefined, subjectId: undefined, channel: 'mail' },
    ...{ visibility: 'private', on },
  } as const)

test('a form that asks too much, or not enough, is refused by the field', () => {
  expect(faultsOf({})).toBeUndefined()
  expect(faultsOf({ decision: ' ' })).toEqual([['decision', 'missing']])
  expect(faultsOf({ act: 'draft' })).toEqual([['act', 'missing']])
  expect(faultsOf({ holder: 'keizer' })).toEqual([['holder', 'missing']])
  expect(faultsOf({ act: 'publish' })).toEqual([['approval', 'only-for-sending']])
  expect(faultsOf({ toOn: '2026-03-01' })).toEqual([['toOn', 'before-start']])
  expect(faultsOf({ fromOn: '31-02-2026' })).toEqual([['fromOn', 'not-a-date']])
})

test('a mandate counts from its day, names what is and who works here, and is never given afterwards', async () => {
  expect(await give({ fromOn: '2026-03-01' })).toEqual({ kind: 'in-the-past' })
  expect(await give({ holder: crypto.randomUUID() })).toEqual({ kind: 'not-staff' })
  expect(await give({ unitId: crypto.randomUUID() })).toEqual({ kind: 'unit-closed' })
  expect(await give({ subjectId: crypto.randomUUID() })).toEqual({ kind: 'subject-replaced' })
  expect((await ask(wieke))?.approval).toBe('none')
  const id = await given({ fromOn: '2026-03-03' })
  expect((await ask(wieke, '2026-03-02'))?.approval).toBe('none')
  expect((await ask(wieke, '2026-03-03'))?.mandateId).toBe(id)
  await end(id)
})

test('a mandate is ended at once or after a day, once, and not later than it would have', async () => {
  const id = await given({ toOn: '2026-03-20' })
  expect(await end(id, '2026-03-21')).toEqual({ kind: 'not-earlier' })
  expect(await end(id, '2026-03-01')).toEqual({ kind: 'in-the-past' })
  expect(await end(id, '2026-03-10')).toEqual({ kind: 'ended' })
  expect((await ask(wieke, '2026-03-10'))?.mandateId).toBe(id)
  expect((await ask(wieke, '2026-03-11'))?.mandateId).not.toBe(id)
  expect(await end(id)).toEqual({ kind: 'ended' })
  expect((await ask(wieke))?.mandateId).not.toBe(id)
  expect(await end(id)).toEqual({ kind: 'not-found' })
  expect(await findGivenMandate(database().db, id)).toMatchObject({ fromOn: today, toOn: '2026-03-10' })
})

test('who holds a mandate by name gives it on once, as it is; it ends with theirs and with their work', async () => {
  const { db } = database()
  const [piet, els] = [
    (await hire(db, { name: 'Piet', role: 'responder' })).by,
    (await hire(db, { name: 'Els', role: 'responder' })).by,
  ]
  const byRole = await given()
  expect(await delegate(byRole, piet)).toEqual({ kind: 'not-yours' })
  await end(byRole)
  const forbidden = await given({ holder: wieke, approval: 'forbidden' })
  expect(await delegate(forbidden, piet)).toEqual({ kind: 'not-yours' })
  await end(forbidden)
  const id = await given({ holder: els, approval: 'approver' })
  expect(await delegate(id, piet)).toEqual({ kind: 'not-yours' })
  expect(await delegate(id, els, { by: els })).toEqual({ kind: 'not-staff' })
  expect(await delegate(id, piet, { by: els, toOn: '2026-03-01' })).toEqual({ kind: 'in-the-past' })
  const step = await delegate(id, piet, { by: els })
  expect(step.kind).toBe('given')
  const stepId = step.kind === 'given' ? step.id : ''
  expect(await findGivenMandate(db, stepId)).toMatchObject({ givenBy: 'Els', approval: 'approver' })
  expect(await delegate(stepId, wieke, { by: piet })).toEqual({ kind: 'one-step' })
  expect((await ask(piet))?.mandateId).toBe(stepId)
  await db.updateTable('staff_role').set({ to_on: today }).where('account_id', '=', els).execute()
  expect((await ask(piet))?.mandateId).toBe(stepId)
  expect((await ask(piet, '2026-03-03'))?.mandateId).not.toBe(stepId)
  await end(id, '2026-03-20')
  expect(await findGivenMandate(db, stepId)).toMatchObject({ toOn: '2026-03-20', endedAt: null })
  await end(id)
  expect((await findGivenMandate(db, stepId))?.endedAt).toEqual(now)
  expect((await ask(piet))?.mandateId).not.toBe(stepId)
})

test('what is given on is never said to last longer than what it comes from', async () => {
  const id = await given({ holder: wieke, toOn: '2026-03-20' })
  for (const [asked, told] of [
    [null, '2026-03-20'],
    ['2026-04-01', '2026-03-20'],
    ['2026-03-05', '2026-03-05'],
  ] as const) {
    const step = await delegate(id, boss, { toOn: asked })
    const stepId = step.kind === 'given' ? step.id : ''
    expect((await findGivenMandate(database().db, stepId))?.toOn).toBe(told)
  }
  await end(id)
})

test('mandates by name end with somebody’s work, and do not live again when they come back', async () => {
  const { db } = database()
  const { by: zoe, unitId } = await hire(db, {
    name: 'Zoë',
    role: 'responder',
    email: 'zoe@voorbeeld.example',
  })
  const id = await given({ holder: zoe, approval: 'approver' })
  const step = await delegate(id, wieke, { by: zoe })
  await inTransaction((tx) => endStaffMember(tx, zoe, deed()))
  const person = { name: 'Zoë', email: 'zoe@voorbeeld.example', role: 'responder', unitId } as const
  await inTransaction((tx) => addStaffMember(tx, person, { now, today: '2026-03-09' }))
  expect((await ask(zoe, '2026-03-09'))?.approval).toBe('none')
  for (const one of [id, step.kind === 'given' ? step.id : ''])
    expect((await findGivenMandate(db, one))?.endedAt).toEqual(now)
})

test('the list is read in pages, the newest first, and those that are over stand apart', async () => {
  const { db } = database()
  const ids = [await given(), await given(), await given()]
  const pages: string[] = []
  let after: string | undefined
  do {
    const page = await listMandates(db, { today }, { after, size: 2 })
    pages.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after)
  expect(pages.slice(0, 3)).toEqual(ids.toReversed())
  expect(new Set(pages).size).toBe(pages.length)
  for (const id of ids) await end(id)
  const over = await listMandates(db, { today, isOver: true }, { size: 100 })
  expect(over.rows.slice(0, 3).map(({ id }) => id)).toEqual(ids.toReversed())
})

test('what somebody may do is what the database finds, told where it differs from what lies above', async () => {
  const { db } = database()
  await sql`truncate mandate cascade`.execute(db)
  await giveFirstMandates(db)
  const first = await listMandates(db, { today, isOver: false }, { size: 100 })
  expect(new Set(first.rows.map(({ decision }) => decision))).toEqual(new Set([FIRST_DECISION]))
  const subject = async (name: string, parentId: string | null) => {
    const words = { name, otherName: '', parentId, unitId: null, restricted: false }
    const outcome = await inTransaction((tx) => addSubject(tx, words, deed()))
    return outcome.kind === 'added' ? outcome.id : ''
  }
  const homes = await subject('Wonen', null)
  await subject('Huur', homes)
  const claims = await subject('Schade', homes)
  const told = async () =>
    (await listWhatSomebodyMay(db, wieke, today)).map(({ act, subjectId, channel, mandate }) => [
      ...[act, subjectId, channel],
      mandate?.approval,
    ])
  expect(await told()).toEqual([
    ['send', null, null, 'none'],
    ['approve', null, null, undefined],
    ['publish', null, null, undefined],
  ])
  await given({ heldAnywhere: 'yes', subjectId: homes })
  await given({ holder: wieke, subjectId: claims, channel: 'mail', approval: 'forbidden' })
  expect(await told()).toEqual([
    ['send', null, null, 'none'],
    ['send', homes, null, 'colleague'],
    ['send', claims, null, 'colleague'],
    ['send', claims, 'mail', 'forbidden'],
    ['approve', null, null, undefined],
    ['publish', null, null, undefined],
  ])
})
