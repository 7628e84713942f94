import { expect, test } from 'vitest'
import { findInput, findInputByClaimCode } from '#domains/register'
import { now, today } from '#stories'
import {
  filingSchema,
  findConversationOfInput,
  readConversation,
  type TakenDown,
  takeDown,
  takenDownSchema,
} from '../index.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { expectRowsToAddUp, letterhead, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { addMandate, addSubject, database, hire, inTransaction, reply } = useAnswerDesk()

async function write(
  taken: Partial<Record<keyof TakenDown, string>>,
  mayMail = true,
  writer?: string,
  filed: Record<string, string> = {},
) {
  const by = writer ?? (await hire('fatima'))
  const said = takenDownSchema.parse({ channel: 'phone', body: 'De lantaarn is stuk.', ...taken })
  const how = { language: 'nl', secret, letterhead, by, now, mayMail: async () => mayMail } as const
  const started = await inTransaction((tx) =>
    takeDown(tx, { ...said, filing: filingSchema.parse(filed) }, how),
  )
  const { conversationId: id } = started
  const page = await inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  if (!page) throw new Error('It was not written down.')
  return { ...started, by, page }
}

const mailsTo = (recipient: string) =>
  database().db.selectFrom('outgoing_mail').select('id').where('recipient', '=', recipient).execute()

test('who called has a code and a day, and the desk knows by whom it was written down and how to reach them', async () => {
  const { db } = database()
  const { inputId, code, dueOn, answered, page } = await write({ name: 'Dhr. Bos', reach: '06-1234 5678' })
  expect([dueOn, answered, await findInputByClaimCode(db, code, secret)]).toEqual([
    '2026-03-09',
    'later',
    inputId,
  ])
  expect(await findInput(db, inputId)).toMatchObject({ channel: 'phone', is_public: false })
  expect(page.contact).toEqual({ name: 'Dhr. Bos', address: null, onBehalfOf: null, reach: '06-1234 5678' })
  expect(page.entries).toMatchObject([{ kind: 'received', channel: 'phone', by: 'fatima' }])
})

test('what was answered there and then closes it, can be read with the code, and leaves by no mail', async () => {
  const reach = 'Jan <jan@elders.example>'
  const { inputId, answered, page } = await write({
    channel: 'desk',
    reach,
    answer: 'Morgen maken wij hem.',
  })
  expect([answered, page.conversation.status, page.inputAnswered]).toEqual(['at-once', 'answered', true])
  const track = await findConversationOfInput(database().db, inputId)
  expect(track?.entries).toMatchObject([
    { kind: 'received' },
    { body: 'Morgen maken wij hem.', mail: 'none' },
  ])
  expect(page.contact).toMatchObject({ address: 'jan@elders.example', reach: null })
  expect(await mailsTo('jan@elders.example')).toEqual([])
  await expectRowsToAddUp(database().db)
})

test('who gave an address for mail gets the code and the answer there, unless that mailbox had too many', async () => {
  const { conversationId, by, page } = await write({ reach: 'els@elders.example' })
  expect(await mailsTo('els@elders.example')).toHaveLength(1)
  await reply(turnOf(conversationId, by, page.conversation.last_seq), 'Hij brandt weer.')
  expect(await mailsTo('els@elders.example')).toHaveLength(2)
  await write({ reach: 'vol@elders.example' }, false)
  expect(await mailsTo('vol@elders.example')).toEqual([])
})

test('who may not answer by themselves keeps what they said as a note, and it stays open', async () => {
  const trainee = await hire('trainee')
  await addMandate({ approval: 'forbidden', account_id: trainee })
  const { answered, page } = await write({ answer: 'Dat mag.' }, true, trainee)
  expect([answered, page.conversation.status]).toEqual(['noted', 'open'])
  expect(page.entries.at(-1)).toMatchObject({ kind: 'note', by: 'trainee', body: 'Dat mag.' })
})

test('nobody has to say who they are', async () => {
  const { db } = database()
  const { conversationId } = await write({
    channel: 'paper',
    name: '',
    reach: ' ',
    onBehalfOf: '',
    answer: '',
  })
  const contact = db.selectFrom('conversation_contact').where('conversation_id', '=', conversationId)
  expect(await contact.selectAll().execute()).toEqual([])
})

test.each([
  [{ body: ' ' }, 'body', 'missing'],
  [{ channel: 'web' }, 'channel', 'missing'],
  [{ channel: undefined }, 'channel', 'missing'],
  [{ answer: 'a'.repeat(10_001) }, 'answer', 'too-long'],
  [{ reach: 'ф'.repeat(301) }, 'reach', 'too-long'],
])('%j is refused', (change, field, problem) => {
  const outcome = takenDownSchema.safeParse({ channel: 'desk', body: 'Hallo', ...change })
  expect(outcome.error?.issues).toMatchObject([{ path: [field], message: problem }])
})

test('subject, a day that was promised and a task are said along with it, and the caller is told that day', async () => {
  const subject = await addSubject()
  const bea = await hire('bea')
  const task = { to: `staff:${bea}`, question: 'Wil jij terugbellen?', dueOn: '2026-03-03' }
  const { dueOn, page } = await write({}, true, undefined, { subject, promisedOn: '2026-03-05', ...task })
  expect(dueOn).toBe('2026-03-05')
  expect(page.conversation).toMatchObject({ subject_id: subject, due_on: '2026-03-05' })
  expect(page.entries.map(({ kind }) => kind)).toEqual(['received', 'task', 'classified'])
  await expectRowsToAddUp(database().db)
})

test('what is filed under a subject of others is theirs alone from then on, with what the caller was told as a note', async () => {
  const { subject, bob, wieke } = await makeYouth(database().db)
  const said = takenDownSchema.parse({
    channel: 'phone',
    body: 'Het gaat over mijn zoon.',
    answer: 'Wij bellen.',
  })
  const how = { language: 'nl', secret, letterhead, by: bob, now, mayMail: async () => false } as const
  const filing = filingSchema.parse({ subject })
  const { conversationId: id, answered } = await inTransaction((tx) => takeDown(tx, { ...said, filing }, how))
  const read = (by: string) => inTransaction((tx) => readConversation(tx, { id, by, now, today }))
  expect([answered, await read(bob)]).toEqual(['noted', undefined])
  expect((await read(wieke))?.entries.map(({ kind }) => kind)).toEqual(['received', 'note', 'classified'])
})
