import { expect, test } from 'vitest'
import { findInput } from '#domains/register'
import { now, today } from '#stories'
import { addNote, findConversationOfInput, listInbox, readConversation, sendReply } from '../index.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, deliverAll, hire, inTransaction, mailbox, openSomeDossier, reply } = useAnswerDesk()

test('a reply arrives by mail as an answer to the receipt, with the question below it, and on the claim page', async () => {
  const by = await hire('fatima')
  const address = 'lezer@elders.example'
  const started = await ask({ body: 'Mag ik parkeren op het plein?\nIk woon er.', address })
  await deliverAll()
  const sent = await reply(turnOf(started.conversationId, by, 2), 'Ja, dat mag.')
  expect(sent).toEqual({ kind: 'sent', seq: 4, mailed: true })
  await deliverAll()

  const [receipt, answer] = mailbox().received.filter((mail) => mail.envelopeTo.includes(address))
  expect(answer?.inReplyTo).toBe(receipt?.messageId)
  expect(answer?.references).toBe(receipt?.messageId)
  expect(answer?.subject).toBe('Re: Mag ik parkeren op het plein?')
  expect(answer?.text).toMatch(/^Ja, dat mag\./)
  expect(answer?.text).toContain('> Mag ik parkeren op het plein?\n> Ik woon er.')
  expect(answer?.text).toContain('https://praat.example/nl/my-input')
  expect(answer?.headers.some((header) => header.key === 'auto-submitted')).toBe(false)

  const { db } = database()
  const track = await findConversationOfInput(db, started.inputId)
  expect(track).toMatchObject({
    status: 'answered',
    entries: [{ kind: 'received' }, { kind: 'sent', body: 'Ja, dat mag.', mail: 'sent' }],
  })
  expect((await findInput(db, started.inputId))?.answered_at).toEqual(now)
})

test('somebody without an address is answered on the claim page only', async () => {
  const by = await hire('fatima')
  const started = await ask({ body: 'Dank voor het zebrapad' })
  expect(started.answerByMail).toBe(false)
  const { db } = database()
  const mails = () => db.selectFrom('outgoing_mail').select('id').execute()
  const before = (await mails()).length
  expect(await reply(turnOf(started.conversationId, by, 1), 'Fijn om te horen.')).toEqual({
    kind: 'sent',
    seq: 3,
    mailed: false,
  })
  expect((await mails()).length).toBe(before)
  const track = await findConversationOfInput(db, started.inputId)
  expect(track?.entries).toMatchObject([{}, { kind: 'sent', body: 'Fijn om te horen.', mail: 'none' }])
})

test('of people who send at once one does, and the others are told what was sent', async () => {
  const staff = await Promise.all(['ann', 'bob', 'cas', 'dee', 'eva'].map(hire))
  const address = 'een-antwoord@elders.example'
  const started = await ask({ body: 'Wie mag er eerst?', address })
  const outcomes = await Promise.all(
    staff.map((by, at) => reply(turnOf(started.conversationId, by, 2), `Antwoord ${at}`)),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'sent')).toHaveLength(1)
  const told = outcomes.filter((outcome) => outcome.kind === 'changed')
  expect(told).toHaveLength(4)
  const winner = outcomes.findIndex((outcome) => outcome.kind === 'sent')
  for (const outcome of told)
    expect(outcome.newer).toMatchObject([{ kind: 'draft' }, { kind: 'sent', body: `Antwoord ${winner}` }])
  await deliverAll()
  expect(
    mailbox().received.filter((mail) => mail.envelopeTo.includes(address) && mail.text?.includes('Antwoord')),
  ).toHaveLength(1)
})

