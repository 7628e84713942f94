import { expect, test } from 'vitest'
import {
  findInput,
  findInputByClaimCode,
  listNoticeRequests,
  sealAddress,
  stopAddress,
} from '#domains/register'
import { addressSchema } from '#platform/address'
import { handle, startJobWorker } from '#platform/jobs'
import { createLog } from '#platform/log'
import { createSmtpTransport, deliverMail, sendMailJob } from '#platform/mail'
import { now } from '#stories'
import { findConversationOfInput } from '../index.ts'
import { expectRowsToAddUp, secret, turnOf, useAnswerDesk } from '../testing.ts'

const { ask, database, deliverAll, hire, inTransaction, mailbox, reply } = useAnswerDesk()

test('a question gets a code, a day, a place in the register, and a receipt that other machines leave alone', async () => {
  const address = 'wie@elders.example'
  const started = await ask({ body: 'Wanneer wordt het paaltje gemaakt?', name: 'Mw. Van Dijk', address })
  expect(started).toMatchObject({ dueOn: '2026-03-09', answerByMail: true })
  const { db } = database()
  expect(await findInputByClaimCode(db, started.code, secret)).toBe(started.inputId)
  expect(await findInput(db, started.inputId)).toMatchObject({
    kind: 'question',
    channel: 'web',
    is_public: false,
    answer_on: '2026-03-09',
    answered_at: null,
  })
  expect(await listNoticeRequests(db, [started.inputId]), 'not before the address is confirmed').toEqual([])

  const worker = await startJobWorker({
    databaseUrl: database().url,
    log: createLog('silent'),
    handlers: [
      handle(sendMailJob, ({ id }) =>
        deliverMail(db, createSmtpTransport(mailbox().url, 'post@voorbeeld.example'), id, now),
      ),
    ],
  })
  const mail = await mailbox().waitFor((received) => received.envelopeTo.includes(address))
  await worker.stop()
  expect(mail.envelopeFrom).toBe('')
  expect(mail.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated')
  expect(mail.text).toContain(`/nl/my-input/${started.code}`)
  expect(mail.text).toContain('9 maart 2026')
  expect(mail.text).toMatch(
    /Bevestig dan één keer uw adres:\s+https:\/\/praat\.example\/nl\/my-input\/address\//,
  )
  expect(`${mail.subject} ${mail.text}`).not.toMatch(/paaltje|Van Dijk/)
})

test('names, alphabets and line breaks reach the mail as text and never as headers', async () => {
  const by = await hire('fatima')
  const address = 'alfabet@elders.example'
  const body =
    'Onderwerp: x\r\nBcc: slachtoffer@elders.example\r\nСколько это стоит? كم الثمن؟ 多少钱？ 👩‍👩‍👧'
  const started = await ask({ body, name: 'Jan\r\nBcc: y@elders.example', address })
  await reply(turnOf(started.conversationId, by, 2), 'Это бесплатно. 免费。\r\nSubject: nee')
  await deliverAll()
  const mails = mailbox().received.filter((mail) => mail.envelopeTo.includes(address))
  expect(mails).toHaveLength(2)
  for (const mail of mails) {
    expect(mail.envelopeTo).toEqual([address])
    expect(mail.bcc ?? []).toEqual([])
  }
  expect(mails[1]?.subject).toBe('Re: Onderwerp: x')
  expect(mails[1]?.text).toContain('> Сколько это стоит? كم الثمن؟ 多少钱？ 👩‍👩‍👧')
})

test('the longest text that is taken is kept whole', async () => {
  const body = '字'.repeat(10_000)
  const { inputId } = await ask({ body })
  const track = await findConversationOfInput(database().db, inputId)
  expect(track?.entries).toMatchObject([{ body }])
  expect([...(track?.subject ?? '')]).toHaveLength(71)
})

test('who stopped our mail gets a code and no receipt, and still the reply that a person writes', async () => {
  const { db } = database()
  const address = 'genoeg@elders.example'
  const seal = sealAddress(addressSchema.parse(address), secret)
  await inTransaction((tx) => stopAddress(tx, { seal, today: '2026-03-01' }))
  const started = await ask({ body: 'Mag het hek open?', address: 'Genoeg+hek@elders.example' })
  expect(await findInputByClaimCode(db, started.code, secret)).toBe(started.inputId)
  await reply(turnOf(started.conversationId, await hire('samir'), 1), 'Ja, vanaf maandag.')
  const mails = db.selectFrom('outgoing_mail').select('subject').where('recipient', 'ilike', 'genoeg%')
  expect(await mails.execute()).toEqual([{ subject: 'Re: Mag het hek open?' }])
})

test('a question about a dossier that is not there is not lost', async () => {
  const started = await ask({ body: 'Waar is dit dossier?', dossier: 'bestaat-niet' })
  expect(await findInput(database().db, started.inputId)).toMatchObject({ dossier_id: null })
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
