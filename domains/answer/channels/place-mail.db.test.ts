import { expect, test } from 'vitest'
import { sealThread } from '#domains/letters'
import { findInput } from '#domains/register'
import { now, today } from '#stories'
import { listEntries } from '../conversations/entry.queries.ts'
import { readConversation } from '../index.ts'
import { expectRowsToAddUp, secret, turnOf } from '../testing.ts'
import { only, replyTo, useMailDesk, writeMail } from './mail-desk.fixture.ts'

const desk = useMailDesk()
const { ask, database, deliverAll, hire, inTransaction, mailbox, reply, take } = desk

const conversations = () => database().db.selectFrom('conversation').selectAll().orderBy('id').execute()
const entriesOf = (id: string | null) => listEntries(database().db, id ?? '')
const ties = () => database().db.selectFrom('conversation_tie').selectAll().execute()

test('a mail begins a conversation with its input, its sender and its subject, and is answered with a receipt', async () => {
  const fate = only(
    await take(
      writeMail({ subject: 'Re: [2] Losse tegel', id: 'vraag@elders.example', body: 'De tegel ligt los.' }),
    ),
  )
  const row = only(await conversations())
  expect(fate).toMatchObject({ state: 'understood', conversation: row.id, seq: 1 })
  expect(row).toMatchObject({
    subject: '[2] Losse tegel',
    language: 'nl',
    status: 'open',
    received_at: now,
    last_seq: 2,
  })
  expect(await findInput(database().db, row.input_id)).toMatchObject({
    channel: 'mail',
    dossier_id: null,
    body: 'De tegel ligt los.',
  })
  const by = await hire('ann')
  const page = await inTransaction((tx) => readConversation(tx, { id: row.id, by, now, today }))
  expect(page?.contact).toMatchObject({ name: 'Zoë', address: 'zoe@elders.example' })
  expect(page?.entries).toMatchObject([
    {
      kind: 'received',
      channel: 'mail',
      body: 'De tegel ligt los.',
      mail: { from: { address: 'zoe@elders.example' }, isKept: true },
    },
    { kind: 'receipt', delivery: { state: 'waiting' } },
  ])
  await deliverAll()
  const receipt = await mailbox().waitFor((mail) => mail.envelopeTo.includes('zoe@elders.example'))
  expect(receipt.envelopeFrom).toBe('')
  expect(receipt.inReplyTo).toBe('<vraag@elders.example>')
  expect(receipt.replyTo?.[0]?.address).toBe(`antwoord+${sealThread(row.id, secret)}@voorbeeld.example`)
})

test('a whole dialogue by mail is one conversation: question, reply, and the answer to it', async () => {
  const by = await hire('ann')
  const question = only(
    await take(writeMail({ id: 'een@elders.example', from: 'jan@elders.example', subject: 'Lamp stuk' })),
  )
  const conversationId = question.conversation ?? ''
  expect(await reply(turnOf(conversationId, by, 2), 'Welke lamp?')).toMatchObject({
    kind: 'sent',
    mailed: true,
  })
  await deliverAll()
  const sent = await mailbox().waitFor(
    (mail) => mail.envelopeTo.includes('jan@elders.example') && Boolean(mail.text?.includes('Welke lamp?')),
  )
  expect(sent).toMatchObject({ subject: 'Re: Lamp stuk', inReplyTo: '<een@elders.example>' })
  expect(sent.references).toMatch(/^<een@elders\.example> <.+@praat\.example>$/)
  const id = sent.messageId?.replace(/[<>]/g, '') ?? ''
  const answer = only(
    await take(
      writeMail({
        from: 'Jan <JAN@elders.example>',
        refers: id,
        subject: 'Re: Lamp stuk',
        body: 'Die bij de school.\n\nOp 2 maart schreef u:\n> Welke lamp?',
      }),
    ),
  )
  expect(answer).toMatchObject({ conversation: conversationId, seq: 5 })
  expect((await entriesOf(conversationId)).at(-1)).toMatchObject({
    kind: 'received',
    body: expect.stringContaining('> Welke lamp?'),
  })
  expect((await conversations()).find(({ id: one }) => one === conversationId)?.status).toBe('open')
})

