import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { closeDialogue, listResults, moderateStatement, proposeStatement } from '#domains/deliberate'
import { addStaffMember, addUnit } from '#domains/people'
import { closeDossier, findInput } from '#domains/register'
import { useTestDatabase } from '#testing'
import { makeOpenDialogue, now, today } from '../deliberate/testing.ts'
import {
  decideAppeal,
  listOpenAppeals,
  listRefusals,
  lodgeAppeal,
  requestRemoval,
  settleRemoval,
} from './index.ts'

const database = useTestDatabase()
const later = new Date('2026-03-05T09:00:00Z')

function inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return database().db.transaction().execute(work)
}

/** Another member of staff than who refuses. */
async function hireColleague(): Promise<string> {
  return inTransaction(async (tx) => {
    const unitId = await addUnit(tx, `Team ${crypto.randomUUID()}`, now)
    const email = `${crypto.randomUUID()}@voorbeeld.example`
    return (await addStaffMember(tx, { name: 'Samir', email, role: 'responder', unitId }, now)).accountId
  })
}

/** A dialogue in which a statement was refused, and everything to appeal against that. */
async function refuseOne() {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const proposed = await inTransaction((tx) =>
    proposeStatement(tx, {
      dialogueId: room.id,
      pseudonym: room.newPerson(),
      text: 'De wethouder moet naar het plein komen.',
      channel: 'web',
      now,
      today,
    }),
  )
  if (proposed.kind !== 'held') throw new Error(proposed.kind)
  const { number, inputId } = proposed
  const refuse = { kind: 'refuse', reason: 'insulting', explanation: 'Dit gaat over een persoon.' } as const
  await inTransaction((tx) =>
    moderateStatement(tx, { dialogueId: room.id, number }, refuse, { by: room.by, now }),
  )
  const lodge = () =>
    inTransaction((tx) => lodgeAppeal(tx, { inputId, words: 'Het is een gewoon verzoek.', now, today }))
  const findAppeal = async (reader: string) =>
    (await listOpenAppeals(db, { size: 100, reader })).rows.find((row) => row.dialogue.slug === room.slug)
  const decide = async (outcome: 'upheld' | 'overturned', by: string) => {
    const id = (await listRefusals(db, inputId)).at(-1)?.appeal?.id ?? ''
    return inTransaction((tx) => decideAppeal(tx, id, { outcome, explanation: 'Omdat.' }, { by, now: later }))
  }
  return { room, number, inputId, lodge, findAppeal, decide }
}

test('an author asks once for a second look, also when many requests come at once', async () => {
  const { lodge, inputId } = await refuseOne()
  const outcomes = await Promise.all(Array.from({ length: 6 }, lodge))
  expect(outcomes.filter((outcome) => outcome.kind === 'lodged')).toEqual([
    { kind: 'lodged', dueOn: '2026-03-16' },
  ])
  expect(outcomes.filter((outcome) => outcome.kind === 'already-lodged')).toHaveLength(5)
  expect(await listRefusals(database().db, inputId)).toMatchObject([
    {
      reason: 'insulting',
      appeal: { words: 'Het is een gewoon verzoek.', dueOn: '2026-03-16', decided: null },
    },
  ])
})

test('what is not refused, or unknown, cannot be appealed against', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { moderation: 'light' })
  const proposed = await inTransaction((tx) =>
    proposeStatement(tx, {
      dialogueId: room.id,
      pseudonym: room.newPerson(),
      text: 'Er komt een fontein.',
      channel: 'web',
      now,
      today,
    }),
  )
  if (proposed.kind !== 'published') throw new Error(proposed.kind)
  for (const inputId of [proposed.inputId, crypto.randomUUID()])
    expect(await inTransaction((tx) => lodgeAppeal(tx, { inputId, words: 'Toch.', now, today }))).toEqual({
      kind: 'not-refused',
    })
})

