import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { foundTown, hire, now, today } from '#stories'
import {
  assignConversation,
  changeRule,
  classifyConversation,
  findRule,
  listBrokenRules,
  listMissed,
  makeRule,
  readConversation,
  ruleSchema,
  sortConversations,
  switchRule,
  tryRule,
} from '../index.ts'
import { expectRowsToAddUp, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, ask, database, inTransaction } = useAnswerDesk()

let chief: { by: string; now: Date; today: string }
let ann = ''
let waste = ''
beforeAll(async () => {
  await foundTown(database().db)
  chief = { by: (await hire(database().db, { name: 'Carla' })).by, now, today }
  ann = (await hire(database().db, { name: 'Ann', role: 'responder', unit: 'Groen' })).by
  waste = await addSubject()
})
beforeEach(async () => {
  await sql`update rule set is_on = false, broken_at = null, broken_why = null`.execute(database().db)
  await sql`delete from conversation_unsorted`.execute(database().db)
})

type Said = Partial<Record<keyof ReturnType<typeof ruleSchema.parse>, string>>

const words = (said: Said) =>
  ruleSchema.parse({
    ...{ title: 'Regel', place: '1', channel: '', language: '', words: '', senderDomain: '' },
    ...{ subjectId: '', unitId: '', setSubjectId: '', setUnitId: '', assignTo: '' },
    ...said,
  })

async function work(said: Said): Promise<string> {
  const made = await inTransaction((tx) => makeRule(tx, words(said), chief))
  if (made.kind !== 'made') throw new Error(made.kind)
  await inTransaction((tx) => switchRule(tx, { id: made.id, isOn: true }, chief))
  return made.id
}

const faults: string[] = []
const sort = () =>
  sortConversations({
    db: database().db,
    timeZone: 'Europe/Amsterdam',
    secret,
    ourAddresses: [],
    now: () => now,
    onFault: (error) => faults.push(String(error)),
  })

async function open(id: string) {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: ann, now, today }))
  if (!page) throw new Error('gone')
  const { assigned_to: to, subject_id: subject, unit_id: unit } = page.conversation
  return { to, subject, unit, did: page.entries.map(({ kind, by, rule }) => `${kind} ${by ?? rule}`) }
}

test('a rule does what it says, once, and the entries say which did', async () => {
  await work({ title: 'Afval', words: 'grofvuil, bank', setSubjectId: waste, assignTo: ann })
  const [mine, other] = [await ask({ body: 'Mijn Grofvuil ligt er nog.' }), await ask({ body: 'Een boom?' })]
  expect(await sort()).toBe(2)
  expect(await sort()).toBe(0)
  expect(await open(mine.conversationId)).toMatchObject({
    ...{ to: ann, subject: waste },
    did: ['received null', 'classified Afval', 'assigned Afval'],
  })
  expect(await open(other.conversationId)).toMatchObject({ to: null, subject: null, did: ['received null'] })
  await expectRowsToAddUp(database().db)
})

test('rules are looked at in their order, see what was done before, and write over nothing', async () => {
  const bob = (await hire(database().db, { name: 'Bob', role: 'responder' })).by
  await work({ title: 'Later', place: '9', subjectId: waste, assignTo: bob })
  await work({ title: 'Eerst', place: '2', words: 'kliko', setSubjectId: waste })
  await work({ title: 'Tweede', place: '3', words: 'kliko', setSubjectId: await addSubject(), assignTo: ann })
  const { conversationId } = await ask({ body: 'Waar is mijn kliko?' })
  const byHand = await ask({ body: 'En deze kliko?' })
  await inTransaction((tx) => assignConversation(tx, turnOf(byHand.conversationId, bob, 1), bob))
  await sort()
  expect(await open(conversationId)).toMatchObject({ subject: waste, to: ann })
  expect(await open(byHand.conversationId)).toMatchObject({ subject: waste, to: bob })
})

test('what a person says it is about is looked at again', async () => {
  await work({ title: 'Over afval', subjectId: waste, assignTo: ann })
  const { conversationId } = await ask({ body: 'Wat is dit?' })
  await sort()
  expect(await open(conversationId)).toMatchObject({ to: null })
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, ann, 1), { subjectId: waste, unitId: null }),
  )
  await sort()
  expect(await open(conversationId)).toMatchObject({ to: ann })
})

