import { expect, test } from 'vitest'
import { foundTown, hire as hireFor } from '#stories'
import { assignConversation, continueConversation, escalate } from '../index.ts'
import { letterhead, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, hire, inTransaction, reply } = useAnswerDesk()
const site = { url: 'https://praat.example', secret, timeZone: letterhead.timeZone }

const at = (text: string) => new Date(`${text}:00Z`)

/** Who was mailed since, and what. */
async function tellAt(moment: string): Promise<{ to: string; text: string }[]> {
  const { db } = database()
  const before = await db.selectFrom('outgoing_mail').select('id').execute()
  const told = await escalate(db, { site, now: at(moment) })
  const all = await db.selectFrom('outgoing_mail').select(['id', 'recipient', 'body_text']).execute()
  const fresh = all.filter(({ id }) => !before.some((one) => one.id === id))
  expect(fresh).toHaveLength(told)
  return fresh.map(({ recipient, body_text }) => ({ to: recipient, text: body_text }))
}

test('each level is told once, to one after the other; after an outage the highest alone, in one mail', async () => {
  const { db } = database()
  const boss = {
    name: 'dee',
    email: 'dee@voorbeeld.example',
    role: 'administrator',
    unit: 'Directie',
  } as const
  await hireFor(db, boss)
  await foundTown(db)
  const ann = await hire('ann')
  const first = await ask({ body: 'Geheim van Els' }, at('2026-03-02T10:00'))
  const take = { ...turnOf(first.conversationId, ann, 1), now: at('2026-03-02T11:00') }
  await inTransaction((tx) => assignConversation(tx, take, ann))
  expect(await tellAt('2026-03-05T10:00')).toEqual([])
  expect(await tellAt('2026-03-06T07:00')).toEqual([])
  const [soon] = await tellAt('2026-03-06T10:00')
  expect(soon?.to).toBe('ann@voorbeeld.example')
  expect(soon?.text).toContain(`https://praat.example/nl/desk/inbox/${first.conversationId}`)
  expect(soon?.text).not.toContain('Geheim')
  expect(await tellAt('2026-03-06T10:10')).toEqual([])
  const second = await ask({ body: 'En nog iets' }, at('2026-03-02T10:00'))
  const after = await tellAt('2026-03-12T10:00')
  expect(after.map(({ to }) => to)).toEqual(['dee@voorbeeld.example'])
  for (const { conversationId } of [first, second]) expect(after[0]?.text).toContain(conversationId)
  const levels = await db.selectFrom('escalation').select(['run', 'level']).orderBy('level').execute()
  expect(levels.map(({ level }) => level)).toEqual([1, 3, 3])
  await reply({ ...turnOf(first.conversationId, ann, 2), now: at('2026-03-02T12:00') }, 'Ja.')
  const again = { inputId: first.inputId, body: 'Toch niet' }
  const heard = { channel: 'web', timeZone: site.timeZone, now: at('2026-03-16T10:00') } as const
  await inTransaction((tx) => continueConversation(tx, again, heard))
  expect((await tellAt('2026-03-24T10:00')).map(({ to }) => to)).toEqual(['dee@voorbeeld.example'])
})

test('of two workers at once, one tells', async () => {
  const { db } = database()
  await ask({ body: 'Twee tegelijk' }, at('2026-03-02T10:00'))
  const both = await Promise.all([1, 2].map(() => escalate(db, { site, now: at('2026-03-26T10:00') })))
  expect(both.toSorted()).toEqual([0, 1])
})
