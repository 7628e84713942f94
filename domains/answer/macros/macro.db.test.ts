import { beforeAll, expect, test } from 'vitest'
import { foundTown, hire, now, today } from '#stories'
import {
  changeMacro,
  endMacro,
  endStandardText,
  listOfferedMacros,
  macroSchema,
  makeLabel,
  makeMacro,
  makeStandardText,
  readConversation,
  runMacro,
  standardTextSchema,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, ask, database, inTransaction } = useAnswerDesk()
const writer = { name: 'Noor', unit: 'Griffie' }

let chief: Awaited<ReturnType<typeof keeperIn>>
let ann: typeof chief
beforeAll(async () => {
  await foundTown(database().db)
  chief = await keeperIn('Griffie', 'administrator')
  ann = await keeperIn('Klantcontact', 'responder')
})

async function keeperIn(unit: string, role: 'administrator' | 'responder') {
  const { by, unitId } = await hire(database().db, { name: unit, unit, role })
  return { by, now, today, unitId, staff: { roles: [{ role, unitId, unit }] } }
}

type Said = Partial<
  Record<
    | 'title'
    | 'unitId'
    | 'textId'
    | 'assign'
    | 'assignTo'
    | 'subjectId'
    | 'answeringUnitId'
    | 'labelId'
    | 'snoozeDays'
    | 'closeAs',
    string
  >
>

const words = (said: Said) =>
  macroSchema.parse({
    ...{
      title: 'Naar ons',
      unitId: '',
      textId: '',
      assign: '',
      assignTo: '',
      subjectId: '',
      answeringUnitId: '',
      ...{ labelId: '', snoozeDays: '', closeAs: '' },
    },
    ...said,
  })

async function make(said: Said): Promise<string> {
  const made = await inTransaction((tx) => makeMacro(tx, words(said), chief))
  if (made.kind !== 'made') throw new Error(made.kind)
  return made.id
}

async function makeText(nl: string): Promise<string> {
  const text = standardTextSchema.parse({ title: 'Tekst', nl, unitId: '', subjectId: '' })
  const made = await inTransaction((tx) => makeStandardText(tx, text, chief))
  return made.kind === 'made' ? made.id : ''
}

const run = (conversationId: string, macroId: string, seen = 1) =>
  inTransaction((tx) => runMacro(tx, turnOf(conversationId, ann.by, seen), { macroId, writer }, letterhead))

const kindsIn = async (id: string) =>
  (await inTransaction((tx) => readConversation(tx, { id, by: ann.by, now, today })))?.entries.map(
    ({ kind }) => kind,
  )

test('its turns are taken at once, by who runs it, and its text is given back and not sent', async () => {
  const subjectId = await addSubject()
  const textId = await makeText('Over {rubriek}, groet {mijn naam}')
  const macroId = await make({ textId, assign: 'me', subjectId, answeringUnitId: ann.unitId })
  const { conversationId } = await ask({ body: 'Wanneer?' })
  expect(await run(conversationId, macroId)).toEqual({ kind: 'ran', text: 'Over Wonen, groet Noor' })
  expect(await kindsIn(conversationId)).toEqual(['received', 'classified', 'assigned'])
  await expectRowsToAddUp(database().db)
})

test('of two who run one at once, the second is told what the first did', async () => {
  const macroId = await make({ assign: 'me' })
  const { conversationId } = await ask({ body: 'Wie eerst?' })
  const both = await Promise.all([run(conversationId, macroId), run(conversationId, macroId)])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['changed', 'ran'])
  expect(await kindsIn(conversationId)).toEqual(['received', 'assigned'])
})

test('where one turn cannot be taken, none is', async () => {
  const leaver = await keeperIn('Tijdelijk', 'responder')
  const textId = await makeText('Dag')
  const toLeaver = await make({ subjectId: await addSubject(), assign: 'colleague', assignTo: leaver.by })
  const withText = await make({ assign: 'me', textId })
  await database()
    .db.updateTable('staff_role')
    .set({ ended_at: now })
    .where('account_id', '=', leaver.by)
    .execute()
  await inTransaction((tx) => endStandardText(tx, textId, chief))
  const { conversationId } = await ask({ body: 'Gaat dit goed?' })
  for (const macroId of [toLeaver, withText])
    expect(await run(conversationId, macroId)).toEqual({ kind: 'macro-broken' })
  expect(await kindsIn(conversationId)).toEqual(['received'])
})