test('who answers to the address of a conversation is in it, from whichever mailbox they write', async () => {
  const { conversationId } = await ask({ body: 'Mag ik hier parkeren?', address: 'eva@elders.example' })
  const to = `ANTWOORD+${sealThread(conversationId, secret).toUpperCase()}@voorbeeld.example`
  const fate = only(await take(writeMail({ from: 'eva@werk.example', to, subject: 'Re: parkeren' })))
  expect(fate).toMatchObject({ conversation: conversationId, seq: 3 })
  const forged = to.replace(/.@/, (end) => (end === 'A@' ? 'B@' : 'A@'))
  expect(only(await take(writeMail({ from: 'eva@werk.example', to: forged }))).conversation).not.toBe(
    conversationId,
  )
})

test('who asked by the form and answers our mail from the same address is in that conversation', async () => {
  const { conversationId } = await ask({ body: 'Wanneer komt de markt?', address: 'Piet.Jansen@gmail.com' })
  const id = `${sealThread(conversationId, secret)}.abc@praat.example`
  expect(only(await take(writeMail({ from: 'pietjansen+x@googlemail.com', refers: id })))).toMatchObject({
    conversation: conversationId,
  })
})

test('a stranger who quotes a reference of others starts a conversation of their own, which staff see possibly belongs there', async () => {
  const [theirs] = await take(writeMail({ id: 'geheim@elders.example', from: 'ina@elders.example' }))
  const stranger = only(
    await take(writeMail({ from: 'vreemd@overal.example', refers: 'geheim@elders.example' })),
  )
  expect(stranger.conversation).not.toBe(theirs?.conversation)
  expect(stranger).toMatchObject({ state: 'understood', seq: 1 })
  expect(await ties()).toMatchObject([
    { conversation_id: stranger.conversation, other_id: theirs?.conversation, state: 'possibly' },
  ])
  const { conversationId } = await ask({ body: 'Iets anders', address: 'iemand@elders.example' })
  const quoted = `${sealThread(conversationId, secret)}.x@praat.example`
  expect(
    only(await take(writeMail({ from: 'vreemd@overal.example', refers: quoted }))).conversation,
  ).not.toBe(conversationId)
})

test('whoever was written to along with us takes part', async () => {
  const [first] = await take(
    writeMail({
      id: 'cc@elders.example',
      from: 'ab@elders.example',
      to: 'info@voorbeeld.example, buur@elders.example',
    }),
  )
  const [answer] = await take(
    writeMail({ from: 'Buur@elders.example', refers: 'cc@elders.example', subject: 'Ook bij ons' }),
  )
  expect(answer).toMatchObject({ conversation: first?.conversation })
})

test('an answer that comes before what it answers waits for it, and is joined by it', async () => {
  const late = {
    id: 'laat@elders.example',
    from: 'bea@elders.example',
    date: new Date(now.getTime() - 3_600_000),
  }
  const [answer] = await take(writeMail({ from: 'bea@elders.example', refers: late.id }))
  const [question] = await take(writeMail(late))
  expect(question).toMatchObject({ conversation: answer?.conversation })
  const row = (await conversations()).find(({ id }) => id === answer?.conversation)
  expect(row?.received_at).toEqual(now)
})

test('parent and child in one batch are one conversation, whichever comes first', async () => {
  const [child, parent, grandchild] = await take(
    writeMail({ id: 'k@elders.example', from: 'kai@elders.example', refers: 'o@elders.example' }),
    writeMail({ id: 'o@elders.example', from: 'kai@elders.example' }),
    writeMail({ from: 'kai@elders.example', refers: 'k@elders.example' }),
  )
  expect(new Set([child?.conversation, parent?.conversation, grandchild?.conversation]).size).toBe(1)
  expect(new Set([child?.seq, parent?.seq, grandchild?.seq])).toEqual(new Set([1, 2, 3]))
})

test('two conversations are never joined by a mail that refers to both', async () => {
  const [one] = await take(writeMail({ id: 'a1@elders.example', from: 'ot@elders.example' }))
  const [two] = await take(writeMail({ id: 'a2@elders.example', from: 'ot@elders.example' }))
  const [both] = await take(
    writeMail({ from: 'ot@elders.example', more: ['References: <a1@elders.example> <a2@elders.example>'] }),
  )
  expect(both?.conversation).toBe(two?.conversation)
  expect(one?.conversation).not.toBe(two?.conversation)
  expect(await ties()).toContainEqual(
    expect.objectContaining({ conversation_id: two?.conversation, other_id: one?.conversation }),
  )
})

