import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { moderateStatement, proposeStatement, statementOwner } from '#domains/deliberate'
import { decideAppeal, listRefusals, lodgeAppeal } from '#domains/moderation'
import { sealAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { hire, makeOpenDialogue, now, today } from '#stories'
import { begin, forgetJobs, listJobs } from '#testing'
import { confirmNotices, tellAuthor, tellMissedDecisions } from './index.ts'
import { askFor, site, timeZone, useNoticeDesk } from './notice-testing.ts'

const { database, inTransaction, desk, author, open, say, respond, outboxFor } = useNoticeDesk()
const owners = { statement: statementOwner }
const hour = (n: number) => new Date(now.getTime() + n * 60 * 60_000)

const refusal = { kind: 'refuse', reason: 'unclear', explanation: 'Wat bedoelt u?' } as const

/** An open dialogue in which a moderator looks at everything first. */
async function openStrictDialogue(question: string) {
  const seeds = ['Op het plein komen meer bomen.']
  const dossier = await open(question)
  const { id: dialogueId } = await makeOpenDialogue(database().db, { dossier, question, seeds })
  const write = async (text: string) => {
    const proposal = { dialogueId, pseudonym: randomBytes(32), text, channel: 'web', now, today } as const
    const held = await inTransaction((tx) => proposeStatement(tx, proposal))
    if (held.kind !== 'held') throw new Error(held.kind)
    return held
  }
  const decide = (number: number, decision: Parameters<typeof moderateStatement>[2], at: Date) =>
    inTransaction((tx) =>
      moderateStatement(tx, { dialogueId, number }, decision, { by: author().by, now: at, today }),
    )
  return { write, decide }
}

/** The author asks for a second look, and a colleague takes it. */
async function lookAgain(inputId: string): Promise<{ appealId: string }> {
  await inTransaction((tx) => lodgeAppeal(tx, owners, { inputId, words: 'Kijk nog eens.', now, today }))
  const appealId = (await listRefusals(database().db, inputId)).at(-1)?.appeal?.id ?? ''
  const { by } = await hire(database().db, { name: 'Samir' })
  const look = { outcome: 'upheld', explanation: 'Het blijft zo.' } as const
  await inTransaction((tx) => decideAppeal(tx, owners, appealId, look, { by, now, today }))
  return { appealId }
}

const ask = (inputId: string, address: string, at = now) =>
  inTransaction((tx) => askFor(tx, inputId, address, at))

function confirm(address: string): Promise<void> {
  const seal = sealAddress(addressSchema.parse(address), site.secret)
  return inTransaction((tx) => confirmNotices(tx, { seal }, { timeZone, now }))
}

/** The jobs that come of some work; what waited before is taken away. */
async function jobsOf(work: () => Promise<unknown>) {
  await forgetJobs(database().db)
  await work()
  return listJobs(database().db)
}

test('who confirms is told of the answers that came since they asked, once, and nobody else is', async () => {
  const dossier = await open('Wat kwam ervan?')
  const [mine, late, other] = [await say(dossier.id), await say(dossier.id), await say(dossier.id)]
  await ask(mine, 'mijn@voorbeeld.example')
  await ask(late, 'mijn@voorbeeld.example', hour(1))
  await ask(other, 'ander@voorbeeld.example')
  const [responseId] = [
    await respond(dossier.id, { kind: 'inputs', inputIds: [mine] }),
    await respond(dossier.id, { kind: 'inputs', inputIds: [late] }),
    await respond(dossier.id, { kind: 'inputs', inputIds: [other] }),
  ]
  const jobs = await jobsOf(async () => {
    await confirm('mijn@voorbeeld.example')
    await confirm('mijn@voorbeeld.example')
  })
  expect(jobs).toEqual([{ task: 'send-notices', payload: { responseId, version: 1 } }])
})

test('who confirms is told of refusals since they asked, and of second looks; of nothing else', async () => {
  const address = 'schrijver@voorbeeld.example'
  const { write, decide } = await openStrictDialogue('Wat komt er op het plein?')
  const [refused, published, before, others] = [
    await write('Er komt een fontein.'),
    await write('Er komt een podium.'),
    await write('Er komt een glijbaan.'),
    await write('Er komt een parkeerplaats.'),
  ]
  await decide(before.number, refusal, now)
  await ask(refused.inputId, address)
  await ask(published.inputId, address)
  await ask(before.inputId, address, hour(1))
  await ask(others.inputId, 'buur@voorbeeld.example')
  await decide(refused.number, refusal, hour(2))
  await decide(published.number, { kind: 'publish' }, hour(2))
  await decide(others.number, refusal, hour(2))
  const { db } = database()
  const listContacts = (inputId: string) =>
    db.selectFrom('notice_request').select('contact_id').where('input_id', '=', inputId).execute()

  const [job, ...more] = await jobsOf(() => confirm(address))
  expect([job?.task, more]).toEqual(['tell-missed', []])
  const [{ contact_id: contactId } = { contact_id: '' }] = await listContacts(refused.inputId)
  const tell = () => tellMissedDecisions(desk(), { contactId })
  const listTold = async () => {
    const rows = await db
      .selectFrom('notice')
      .select('input_id')
      .where('input_id', 'in', [refused.inputId, published.inputId, before.inputId, others.inputId])
      .execute()
    return rows.map((row) => row.input_id)
  }
  await tell()
  expect(await listTold()).toEqual([refused.inputId])
  await lookAgain(refused.inputId)
  await tell()
  await tell()
  expect(await listTold()).toEqual([refused.inputId, refused.inputId])
})

test('who has nothing to hear gets no job', async () => {
  const { write, decide } = await openStrictDialogue('Wie hoort er niets?')
  const [mine, other] = [await write('Er komt een kiosk.'), await write('Er komt een bank.')]
  await ask(mine.inputId, 'niets@voorbeeld.example')
  await ask(other.inputId, 'iets@voorbeeld.example')
  await decide(other.number, refusal, hour(1))
  expect(await jobsOf(() => confirm('niets@voorbeeld.example'))).toEqual([])
})

test('two runs that tell one author of one decision, or of one second look, take turns', async () => {
  const address = 'beurt@voorbeeld.example'
  const { write, decide } = await openStrictDialogue('Wie is er aan de beurt?')
  const { number, inputId } = await write('Er komt een klok.')
  await ask(inputId, address)
  await confirm(address)
  await decide(number, refusal, hour(1))
  const { db } = database()
  const { id: decisionId } = await db
    .selectFrom('moderation_decision')
    .select('id')
    .where('input_id', '=', inputId)
    .executeTakeFirstOrThrow()
  const before = (await outboxFor(address)).length
  const tellTwice = async (occasion: Parameters<typeof tellAuthor>[1]) => {
    const runs = await inTransaction(async (tx) => {
      // No mail can be written: the first run stands still when it has found whom to tell.
      await sql`lock table outgoing_mail in share row exclusive mode`.execute(tx)
      const run = () => tellAuthor(desk(), occasion)
      return [await begin(db, run, 1), await begin(db, run, 2)]
    })
    await Promise.all(runs.map(({ end }) => end))
    return (await outboxFor(address)).length - before
  }
  expect(await tellTwice({ decisionId })).toBe(1)
  const second = await lookAgain(inputId)
  expect(await tellTwice(second)).toBe(2)
})
