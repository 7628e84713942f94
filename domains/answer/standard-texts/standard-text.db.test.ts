import { beforeAll, expect, test } from 'vitest'
import type { Role } from '#domains/people'
import { foundTown, hire, now, today } from '#stories'
import {
  askApproval,
  classifyConversation,
  endStandardText,
  fillStandardText,
  findStandardText,
  listOfferedTexts,
  listStandardTexts,
  listStandardTextVersions,
  makeStandardText,
  reviseStandardText,
  standardTextSchema,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, ask, database, inTransaction, reply } = useAnswerDesk()

let ann: Awaited<ReturnType<typeof keeperIn>>
let chief: typeof ann
beforeAll(async () => {
  await foundTown(database().db)
  ann = await keeperIn('Klantcontact', 'responder')
  chief = await keeperIn('Griffie', 'administrator')
})

async function keeperIn(unit: string, role: Role) {
  const { by, unitId } = await hire(database().db, { name: `Noor van ${unit}`, unit, role })
  return { by, now, today, unitId, unit, staff: { roles: [{ role, unitId, unit }] } }
}

const words = (said: Partial<Record<'title' | 'nl' | 'en' | 'unitId' | 'subjectId', string>>) =>
  standardTextSchema.parse({ title: 'Bedankt', nl: 'Beste {naam}', unitId: '', subjectId: '', ...said })

async function make(said: Parameters<typeof words>[0], keeper = chief): Promise<string> {
  const made = await inTransaction((tx) => makeStandardText(tx, words(said), keeper))
  if (made.kind !== 'made') throw new Error(made.kind)
  return made.id
}

const offered = async (about: { subjectId?: string; unitIds?: string[]; language?: 'nl' | 'en' }) =>
  (
    await listOfferedTexts(database().db, {
      ...{
        language: about.language ?? 'nl',
        subjectId: about.subjectId ?? null,
        unitIds: about.unitIds ?? [],
      },
    })
  ).map(({ title }) => title)

test('a unit keeps its own texts; those of others and of all are for administrators', async () => {
  await make({ title: 'Van ons', unitId: ann.unitId }, ann)
  const others = [{ unitId: chief.unitId }, { unitId: '' }]
  for (const said of others)
    expect(await inTransaction((tx) => makeStandardText(tx, words(said), ann))).toEqual({ kind: 'not-yours' })
  const theirs = await make({ unitId: chief.unitId })
  const change = { id: theirs, seen: 1, ...words({ unitId: ann.unitId }) }
  expect(await inTransaction((tx) => reviseStandardText(tx, change, ann))).toEqual({ kind: 'not-yours' })
  expect(await inTransaction((tx) => endStandardText(tx, theirs, ann))).toEqual({ kind: 'not-yours' })
})

test('a text is changed by versions, of which none is written over, and ended', async () => {
  const id = await make({ title: 'Eerst' })
  const revise = (title: string, seen: number) =>
    inTransaction((tx) => reviseStandardText(tx, { id, seen, ...words({ title }) }, chief))
  expect(await revise('Eerst', 1)).toEqual({ kind: 'unchanged' })
  const both = await Promise.all([revise('Van Ann', 1), revise('Van Bob', 1)])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['changed-meanwhile', 'revised'])
  const versions = await listStandardTextVersions(database().db, id)
  expect(versions.map(({ version }) => version)).toEqual([2, 1])
  expect(await inTransaction((tx) => endStandardText(tx, id, chief))).toEqual({ kind: 'ended' })
  expect(await findStandardText(database().db, id)).toBeUndefined()
  expect(await revise('Toch', 2)).toEqual({ kind: 'not-found' })
})

test('who changed a text is logged', async () => {
  const id = await make({})
  const logged = await database()
    .db.selectFrom('access_log')
    .select(['account_id', 'action', 'subject_kind'])
    .where('subject_id', '=', id)
    .execute()
  expect(logged).toEqual([{ account_id: chief.by, action: 'changed', subject_kind: 'standard-text' }])
})

test('texts are offered in the language of the conversation, to their unit, its subject first', async () => {
  const [waste, trees] = [await addSubject(), await addSubject()]
  await make({ title: 'Over afval', subjectId: waste, nl: 'Afval' })
  await make({ title: 'Over bomen', subjectId: trees, nl: 'Bomen', unitId: ann.unitId })
  await make({ title: 'In het Engels', nl: '', en: 'Dear {name}' })
  const ours = [ann.unitId]
  const list = await offered({ subjectId: trees, unitIds: ours })
  expect(list[0]).toBe('Over bomen')
  expect(list).not.toContain('In het Engels')
  expect(await offered({ subjectId: trees })).not.toContain('Over bomen')
  expect((await offered({ subjectId: waste, unitIds: ours }))[0]).toBe('Over afval')
  expect(await offered({ language: 'en' })).toEqual(['In het Engels'])
})

test('a long list goes on where it stopped', async () => {
  for (let n = 0; n < 3; n++) await make({ title: `Nummer ${n}` })
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listStandardTexts(database().db, { after, size: 2 })
    seen.push(...page.rows.map(({ id }) => id))
    if (!page.next) break
    after = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(seen.toSorted().reverse())
})

test('fields are filled in from the conversation; what is not known stops every reply until it is filled in', async () => {
  const subjectId = await addSubject({ approval: 'none' })
  const id = await make({
    nl: 'Beste {naam},\n\nOver {rubriek}: uiterlijk {uiterste datum}.\n{mijn naam}, {team}',
  })
  const { conversationId } = await ask({ body: 'Wanneer?' })
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, ann.by, 1), { subjectId, unitId: ann.unitId }),
  )
  const use = { conversationId, writer: { name: 'Noor', unit: 'Griffie' } }
  const text = await fillStandardText(database().db, id, use, letterhead)
  expect(text).toBe('Beste ⟨vul in: naam⟩,\n\nOver Wonen: uiterlijk 9 maart 2026.\nNoor, Klantcontact')
  const refusal = { kind: 'not-mandated', obstacle: { kind: 'open-field', missing: ['naam'] } }
  expect(await reply(turnOf(conversationId, ann.by, 2), text ?? '')).toEqual(refusal)
  expect(await inTransaction((tx) => askApproval(tx, turnOf(conversationId, ann.by, 2), text ?? ''))).toEqual(
    refusal,
  )
  const whole = (text ?? '').replace('⟨vul in: naam⟩', 'buren')
  expect(await reply(turnOf(conversationId, ann.by, 2), whole)).toMatchObject({ kind: 'sent' })
  await expectRowsToAddUp(database().db)
})
