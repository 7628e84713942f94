import { expect, test } from 'vitest'
import { now, today } from '#stories'
import {
  countHelped,
  findConversationOfInput,
  type JudgeOutcome,
  judgeAnswer,
  readConversation,
  type StartedConversation,
  settleConversations,
} from '../index.ts'
import { expectRowsToAddUp, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, hire, inTransaction, reply } = useAnswerDesk()

function judge(
  { inputId }: Pick<StartedConversation, 'inputId'>,
  hasHelped: boolean,
  at = now,
): Promise<JudgeOutcome> {
  const how = { channel: 'web', timeZone: 'Europe/Amsterdam', now: at } as const
  return inTransaction((tx) => judgeAnswer(tx, { inputId, hasHelped }, how))
}

const canJudge = async ({ inputId }: StartedConversation) =>
  (await findConversationOfInput(database().db, inputId))?.canJudge

async function askAndAnswer(body: string) {
  const by = await hire('fatima')
  const asked = await ask({ body })
  expect(await judge(asked, false), 'nothing was answered yet').toEqual({ kind: 'nothing-to-judge' })
  await reply(turnOf(asked.conversationId, by, 1), 'Dat duurt nog even.')
  return { asked, by }
}

test('an answer that did not help comes back to a person, with a new day, once an answer', async () => {
  const { asked, by } = await askAndAnswer('Waar blijft mijn container?')
  expect(await canJudge(asked)).toBe(true)
  const later = new Date('2026-03-16T09:00:00Z')
  expect(await judge(asked, false, later)).toEqual({ kind: 'reopened' })
  expect(await judge(asked, false, later)).toEqual({ kind: 'nothing-to-judge' })
  const track = await findConversationOfInput(database().db, asked.inputId)
  expect(track).toMatchObject({ status: 'open', dueOn: '2026-03-23', canJudge: false })
  expect(track?.entries.map(({ kind }) => kind)).toEqual(['received', 'sent', 'unhelped'])
  await reply(turnOf(asked.conversationId, by, 4), 'Hij komt morgen.')
  expect(await judge(asked, true)).toEqual({ kind: 'helped' })
  expect(await judge(asked, false)).toEqual({ kind: 'nothing-to-judge' })
  expect(await findConversationOfInput(database().db, asked.inputId)).toMatchObject({ status: 'answered' })
  await expectRowsToAddUp(database().db)
})

test('of two who press at once one is counted', async () => {
  const { asked } = await askAndAnswer('Wie telt mij?')
  const outcomes = await Promise.all([judge(asked, false), judge(asked, true), judge(asked, false)])
  expect(outcomes.filter(({ kind }) => kind !== 'nothing-to-judge')).toHaveLength(1)
})

test('a public response can be of no help either', async () => {
  const by = await hire('fatima')
  const asked = await ask({ body: 'Komt er een zebrapad?' })
  await inTransaction((tx) => settleConversations(tx, [asked.inputId], { by, now, today: '2026-03-02' }))
  expect(await judge(asked, false)).toEqual({ kind: 'reopened' })
  const page = await inTransaction((tx) => readConversation(tx, { id: asked.conversationId, by, now, today }))
  expect(page?.entries.at(-1)).toMatchObject({ kind: 'received', by: null, unhelpedSeq: 2 })
})

test('how many were helped is told from ten people on, by month, and of nobody', async () => {
  const { db } = database()
  await db.deleteFrom('helped_month').execute()
  const row = (month: string, people: number, helped: number) =>
    db.insertInto('helped_month').values({ month, people, helped }).execute()
  await row('2025-03-01', 500, 0)
  await row('2025-04-01', 8, 6)
  const { asked } = await askAndAnswer('Ben ik de negende?')
  await judge(asked, true)
  expect(await countHelped(db, '2026-03-31')).toBeUndefined()
  const another = await askAndAnswer('Ben ik de tiende?')
  await judge(another.asked, false)
  expect(await countHelped(db, '2026-03-31')).toEqual({ people: 10, helped: 7 })
  expect(await countHelped(db, '2026-04-01')).toBeUndefined()
})

test('for whom somebody asks stands with who they are', async () => {
  const by = await hire('fatima')
  const { conversationId: id } = await ask({ body: 'Waar vraagt zij hulp aan?', onBehalfOf: 'mijn moeder' })
  const page = await inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  expect(page?.contact).toEqual({ name: null, address: null, onBehalfOf: 'mijn moeder', reach: null })
})
