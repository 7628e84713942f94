import { expect, test } from 'vitest'
import { ASKER_KEPT_DAYS } from '#domains/answer'
import { markInputsAnswered, registerInput } from '#domains/register'
import { newId } from '#platform/db'
import { now, today } from '#stories'
import { listJobs, passEventsOn } from '#testing'
import {
  changeResponse,
  findNoticeByToken,
  followupConsumers,
  publishResponse,
  type ResponseTarget,
  type ResponseText,
  readTrack,
  sendNotices,
  stopNotices,
  stopNoticesOfContact,
} from './index.ts'
import { askFor, forgetFinishedContacts, site, timeZone, useNoticeDesk, wish } from './notice-testing.ts'

const {
  database,
  inTransaction,
  no,
  desk,
  author,
  mailbox,
  open,
  closeNow,
  say,
  respond,
  send,
  deliver,
  outboxFor,
  countNotices,
} = useNoticeDesk()
const { secret } = site

test('of a publication comes one job of ids, and of one that is rolled back none', async () => {
  const dossier = await open('Komt er een zebrapad?')
  const inputId = await say(dossier.id, { address: 'wie@voorbeeld.example' })
  const target: ResponseTarget = { kind: 'inputs', inputIds: [inputId] }
  const failed = inTransaction(async (tx) => {
    await publishResponse(tx, { dossierId: dossier.id, target, text: no }, { by: author().by, now, today })
    throw new Error('the power went out')
  })
  await expect(failed).rejects.toThrow('the power went out')
  const listNoticeJobs = async () => {
    await passEventsOn(database().db, followupConsumers)
    return (await listJobs(database().db)).filter((job) => job.task === 'send-notices')
  }
  expect(await listNoticeJobs()).toEqual([])
  expect(await closeNow(dossier.id)).toEqual({ kind: 'inputs-unanswered', open: 1 })

  const responseId = await respond(dossier.id, target)
  const job = { task: 'send-notices', payload: { responseId, version: 1 } }
  expect(await listNoticeJobs()).toEqual([job])
  expect(await listNoticeJobs()).toEqual([job])
})

test('everybody behind the inputs gets one mail in their language, with the track and a way to stop', async () => {
  const dossier = await open('Mag de auto weg uit de Schoolstraat?')
  const dutch = await say(dossier.id, { address: 'nora@voorbeeld.example' })
  const english = await say(dossier.id, { address: 'john@voorbeeld.example', language: 'en' })
  await say(dossier.id, { address: 'other@voorbeeld.example' })
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [dutch, english] }))
  await deliver('nora@voorbeeld.example')
  await deliver('john@voorbeeld.example')

  const mail = await mailbox().waitFor((one) => one.envelopeTo.includes('nora@voorbeeld.example'))
  expect(mail.subject).toBe('U hebt antwoord: Mag de auto weg uit de Schoolstraat?')
  expect(mail.text).toContain('Dit is ons antwoord: niet overgenomen.')
  expect(mail.text).toContain('De reden: wij gaan er niet over.')
  expect(mail.text).toContain('De provincie gaat over deze weg.')
  expect(mail.text).not.toContain('Een zebrapad, graag.')
  const token = /\/nl\/my-input\/mail\/([\w-]+)\n/.exec(mail.text ?? '')?.[1] ?? ''
  expect(await findNoticeByToken(database().db, token, secret)).toMatchObject({ inputId: dutch })
  const headers = Object.fromEntries(mail.headers.map((header) => [header.key, header.value]))
  expect(headers['list-unsubscribe']).toMatch(
    /^<https:\/\/praat\.voorbeeld\.example\/nl\/my-input\/address\/[\w-]+\/stop>$/,
  )
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')

  const other = await mailbox().waitFor((one) => one.envelopeTo.includes('john@voorbeeld.example'))
  expect(other.subject).toBe('We have answered: Mag de auto weg uit de Schoolstraat?')
  expect(other.text).toContain(`${site.url}/en/my-input/mail/`)
  expect(mailbox().received.some((one) => one.envelopeTo.includes('other@voorbeeld.example'))).toBe(false)
  expect(await readTrack(database().db, dutch, '2026-03-02')).toMatchObject({
    notices: [{ version: 1, state: 'sent' }],
    wantsNotices: true,
  })
})

test('a changed response is told again, and says that it changed', async () => {
  const dossier = await open('Waar komt de drempel?')
  const inputId = await say(dossier.id, { address: 'twee@voorbeeld.example' })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  await send(responseId)
  const yes: ResponseText = {
    verdict: 'adopted',
    reason: null,
    action: 'Hij komt er toch.',
    why: 'Daarom.',
    unitId: author().unitId,
  }
  await inTransaction((tx) => changeResponse(tx, responseId, yes, { by: author().by, now, today }))
  await send(responseId, 2)
  expect((await outboxFor('twee@voorbeeld.example')).map((mail) => mail.subject).sort()).toEqual([
    'Ons antwoord is veranderd: Waar komt de drempel?',
    'U hebt antwoord: Waar komt de drempel?',
  ])
})