test('a rule whose colleague left stops, says so, and keeps what it would have caught; the others go on', async () => {
  const leaver = (await hire(database().db, { name: 'Weg', role: 'responder' })).by
  const broken = await work({ title: 'Naar Weg', words: 'paal', assignTo: leaver })
  await work({ title: 'Naar Ann', place: '2', words: 'paal', assignTo: ann })
  await database()
    .db.updateTable('staff_role')
    .set({ ended_at: now })
    .where('account_id', '=', leaver)
    .execute()
  const first = await ask({ body: 'De paal is stuk' })
  const second = await ask({ body: 'Nog een paal' })
  await sort()
  for (const { conversationId } of [first, second])
    expect(await open(conversationId)).toMatchObject({ to: ann, did: ['received null', 'assigned Naar Ann'] })
  expect(await findRule(database().db, broken)).toMatchObject({ isOn: false, brokenWhy: 'colleague-gone' })
  expect(
    (await listMissed(database().db, broken, { accountId: chief.by, today })).map(({ id }) => id).sort(),
  ).toEqual([first.conversationId, second.conversationId].sort())
  const alarms = (await listBrokenRules(database().db)).map(({ id }) => id)
  expect(alarms).toContain(broken)
  const again = () => inTransaction((tx) => switchRule(tx, { id: broken, isOn: true }, chief))
  expect(await again()).toEqual({ kind: 'colleague-gone' })
  const mend = { id: broken, seen: 1, ...words({ title: 'Naar Ann', words: 'paal', assignTo: ann }) }
  expect(await inTransaction((tx) => changeRule(tx, mend, chief))).toEqual({ kind: 'changed' })
  expect(await again()).toEqual({ kind: 'switched' })
})

test('a fault of ours in one rule is told, breaks it alone, and loses nothing', async () => {
  const broken = await work({ title: 'Kapot', words: 'stoep', setSubjectId: waste })
  await work({ title: 'Heel', place: '2', words: 'stoep', assignTo: ann })
  await sql`create function burst() returns trigger language plpgsql as $$
    begin if new.kind = 'classified' then raise exception 'burst'; end if; return new; end $$`.execute(
    database().db,
  )
  await sql`create trigger burst before insert on conversation_entry for each row execute function burst()`.execute(
    database().db,
  )
  const { conversationId } = await ask({ body: 'De stoep ligt open' })
  await sort()
  await sql`drop trigger burst on conversation_entry`.execute(database().db)
  expect(faults).toEqual(['error: burst'])
  expect(await open(conversationId)).toMatchObject({ to: ann, subject: null })
  expect(await findRule(database().db, broken)).toMatchObject({ brokenWhy: 'fault', missed: 1 })
})

test('two who sort at once do each conversation once', async () => {
  await work({ title: 'Samen', words: 'samen', assignTo: ann })
  const asked = []
  for (let n = 0; n < 12; n++) asked.push((await ask({ body: `Vraag ${n}, samen` })).conversationId)
  const looked = await Promise.all([sort(), sort(), sort()])
  expect(looked.reduce((all, one) => all + one, 0)).toBe(12)
  for (const id of asked) expect((await open(id)).did).toEqual(['received null', 'assigned Samen'])
})

test('a rule is tried on the last month without doing anything', async () => {
  const { conversationId } = await ask({ body: 'Mag de schommel weer hangen?' })
  await ask({ body: 'De schommel van toen' }, new Date(now.getTime() - 1000))
  const trial = await tryRule(database().db, words({ words: 'schommel', assignTo: ann }), {
    by: chief.by,
    now: new Date(),
    today,
  })
  expect(trial).toMatchObject({ caught: 2, isCut: false })
  expect(trial.looked).toBeGreaterThan(2)
  expect(await open(conversationId)).toMatchObject({ to: null, did: ['received null'] })
  const later = new Date(Date.now() + 40 * 24 * 60 * 60_000)
  expect(
    await tryRule(database().db, words({ words: 'schommel', assignTo: ann }), {
      by: chief.by,
      now: later,
      today,
    }),
  ).toMatchObject({
    looked: 0,
  })
})

test('what is restricted goes to its unit and to nobody who may not read it, and is tried by nobody else', async () => {
  const { unitId } = await hire(database().db, { name: 'Zorg', role: 'responder', unit: 'Zorg' })
  const care = await inTransaction((tx) => addRestricted(tx, unitId))
  const rule = { title: 'Zorg', words: 'rollator', setSubjectId: care, assignTo: ann }
  await work(rule)
  const { conversationId } = await ask({ body: 'Mijn rollator is kapot' })
  const held = await ask({ body: 'Ook mijn rollator' })
  await inTransaction((tx) => assignConversation(tx, turnOf(held.conversationId, ann, 1), ann))
  await sort()
  const row = (id: string) =>
    database()
      .db.selectFrom('conversation')
      .select(['subject_id', 'unit_id', 'assigned_to'])
      .where('id', '=', id)
      .executeTakeFirst()
  expect(await row(conversationId)).toEqual({ subject_id: care, unit_id: unitId, assigned_to: null })
  expect(await row(held.conversationId)).toEqual({ subject_id: null, unit_id: null, assigned_to: ann })
  const tried = await tryRule(database().db, words(rule), { by: ann, now: new Date(), today })
  expect(tried.newest.map(({ id }) => id)).toEqual([held.conversationId])
})

async function addRestricted(tx: Tx, unit_id: string): Promise<string> {
  const id = newId()
  await tx.insertInto('subject').values({ id, created_at: now }).execute()
  const version = { subject_id: id, version: 1, name: 'Zorg', restricted: true, unit_id, made_at: now }
  await tx.insertInto('subject_version').values(version).execute()
  return id
}
