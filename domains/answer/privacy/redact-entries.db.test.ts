import { expect, test } from 'vitest'
import { keepUnsentTexts } from '#domains/people'
import { attachFile, ownerOfForm } from '#platform/blobs'
import { newId } from '#platform/db'
import { hire, now, today } from '#stories'
import { begin, findStored } from '#testing'
import { useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import {
  addNote,
  askApproval,
  continueConversation,
  findConversationOfInput,
  findRemovable,
  placeOfConversation,
  readConversation,
  redactEntries,
} from '../index.ts'
import { expectRowsToAddUp, turnOf } from '../testing.ts'

const { ask, database, deliverAll, inTransaction, reply, take } = useMailDesk()

const by = async () =>
  (await hire(database().db, { name: 'Wieke', unit: 'Klantcontact', role: 'policy_maker' })).by
const read = async (id: string, who: string) => {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: who, now, today }))
  if (!page) throw new Error('There is no such conversation.')
  return page
}
const redact = (id: string, who: string, seqs: number[], seen: number) =>
  inTransaction((tx) => redactEntries(tx, turnOf(id, who, seen), { seqs, reason: 'personal' }))

test('the words of a question go everywhere, and the conversation goes on as it was', async () => {
  const { db } = database()
  const wieke = await by()
  const body = 'Quixotiaan woont op nummer negen en drinkt.'
  const files = newId()
  const file = { bytes: Buffer.from('quixotiaan.pdf'), type: 'application/pdf' } as const
  await inTransaction((tx) =>
    attachFile(tx, { owner: ownerOfForm(files), file, alternative: '', name: 'quixotiaan.pdf', now }),
  )
  const asked = await ask({ body, address: 'buur@elders.example' })
  await inTransaction((tx) =>
    continueConversation(tx, { inputId: asked.inputId, body: 'Zie ook de foto.', files }, when),
  )
  const id = asked.conversationId
  await inTransaction((tx) =>
    keepUnsentTexts(
      tx,
      { accountId: wieke, place: placeOfConversation(id), now },
      { reply: `> ${body}\n\nDank u.`, note: 'Morgen bellen' },
    ),
  )
  await deliverAll()
  expect((await findStored(db, 'quixoti')).length).toBeGreaterThan(6)
  const before = await read(id, wieke)
  const seq = before.conversation.last_seq
  expect(await redact(id, wieke, [1, 3], seq)).toEqual({ kind: 'appended', seq: seq + 2 })
  const after = await read(id, wieke)
  expect(after.conversation).toEqual({
    ...before.conversation,
    last_seq: seq + 2,
    subject: 'Verwijderd bericht',
  })
  expect(after.entries[0]).toMatchObject({ body: null, removal: { at: now, reason: 'personal' } })
  expect(await findStored(db, 'quixoti')).toEqual([])
  const typed = await db.selectFrom('unsent_text').select('body').where('account_id', '=', wieke).execute()
  expect(typed).toEqual([{ body: 'Morgen bellen' }])
  const track = await findConversationOfInput(db, asked.inputId)
  expect(track?.entries[0]).toMatchObject({ body: '', removal: { reason: 'personal' } })
  expect(track?.shown).toBe(4)
  await expectRowsToAddUp(db)
})

const when = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const

test('a mail goes as it came, with each copy and its pictures; a reply that quotes it is pointed out', async () => {
  const { db } = database()
  const wieke = await by()
  const said = 'De sleutel van de wijkzebra ligt altijd onder de mat.'
  const first = writeMail({ id: 'zebra-1@elders.example', subject: 'Wijkzebra', body: said })
  const second = writeMail({
    refers: 'zebra-1@elders.example',
    subject: 'Re: Wijkzebra',
    body: `Nog iets.\n\n> ${said}`,
  })
  const id = (await take(first, second))[0]?.conversation ?? ''
  await db.deleteFrom('outgoing_mail').execute()
  const page = await read(id, wieke)
  const received = page.entries.filter(({ kind }) => kind === 'received').map(({ seq }) => seq)
  const found = await findRemovable(db, id, 1)
  expect(found?.repeatedIn.map(({ seq }) => seq)).toEqual(received.slice(1))
  await redact(id, wieke, received, page.conversation.last_seq)
  expect(await findStored(db, 'wijkzebra')).toEqual([])
  await expectRowsToAddUp(db)
})

test('an answer that is removed before it left does not leave; one that quotes what is removed leaves first', async () => {
  const { db } = database()
  const wieke = await by()
  const { conversationId: id } = await ask({ body: 'Wanneer komt u?', address: 'ilse@elders.example' })
  await deliverAll()
  await reply(turnOf(id, wieke, 2), 'Morgen, zei de okapi.')
  expect(await redact(id, wieke, [1], 4)).toEqual({ kind: 'mail-waits' })
  expect(await redact(id, wieke, [3], 4)).toEqual({ kind: 'appended', seq: 5 })
  expect(await findStored(db, 'okapi')).toEqual([])
  expect(await redact(id, wieke, [1], 5)).toEqual({ kind: 'appended', seq: 6 })
  const { entries } = await read(id, wieke)
  expect(entries.map(({ kind, removal }) => [kind, removal !== null])).toEqual([
    ['received', true],
    ['receipt', false],
    ['draft', true],
    ['sent', true],
    ['redacted', false],
    ['redacted', false],
  ])
})

test('a note is removed without a sign to whoever asked, once, and never under who has not read on', async () => {
  const { db } = database()
  const wieke = await by()
  const { conversationId: id, inputId } = await ask({ body: 'Wanneer?' })
  await inTransaction((tx) => addNote(tx, { ...turnOf(id, wieke, 1) }, 'Zijn vrouw is weg.'))
  const shown = (await findConversationOfInput(db, inputId))?.shown
  expect(await redact(id, wieke, [2], 1)).toMatchObject({ kind: 'changed' })
  const { end } = await inTransaction(async (tx) => {
    await redactEntries(tx, turnOf(id, wieke, 2), { seqs: [2], reason: 'mistake' })
    return begin(db, () => redact(id, wieke, [2], 3))
  })
  expect(await end).toEqual({ kind: 'nothing-to-remove' })
  expect((await findConversationOfInput(db, inputId))?.shown).toBe(shown)
  expect(await redact(id, wieke, [], 3)).toEqual({ kind: 'nothing-to-remove' })
  expect(await redact(id, wieke, [99], 3)).toEqual({ kind: 'nothing-to-remove' })
})

test('a draft that somebody decides on is taken back first', async () => {
  const wieke = await by()
  const { conversationId: id } = await ask({ body: 'Mag dit?' })
  await inTransaction((tx) => askApproval(tx, turnOf(id, wieke, 1), 'Ja.'))
  expect(await redact(id, wieke, [2], 2)).toEqual({ kind: 'draft-at-hand' })
})