test('two different mails with one Message-ID are both kept, and the same mail twice is one', async () => {
  const mail = writeMail({ id: 'dubbel@elders.example', body: 'Eerste' })
  const other = writeMail({ id: 'dubbel@elders.example', body: 'Tweede' })
  const relayed = Buffer.concat([Buffer.from('Received: from elders by voorbeeld; now\r\n'), mail])
  const stored = await desk.store('info@voorbeeld.example', mail, other, relayed, mail)
  expect(stored).toMatchObject({ duplicates: 2 })
  expect(stored.ids).toHaveLength(2)
})

test('one mail to three of our addresses is one conversation with three arrivals and one receipt', async () => {
  const mail = writeMail({
    to: 'info@voorbeeld.example, groen@voorbeeld.example, college@voorbeeld.example',
    from: 'drie@elders.example',
  })
  const ids: string[] = []
  for (const channel of ['info@voorbeeld.example', 'groen@voorbeeld.example', 'college@voorbeeld.example'])
    ids.push(
      ...(await desk.store(channel, Buffer.concat([Buffer.from(`Delivered-To: ${channel}\r\n`), mail]))).ids,
    )
  await take()
  const fates = await desk.fatesOf(ids)
  expect(fates.map(({ state }) => state)).toEqual(['understood', 'duplicate', 'duplicate'])
  expect(new Set(fates.map(({ conversation }) => conversation)).size).toBe(1)
  const entries = await entriesOf(fates[0]?.conversation ?? null)
  expect(entries.map(({ kind }) => kind)).toEqual(['received', 'receipt'])
  expect(entries[0]?.mail?.channels).toEqual([
    'college@voorbeeld.example',
    'groen@voorbeeld.example',
    'info@voorbeeld.example',
  ])
})

test('a copy to another address within one channel is remembered on the same mail', async () => {
  const mail = writeMail({})
  const to = (address: string) => ({ raw: mail, envelope: { from: 'zoe@elders.example', to: [address] } })
  const { ids } = await desk.store('info@voorbeeld.example', to('info@voorbeeld.example'))
  expect(await desk.store('info@voorbeeld.example', to('balie@voorbeeld.example'))).toEqual({
    ids: [],
    duplicates: 1,
  })
  const row = await database()
    .db.selectFrom('received_raw')
    .select('envelope_to')
    .where('id', '=', only(ids))
    .executeTakeFirst()
  expect(row?.envelope_to).toEqual(['balie@voorbeeld.example', 'info@voorbeeld.example'])
})

test('mail to ourselves is heard, and writes to nobody', async () => {
  const [self] = await take(writeMail({ from: 'post@voorbeeld.example', to: 'post@voorbeeld.example' }))
  const [loop] = await take(writeMail({ from: replyTo }))
  for (const fate of [self, loop])
    expect((await entriesOf(fate?.conversation ?? null)).map(({ kind }) => kind)).toEqual(['received'])
})

test('a reply that one of us wrote outside of here is in the conversation, and does not open it again', async () => {
  const by = await hire('ann')
  const [first] = await take(writeMail({ id: 'buiten@elders.example', from: 'bo@elders.example' }))
  await reply(turnOf(first?.conversation ?? '', by, 2), 'Ja.')
  const [ours] = await take(
    writeMail({ from: 'post@voorbeeld.example', to: 'bo@elders.example', refers: 'buiten@elders.example' }),
  )
  expect(ours).toMatchObject({ conversation: first?.conversation, seq: 5 })
  expect((await conversations()).find(({ id }) => id === first?.conversation)?.status).toBe('answered')
})

test('mail that says nothing, or lacks what mail has, is heard as well', async () => {
  const odd = [
    'Subject: Alleen een onderwerp\n\n',
    'From: x@elders.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\nGeen onderwerp, geen id.',
    'Zomaar tekst zonder kop',
    'From: <>\nTo: undisclosed-recipients:;\nSubject: \u0000nul\u0000\n\na\u0000b',
    '',
  ]
  const fates = await take(...odd.map((source) => Buffer.from(source)))
  expect(fates.map(({ state, seq }) => [state, seq])).toEqual(odd.map(() => ['understood', 1]))
  const titles = (await conversations())
    .filter(({ id }) => fates.some(({ conversation }) => conversation === id))
    .map(({ subject }) => subject)
  expect(titles).toContain('Alleen een onderwerp')
  expect(titles).toContain('Zonder onderwerp')
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