test('who refused cannot take the second look: not by the desk, and not past it', async () => {
  const { db } = database()
  const { room, lodge, findAppeal, decide } = await refuseOne()
  await lodge()
  expect(await findAppeal(room.by)).toMatchObject({ isOwn: true, dueOn: '2026-03-16', refusedBy: 'Noor' })
  expect(await decide('overturned', room.by)).toEqual({ kind: 'own-decision' })
  const { id } = (await findAppeal(room.by)) ?? { id: '' }
  const past = db
    .updateTable('statement_appeal')
    .set({ outcome: 'upheld', explanation: 'Ik.', decided_by: room.by, decided_at: now })
    .where('id', '=', id)
    .execute()
  await expect(past).rejects.toThrow(/check constraint/)
  const asSomebodyElse = db
    .updateTable('statement_appeal')
    .set({ refused_by: await hireColleague() })
    .where('id', '=', id)
    .execute()
  await expect(asSomebodyElse).rejects.toThrow(/foreign key/)
})

test('a second look that overturns publishes the statement and its input again', async () => {
  const { db } = database()
  const { room, number, inputId, lodge, findAppeal, decide } = await refuseOne()
  await lodge()
  const colleague = await hireColleague()
  const outcomes = await Promise.all([decide('overturned', colleague), decide('overturned', colleague)])
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-decided', 'overturned'])
  expect((await listResults(db, room.id)).map((result) => result.number)).toContain(number)
  expect(await findInput(db, inputId)).toMatchObject({ state: 'published', published_at: later })
  expect(await findAppeal(colleague)).toBeUndefined()
  expect(await lodge()).toEqual({ kind: 'not-refused' })
})

test('a second look that upholds leaves all as it was, and there is no third', async () => {
  const { db } = database()
  const { inputId, lodge, decide } = await refuseOne()
  await lodge()
  expect(await decide('upheld', await hireColleague())).toEqual({ kind: 'upheld' })
  expect((await findInput(db, inputId))?.state).toBe('refused')
  expect(await listRefusals(db, inputId)).toMatchObject([
    { appeal: { decided: { outcome: 'upheld', explanation: 'Omdat.', at: later } } },
  ])
  expect(await lodge()).toEqual({ kind: 'already-lodged' })
})

test('overturned in a dossier that is closed meanwhile, the input counts as answered', async () => {
  const { db } = database()
  const { room, inputId, lodge, decide } = await refuseOne()
  await lodge()
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await inTransaction((tx) => closeDossier(tx, room.dossierId, now))).toEqual({ kind: 'closed' })
  await decide('overturned', await hireColleague())
  expect(await findInput(db, inputId)).toMatchObject({ state: 'published', answered_at: later })
})

test('what is published is removed by two people, once, and neither takes the second look', async () => {
  const { db } = database()
  const { room, number, inputId, lodge, decide } = await refuseOne()
  await lodge()
  const [asker, second] = [await hireColleague(), await hireColleague()]
  await decide('overturned', asker)
  const key = { dialogueId: room.id, number }
  const why = { reason: 'insulting', explanation: 'Toch niet.' } as const
  const request = () => inTransaction((tx) => requestRemoval(tx, key, why, { by: asker, now }))
  const outcomes = await Promise.all([request(), request()])
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-requested', 'requested'])
  const settle = (outcome: 'confirmed' | 'rejected', by: string) =>
    inTransaction((tx) => settleRemoval(tx, key, outcome, { by, now }))
  expect(await settle('confirmed', asker)).toEqual({ kind: 'own-request' })
  expect((await findInput(db, inputId))?.state).toBe('published')
  const alone = db
    .updateTable('statement_removal')
    .set({ outcome: 'confirmed', settled_by: asker, settled_at: now })
    .where('dialogue_id', '=', room.id)
    .execute()
  await expect(alone).rejects.toThrow(/check constraint/)
  const settled = await Promise.all([settle('confirmed', second), settle('confirmed', second)])
  expect(settled.map((outcome) => outcome.kind).sort()).toEqual(['not-found', 'removed'])
  expect((await findInput(db, inputId))?.state).toBe('refused')
  expect((await lodge()).kind).toBe('lodged')
  for (const by of [asker, second]) expect(await decide('overturned', by)).toEqual({ kind: 'own-decision' })
  expect((await request()).kind).toBe('not-public')
})