test('a fan-out that is killed half-way goes on where it was, and two at once tell nobody twice', async () => {
  const dossier = await open('Hoe hard mag het?')
  const dialogueId = newId()
  const people = Array.from({ length: 450 }, (_, n) => `p${n}@voorbeeld.example`)
  for (const address of people) await say(dossier.id, { address, dialogueId })
  const responseId = await respond(dossier.id, { kind: 'dialogue', dialogueId })

  // The clock is asked for each notice: it stops the run in its second batch, as a kill would.
  let asked = 0
  const dies = {
    ...desk(),
    clock: {
      now: () => {
        if (++asked > 250) throw new Error('killed')
        return now
      },
    },
  }
  await expect(sendNotices(dies, { responseId, version: 1 })).rejects.toThrow('killed')
  expect(await countNotices(responseId)).toBe(199)
  await Promise.all([send(responseId), send(responseId), send(responseId)])
  await send(responseId)

  expect(await countNotices(responseId)).toBe(450)
  const mails = await database()
    .db.selectFrom('outgoing_mail')
    .select('recipient')
    .where('recipient', 'in', people)
    .execute()
  expect(mails.map((mail) => mail.recipient).sort()).toEqual([...people].sort())
})

test('a dead mail server delays a notice, and the track says so', async () => {
  const dossier = await open('Komt er verlichting?')
  const inputId = await say(dossier.id, { address: 'dood@voorbeeld.example' })
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }))
  mailbox().refuseWith(451)
  await deliver('dood@voorbeeld.example')
  const { db } = database()
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'waiting' }])
  mailbox().refuseWith(undefined)
  await deliver('dood@voorbeeld.example')
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices).toMatchObject([{ state: 'sent' }])
})

test('who stops from the mail is forgotten, and a mail that still waited is not sent', async () => {
  const dossier = await open('Waar mag je parkeren?')
  const inputId = await say(dossier.id, { address: 'weg@voorbeeld.example' })
  await inTransaction((tx) => wish(tx, { inputId, address: 'blijft@voorbeeld.example' }))
  await send(await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] }))
  const [mail] = await outboxFor('weg@voorbeeld.example')
  const token = /\/mail\/([\w-]+)\n/.exec(mail?.body_text ?? '')?.[1] ?? ''
  const { db } = database()
  const notice = await findNoticeByToken(db, token, secret)
  await inTransaction((tx) => stopNoticesOfContact(tx, notice?.contactId ?? '', { ...site, now }))
  await inTransaction((tx) => stopNoticesOfContact(tx, notice?.contactId ?? '', { ...site, now }))

  expect(await outboxFor('weg@voorbeeld.example')).toEqual([])
  expect(await outboxFor('blijft@voorbeeld.example')).toHaveLength(1)
  expect((await readTrack(db, inputId, '2026-03-02'))?.notices.map((one) => one.state)).toEqual(['waiting'])
  await inTransaction((tx) => stopNotices(tx, inputId, { timeZone, now }))
  expect(await outboxFor('blijft@voorbeeld.example')).toEqual([])
  expect(await readTrack(db, inputId, '2026-03-02')).toMatchObject({ wantsNotices: false })
})

test('somebody asks for notices once, also with two clicks', async () => {
  const dossier = await open('Wanneer komt de boom?')
  const inputId = await say(dossier.id)
  const ask = (id: string) => inTransaction((tx) => askFor(tx, id, 'een@voorbeeld.example'))
  const outcomes = await Promise.all([ask(inputId), ask(inputId), ask(inputId)])
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-asked', 'already-asked', 'asked'])
  expect(await ask(newId())).toEqual({ kind: 'not-found' })
})

test('a contact is forgotten after the last notice, and not before', async () => {
  const { db } = database()
  const address = 'laatste@voorbeeld.example'
  const known = () => db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  const dossier = await open('Mag het hek weg?')
  const inputId = await say(dossier.id, { address })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })

  await forgetFinishedContacts(db, now)
  expect(await known(), 'the dossier is open').toHaveLength(1)
  await closeNow(dossier.id)
  await forgetFinishedContacts(db, now)
  expect(await known(), 'nobody was told yet').toHaveLength(1)
  await send(responseId)
  await forgetFinishedContacts(db, now)
  expect(await known(), 'the mail still waits').toHaveLength(1)
  await deliver(address)
  expect(await forgetFinishedContacts(db, now)).toBeGreaterThan(0)
  expect(await known()).toEqual([])
  expect(await outboxFor(address)).toEqual([])

  const track = await readTrack(db, inputId, '2026-03-02')
  expect(track).toMatchObject({
    answers: [{ verdict: 'not_adopted' }],
    notices: [{ state: 'sent', sentAt: new Date('2026-03-02T12:00:00Z') }],
    wantsNotices: false,
  })
})

test('who asked something without a dossier is forgotten half a year after the answer', async () => {
  const { db } = database()
  const day = 24 * 60 * 60 * 1000
  const address = 'algemeen@voorbeeld.example'
  const inputId = await inTransaction(async (tx) => {
    const question = { kind: 'question', channel: 'web', body: 'Wanneer is de markt?' } as const
    const outcome = await registerInput(tx, { ...question, receivedAt: now })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    await wish(tx, { inputId: outcome.inputId, address })
    return outcome.inputId
  })
  const known = () => db.selectFrom('notice_contact').select('id').where('address', '=', address).execute()
  const inDays = (days: number) => new Date(now.getTime() + days * day)
  await forgetFinishedContacts(db, inDays(400))
  expect(await known()).toHaveLength(1)
  await inTransaction((tx) => markInputsAnswered(tx, [inputId], now))
  await forgetFinishedContacts(db, inDays(ASKER_KEPT_DAYS - 1))
  expect(await known()).toHaveLength(1)
  await forgetFinishedContacts(db, inDays(ASKER_KEPT_DAYS + 1))
  expect(await known()).toHaveLength(0)
})
