import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDialogue, today } from '#stories'
import { useTestDatabase } from '#testing'
import { isOpenForAnswers, openForAnswers, shareOpenDialogue } from './open-for-answers.ts'

const database = useTestDatabase()
const yesterday = '2026-03-01'
const tomorrow = '2026-03-03'

test('a dialogue is open while it and its dossier are, up to and including its last day', () => {
  const open = { dialogue: { state: 'open', closes_on: null }, dossier: { state: 'open' } } as const
  const lastDay = (closes_on: string) => ({ ...open, dialogue: { ...open.dialogue, closes_on } })
  expect(isOpenForAnswers(open, today)).toBe(true)
  expect(isOpenForAnswers(lastDay(tomorrow), today)).toBe(true)
  expect(isOpenForAnswers(lastDay(today), today)).toBe(true)
  expect(isOpenForAnswers(lastDay(yesterday), today)).toBe(false)
  for (const state of ['draft', 'closed'] as const) {
    expect(isOpenForAnswers({ ...open, dossier: { state } }, today)).toBe(false)
    expect(isOpenForAnswers({ ...open, dialogue: { state, closes_on: null } }, today)).toBe(false)
  }
})

test('the rule in SQL says of every dialogue what the rule in code says', async () => {
  const { db } = database()
  const { id, dossierId } = await makeOpenDialogue(db)
  for (const state of ['draft', 'importing', 'open', 'closed'] as const)
    for (const dossierState of ['draft', 'open', 'closed'] as const)
      for (const closes_on of [null, yesterday, today, tomorrow]) {
        const closed_at = dossierState === 'closed' ? new Date() : null
        await db.updateTable('dialogue').set({ state, closes_on }).where('id', '=', id).execute()
        await db
          .updateTable('dossier')
          .set({ state: dossierState, closed_at })
          .where('id', '=', dossierId)
          .execute()
        const asked = { dialogue: { state, closes_on }, dossier: { state: dossierState } }
        const isShared = await db.transaction().execute((tx) => shareOpenDialogue(tx, id, today))
        expect(isShared, JSON.stringify(asked)).toBe(isOpenForAnswers(asked, today))
      }
})

test('where there is no such dialogue, nothing is open', async () => {
  const { db } = database()
  const { rows } = await sql<{ is_open: boolean | null }>`
    select ${openForAnswers(sql`${today}`)} as is_open
    from (select 1) as one left join dialogue on false left join dossier on false`.execute(db)
  expect(rows).toEqual([{ is_open: false }])
})
