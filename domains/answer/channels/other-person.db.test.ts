import { expect, test } from 'vitest'
import { findConversationOfInput } from '../conversations/conversation.queries.ts'
import { listEntries } from '../conversations/entry.queries.ts'
import { answerHolding } from '../privacy/answer-holding.ts'
import { turnOf } from '../testing.ts'
import { only, replyTo, useMailDesk, writeMail } from './mail-desk.fixture.ts'

const { database, deliverAll, hire, mailbox, reply, take } = useMailDesk()

const entriesOf = (id: string) => listEntries(database().db, id)
const inputOf = async (id: string) =>
  (
    await database()
      .db.selectFrom('conversation')
      .select('input_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).input_id

/** Zoë asks with Ina in copy, and Ina writes to us alone. */
async function hearFromBoth(): Promise<string> {
  const id = `${crypto.randomUUID()}@elders.example`
  const to = `info@voorbeeld.example, "Bram" <bram@elders.example>, ${replyTo}`
  const first = writeMail({ id, to, more: ['Cc: Ina <INA@elders.example>, zoe@elders.example'] })
  const fate = only(await take(first))
  const from = 'Ina <ina@elders.example>'
  await take(writeMail({ from, refers: id, body: 'Tussen ons: Zoë is verhuisd.' }))
  return fate.conversation ?? ''
}

test('who else was in a mail is known without us and whoever wrote it', async () => {
  const [first] = await entriesOf(await hearFromBoth())
  expect(first?.mail?.others).toEqual([
    { name: 'Bram', address: 'bram@elders.example' },
    { name: 'Ina', address: 'ina@elders.example' },
  ])
})

test('what somebody else writes to us is not told to whoever asked: not on their page, nor in our reply, nor in a copy of what we keep', async () => {
  const id = await hearFromBoth()
  const mails = (await entriesOf(id)).filter(({ kind }) => kind === 'received')
  expect(mails.map(({ mail }) => mail?.isFromOther)).toEqual([false, true])
  const track = await findConversationOfInput(database().db, await inputOf(id))
  expect(track?.entries.map(({ kind }) => kind)).toEqual(['received', 'other'])
  const ann = await hire('ann')
  await reply(turnOf(id, ann, (await entriesOf(id)).length), 'Wij komen kijken.')
  await deliverAll()
  const sent = mailbox().received.findLast(({ text }) => text?.includes('Wij komen kijken.'))
  expect(sent?.text).toContain('ligt een tegel los')
  expect(sent?.text).not.toContain('verhuisd')
  const person = { inputIds: [await inputOf(id)], mailbox: undefined }
  const { data, files } = await answerHolding.export(database().db, person)
  expect(JSON.stringify(data)).not.toContain('verhuisd')
  expect(files).toHaveLength(1)
  const own = await answerHolding.export(database().db, { inputIds: [], mailbox: 'ina@elders.example' })
  expect(JSON.stringify(own.data)).toContain('verhuisd')
})

test('whoever asked is known by the address that they want answers at', async () => {
  const id = `${crypto.randomUUID()}@elders.example`
  const more = ['Reply-To: zoe-thuis@elders.example']
  const { conversation } = only(await take(writeMail({ id, more })))
  await take(writeMail({ from: 'zoe-thuis@elders.example', refers: id, body: 'Nog iets.' }))
  await take(writeMail({ refers: id, more, body: 'En nog iets.' }))
  const mails = (await entriesOf(conversation ?? '')).filter(({ kind }) => kind === 'received')
  expect(mails.map(({ mail }) => mail?.isFromOther)).toEqual([false, false, false])
})

test('what is let go of with a mail is whom it was sent to as well', async () => {
  const id = await hearFromBoth()
  const person = { inputIds: [await inputOf(id)], mailbox: undefined }
  const by = await hire('eva')
  const { now, today } = turnOf(id, by, 0)
  await database()
    .db.transaction()
    .execute((tx) => answerHolding.erase(tx, person, { by, now, today }))
  expect((await entriesOf(id)).flatMap(({ mail }) => mail?.others ?? [])).toEqual([])
})