test('a note that the writer has not read stops a reply', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const { conversationId } = await ask({ body: 'Krijg ik mijn geld terug?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by: bob, now, today }, 'Wacht op Juridisch.'))
  expect(await reply(turnOf(conversationId, ann, 1), 'Ja hoor.')).toMatchObject({
    kind: 'changed',
    newer: [{ kind: 'note', body: 'Wacht op Juridisch.', by: 'bob' }],
  })
})

test('nothing is sent without its entry, and nothing is entered without its mail', async () => {
  const by = await hire('fatima')
  const started = await ask({ body: 'Wat als het misgaat?', address: 'mis@elders.example' })
  const { db } = database()
  const mails = () => db.selectFrom('outgoing_mail').select('id').orderBy('id').execute()
  const before = await mails()
  await expect(
    inTransaction(async (tx) => {
      const turn = turnOf(started.conversationId, by, 2)
      await sendReply(tx, turn, { body: 'Half', answersInput: true }, letterhead)
      throw new Error('the power went out')
    }),
  ).rejects.toThrow('the power went out')
  expect(await mails()).toEqual(before)
  const track = await findConversationOfInput(db, started.inputId)
  expect(track).toMatchObject({ status: 'open', entries: [{ kind: 'received' }] })
  const unentered = await db
    .selectFrom('outgoing_mail')
    .leftJoin('conversation_entry as entry', 'entry.mail_id', 'outgoing_mail.id')
    .select('outgoing_mail.id')
    .where('entry.seq', 'is', null)
    .execute()
  expect(unentered).toEqual([])
})

test('the database itself refuses a reply without a draft, or a second one of the same draft', async () => {
  const by = await hire('fatima')
  const { conversationId } = await ask({ body: 'Houdt de database dat tegen?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by, now, today }, 'Een notitie is geen concept.'))
  const insertSent = (seq: number, draftSeq: number) =>
    database()
      .db.insertInto('conversation_entry')
      .values({
        conversation_id: conversationId,
        seq,
        kind: 'sent',
        at: now,
        by_account: by,
        draft_seq: draftSeq,
        mandated_on: today,
      })
      .execute()
  await expect(insertSent(3, 2)).rejects.toThrow(/foreign key/)
  await reply(turnOf(conversationId, by, 2), 'Ja.')
  await expect(insertSent(5, 3)).rejects.toThrow(/draft-replaced/)
})

test('a mail server that is down delays mail and fails nothing', async () => {
  const by = await hire('fatima')
  const address = 'later@elders.example'
  const started = await ask({ body: 'Komt dit later aan?', address })
  await reply(turnOf(started.conversationId, by, 2), 'Ja, later.')
  await deliverAll('smtp://127.0.0.1:1')
  const opened = await inTransaction((tx) =>
    readConversation(tx, { id: started.conversationId, by, now, today }),
  )
  expect(opened?.entries.at(-1)?.delivery).toMatchObject({
    state: 'waiting',
    lastError: expect.stringContaining('ECONNREFUSED'),
  })
  await deliverAll()
  expect(mailbox().received.filter((mail) => mail.envelopeTo.includes(address))).toHaveLength(2)
})

test('a refused address shows to staff until somebody has done something about it', async () => {
  const by = await hire('fatima')
  const viewer = { accountId: by, today: '2026-03-02' }
  const { conversationId } = await ask({ body: 'Bestaat dit adres?', address: 'weg@elders.example' })
  mailbox().refuseWith(550)
  await deliverAll()
  mailbox().refuseWith(undefined)
  const list = () =>
    listInbox(database().db, { filter: 'undelivered', order: 'newest', viewer }, { size: 10 })
  expect((await list()).rows).toMatchObject([{ id: conversationId }])
  const opened = await inTransaction((tx) => readConversation(tx, { id: conversationId, by, now, today }))
  expect(opened?.entries[1]).toMatchObject({ kind: 'receipt', delivery: { state: 'refused' } })
  await inTransaction((tx) => addNote(tx, { conversationId, by, now, today }, 'Gebeld, adres klopt niet.'))
  expect((await list()).rows).toEqual([])
})

test('a question asked on a dossier is its input, and a reply answers it there only when staff say so', async () => {
  const by = await hire('fatima')
  const dossier = await openSomeDossier('Hoe wordt de straat veiliger?')
  const { db } = database()
  const first = await ask({ body: 'Komt er een drempel?', dossier: dossier.slug })
  const second = await ask({ body: 'En een zebrapad?', dossier: dossier.slug })
  await reply(turnOf(first.conversationId, by, 1), 'Dat nemen wij mee.', false)
  await reply(turnOf(second.conversationId, by, 1), 'Ja, in mei.', true)
  expect(await findInput(db, first.inputId)).toMatchObject({ dossier_id: dossier.id, answered_at: null })
  expect(await findInput(db, second.inputId)).toMatchObject({ dossier_id: dossier.id, answered_at: now })
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
