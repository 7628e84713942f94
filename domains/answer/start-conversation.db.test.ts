import { expect, test } from 'vitest'
import { findInput } from '#domains/dossier'
import { findInputByClaimCode, listNoticeRequests } from '#domains/people'
import { handle, startJobWorker } from '#platform/jobs'
import { createLog } from '#platform/log'
import { createSmtpTransport, deliverMail, sendMailJob } from '#platform/mail'
import { findConversationOfInput, type StartedConversation } from './index.ts'
import { expectRowsToAddUp, now, secret, turnOf, useAnswerDesk } from './testing.ts'

const { ask, database, deliverAll, hire, mailbox, reply } = useAnswerDesk()

test('a question gets a code, a day, a place in the register, and a receipt that other machines leave alone', async () => {
  const address = 'wie@elders.example'
  const started = await ask({ body: 'Wanneer wordt het paaltje gemaakt?', name: 'Mw. Van Dijk', address })
  expect(started).toMatchObject({ dueOn: '2026-03-09', mailed: true })
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
  expect(mail.text).toMatch(/Bevestig dan één keer uw adres:\s+https:\/\/praat\.example\/nl\/confirm\//)
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

test('one address gets five receipts a day, and every question a code', async () => {
  const started: StartedConversation[] = []
  for (const n of [1, 2, 3, 4, 5, 6])
    started.push(
      await ask({ body: `Vraag ${n}`, address: n % 2 ? 'Veel@Elders.example' : 'veel@elders.example' }),
    )
  expect(started.map((one) => one.mailed)).toEqual([true, true, true, true, true, false])
  const tomorrow = new Date(now.getTime() + 25 * 60 * 60 * 1000)
  expect((await ask({ body: 'Vraag 7', address: 'veel@elders.example' }, tomorrow)).mailed).toBe(true)
})

test('a question about a dossier that is not there is not lost', async () => {
  const started = await ask({ body: 'Waar is dit dossier?', dossier: 'bestaat-niet' })
  expect(await findInput(database().db, started.inputId)).toMatchObject({ dossier_id: null })
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
