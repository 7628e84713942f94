import { expect, test } from 'vitest'
import { keepUnsentTexts, type Person } from '#domains/people'
import { attachFile, ownerOfForm } from '#platform/blobs'
import { newId } from '#platform/db'
import { findLastProofs } from '#platform/retention'
import { hire, now, today } from '#stories'
import { findStored } from '#testing'
import { useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import {
  addNote,
  answerHolding,
  askApproval,
  classifyConversation,
  listConversationsOfPerson,
  placeOfConversation,
  readConversation,
} from '../index.ts'
import { expectRowsToAddUp, turnOf } from '../testing.ts'
import { makeYouth } from './privacy.fixture.ts'

const { ask, database, deliverAll, inTransaction, reply, take } = useMailDesk()

const mailbox = 'quixotiaan@zebrapad.example'
const everywhere: Person = { inputIds: [], mailbox }
const hireMaker = async () =>
  (await hire(database().db, { name: 'Noor', unit: 'Klantcontact', role: 'policy_maker' })).by

/** Two conversations of one person, by a form and by mail, with all that can be kept of one. */
async function tellMuch(by: string): Promise<string[]> {
  const files = newId()
  const file = { bytes: Buffer.from('quixotiaan op de foto'), type: 'application/pdf' } as const
  await inTransaction((tx) =>
    attachFile(tx, { owner: ownerOfForm(files), file, alternative: '', name: 'quixotiaan.pdf', now }),
  )
  const body = 'Ik ben Quixotiaan en ik heb schulden.'
  const { conversationId: id } = await ask({ body, name: 'Q. Quixotiaan', address: mailbox, files })
  await deliverAll()
  await reply(turnOf(id, by, 2), 'Beste heer Quixotiaan, wij bellen u.')
  await inTransaction((tx) => addNote(tx, turnOf(id, by, 4), 'Quixotiaan klonk moe.'))
  const raw = writeMail({
    from: `Quixotiaan <${mailbox}>`,
    subject: 'Quixotiaan vraagt',
    body: 'Quixotiaan hier.',
  })
  const mailed = (await take(raw))[0]?.conversation ?? ''
  await inTransaction((tx) => askApproval(tx, turnOf(mailed, by, 2), 'Dag Quixotiaan.'))
  const typed = { accountId: by, place: placeOfConversation(mailed), now }
  await inTransaction((tx) => keepUnsentTexts(tx, typed, { reply: 'Dag Quixo' }))
  return [id, mailed]
}

test('of a person nothing is left that tells who they are or what they said, but that they asked', async () => {
  const { db } = database()
  const by = await hireMaker()
  const other = await ask({ body: 'Een heel andere vraag van Zacharias.', name: 'Zacharias' })
  const ids = await tellMuch(by)
  const found = await listConversationsOfPerson(
    db,
    { inputIds: [], mailbox: mailbox.toUpperCase() },
    undefined,
  )
  expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  const held = await answerHolding.count(db, everywhere)
  expect(held).toMatchObject({
    ...{ conversation_entry: 5, conversation_contact: 2, input: 2, received_raw: 1, blob_use: 1 },
    ...{ mail_participant: 2, outgoing_mail: 3, unsent_text: 1 },
  })
  expect((await findStored(db, 'quixo')).length).toBeGreaterThan(12)
  const went = await inTransaction((tx) => answerHolding.erase(tx, everywhere, { by, now, today }))
  expect(went).toEqual(held)
  expect(await answerHolding.count(db, everywhere)).toEqual({})
  // Whoever is told what came of it is another room's to let go of.
  expect(await findStored(db, 'quixo')).toEqual(['public.notice_contact.address'])
  expect(await findStored(db, 'zacharias')).not.toEqual([])
  const proofs = await findLastProofs(db)
  expect([...proofs].map(([kind, { removed }]) => [kind, removed])).toEqual(
    expect.arrayContaining([
      ['conversation-contact', 2],
      ['conversation-file', 1],
      ['received-mail', 1],
    ]),
  )
  const page = await inTransaction((tx) => readConversation(tx, { id: ids[0] ?? '', by, now, today }))
  expect(page?.entries.map(({ kind, removal }) => [kind, removal?.reason])).toEqual([
    ['received', 'asked'],
    ['receipt', undefined],
    ['draft', 'asked'],
    ['sent', 'asked'],
    ['note', 'asked'],
    ['redacted', undefined],
  ])
  const kept = await inTransaction((tx) => readConversation(tx, { id: other.conversationId, by, now, today }))
  expect(kept?.contact.name).toBe('Zacharias')
  await expectRowsToAddUp(db)
})

test('erasing again finds nothing, and what waits for the mail server does not leave', async () => {
  const { db } = database()
  const by = await hireMaker()
  const { inputId } = await ask({ body: 'Wacht u nog?', address: 'wacht@elders.example' })
  const person = { inputIds: [inputId], mailbox: undefined }
  const erase = () => inTransaction((tx) => answerHolding.erase(tx, person, { by, now, today }))
  expect(await erase()).toMatchObject({ outgoing_mail: 1, conversation_entry: 1 })
  expect(await erase()).toEqual({})
  const waiting = db.selectFrom('outgoing_mail').select('id').where('recipient', '=', 'wacht@elders.example')
  expect(await waiting.execute()).toEqual([])
})

test('staff find the conversations of a person that they may read, and no sign of others', async () => {
  const { db } = database()
  const youth = await makeYouth(db)
  const address = 'ilse@elders.example'
  const [open, shut] = [
    await ask({ body: 'Over afval', address }),
    await ask({ body: 'Over mijn zoon', address }),
  ]
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(shut.conversationId, youth.wieke, 2), {
      subjectId: youth.subject,
      unitId: null,
    }),
  )
  const list = async (accountId: string) =>
    (await listConversationsOfPerson(db, { inputIds: [], mailbox: address }, { accountId, today })).map(
      ({ id }) => id,
    )
  expect(await list(youth.bob)).toEqual([open.conversationId])
  expect((await list(youth.wieke)).toSorted()).toEqual([open.conversationId, shut.conversationId].toSorted())
})

test('a copy for the person holds what was said, by whom it was read, and their files', async () => {
  const { db } = database()
  const by = await hireMaker()
  const ids = await tellMuch(by)
  await inTransaction((tx) => readConversation(tx, { id: ids[0] ?? '', by, now, today }))
  const { data, files } = await answerHolding.export(db, everywhere)
  const text = JSON.stringify(data)
  for (const said of ['ik heb schulden', 'wij bellen u', 'klonk moe', 'Quixotiaan hier'])
    expect(text).toContain(said)
  expect(text).toContain('"readBy":[{"day":"2026-03-02","action":"read","times":1}]')
  expect(text).not.toContain('Noor')
  expect(text).not.toContain('Dag Quixotiaan.')
  expect(files.map(({ path }) => path.replace(/^.*\./, '')).toSorted()).toEqual(['eml', 'pdf'])
})