test('one is changed by who saw what it was, and offered to its unit until it is ended', async () => {
  const id = await make({ title: 'Voor ons', unitId: ann.unitId, assign: 'me' })
  const change = (assign: string) =>
    inTransaction((tx) =>
      changeMacro(tx, { id, seen: 1, ...words({ title: 'Voor ons', unitId: ann.unitId, assign }) }, ann),
    )
  const both = await Promise.all([change('everyone'), change('me')])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['changed', 'changed-meanwhile'])
  const titles = async (units: string[]) =>
    (await listOfferedMacros(database().db, units)).map(({ title }) => title)
  expect(await titles([ann.unitId])).toContain('Voor ons')
  expect(await titles([chief.unitId])).not.toContain('Voor ons')
  expect(await inTransaction((tx) => endMacro(tx, id, ann))).toEqual({ kind: 'ended' })
  expect(await titles([ann.unitId])).not.toContain('Voor ons')
  expect(await run((await ask({ body: 'Nog?' })).conversationId, id)).toEqual({ kind: 'macro-gone' })
})

test('one that does nothing, or names nobody to give to, is refused by its form', () => {
  const problems = (said: Said) => {
    const outcome = macroSchema.safeParse({
      ...{ title: 'x', unitId: '', textId: '', assign: '', assignTo: '', subjectId: '', answeringUnitId: '' },
      ...{ labelId: '', snoozeDays: '', closeAs: '' },
      ...said,
    })
    return outcome.success ? [] : outcome.error.issues.map(({ path, message }) => `${path} ${message}`)
  }
  expect(problems({})).toEqual(['textId nothing'])
  expect(problems({ assign: 'colleague' })).toEqual(['assignTo missing'])
  expect(problems({ assign: 'me', assignTo: crypto.randomUUID() })).toEqual([])
})

test('it labels, gives away and puts off, in an order in which each stays', async () => {
  const label = await inTransaction((tx) => makeLabel(tx, 'later bellen', chief))
  const labelId = label.kind === 'made' ? label.id : ''
  const macroId = await make({ labelId, assign: 'me', snoozeDays: '7' })
  const { conversationId } = await ask({ body: 'Belt u volgende week?' })
  expect(await run(conversationId, macroId)).toEqual({ kind: 'ran', text: undefined })
  const page = await inTransaction((tx) =>
    readConversation(tx, { id: conversationId, by: ann.by, now, today }),
  )
  expect(page?.conversation).toMatchObject({
    ...{ assigned_to: ann.by, label_ids: [labelId], snoozed_until: '2026-03-09' },
  })
  await expectRowsToAddUp(database().db)
})

test('what it closes takes the mandate of who runs it; without one, none of its turns is taken', async () => {
  const forbidden = { approval: 'forbidden' } as const
  const [may, mayNot] = [
    await addSubject({ approval: 'none' }),
    await addSubject(forbidden, { act: 'publish', ...forbidden }),
  ]
  for (const [subjectId, expected] of [
    [may, { kind: 'ran', text: undefined }],
    [mayNot, { kind: 'not-mandated' }],
  ] as const) {
    const macroId = await make({ subjectId, assign: 'me', closeAs: 'solved' })
    const { conversationId } = await ask({ body: 'Is het al klaar?' })
    expect(await run(conversationId, macroId)).toMatchObject(expected)
    expect((await kindsIn(conversationId))?.length).toBe(expected.kind === 'ran' ? 4 : 1)
  }
  await expectRowsToAddUp(database().db)
})

test('it does not close and put off at once, and puts nothing off that is over', async () => {
  expect(() => words({ snoozeDays: '7', closeAs: 'spam' })).toThrow('closes-too')
  expect(() => words({ snoozeDays: '400' })).toThrow('missing')
  const [close, snooze] = [await make({ closeAs: 'not-ours' }), await make({ snoozeDays: '1' })]
  const { conversationId } = await ask({ body: 'Van u?' })
  expect(await run(conversationId, close)).toEqual({ kind: 'ran', text: undefined })
  expect(await run(conversationId, snooze, 2)).toEqual({ kind: 'not-open' })
})
