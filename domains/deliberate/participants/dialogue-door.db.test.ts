import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { admissionMails, countEntryCodes } from '#domains/entrance'
import { letterheadOf } from '#domains/letters'
import { readAddress } from '#platform/address'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import { dialogueKeys } from '../dialogues/destroy-old-keys.ts'
import { closeDialogue, destroyDialogueKey } from '../dialogues/open-dialogue.ts'
import { proposeStatement } from '../statements/propose-statement.ts'
import { castVote } from '../votes/cast-vote.ts'
import { dialogueDoor, shuffleRollsOfDialogues } from './dialogue-door.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const letterhead = letterheadOf(
  { name: 'Gemeente Voorbeeld' },
  { url: 'https://praat.voorbeeld.example', secret: 's'.repeat(32), timeZone: 'Europe/Amsterdam' },
)

function addressOf(text: string) {
  const address = readAddress(text)
  if (!address) throw new Error(`${text} is no address.`)
  return address
}

/** What the mail to this address would say: the token of its link, or nothing. */
async function ask(room: OpenDialogue, text: string, at = now): Promise<string | undefined> {
  let token: string | undefined
  const outcome = await inTransaction((tx) =>
    dialogueDoor.askAdmission(tx, {
      entranceId: room.id,
      address: addressOf(text),
      write: (link) => {
        token = link?.token
        return { subject: 'Doe mee', text: link ? `Uw link: ${link.token}` : 'U deed al mee.' }
      },
      letterhead,
      now: at,
      today,
    }),
  )
  if (outcome.kind !== 'asked') throw new Error(outcome.kind)
  return token
}

const door = (room: OpenDialogue, pseudonym: Buffer) => ({ entranceId: room.id, pseudonym, now, today })
const open = (room: OpenDialogue, pseudonym: Buffer, token = '', at = now) =>
  inTransaction((tx) => dialogueDoor.openAdmissionLink(tx, { ...door(room, pseudonym), token, now: at }))
const enter = (room: OpenDialogue, pseudonym: Buffer, code = '') =>
  inTransaction((tx) => dialogueDoor.admitByCode(tx, { ...door(room, pseudonym), code }))
const vote = (room: OpenDialogue, pseudonym: Buffer, statement = 1) =>
  castVote(database().db, {
    dialogue: room.dialogue,
    pseudonym,
    statement,
    choice: 'agree',
    channel: 'web',
    now,
    today,
  })

async function makeCodes(room: OpenDialogue, codes: number): Promise<string[]> {
  const outcome = await inTransaction((tx) =>
    dialogueDoor.makeEntryCodes(tx, room.id, { codes }, { by: room.by, now }),
  )
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return outcome.codes
}

test('in a dialogue for everybody nobody needs to be let in', async () => {
  const room = await makeOpenDialogue(database().db)
  expect(await vote(room, room.newPerson())).toEqual({ kind: 'voted' })
})

test('who was not let in can neither vote nor write, and leaves nothing behind', async () => {
  const { db } = database()
  for (const access of ['mail', 'code'] as const) {
    const room = await makeOpenDialogue(db, { access })
    const stranger = room.newPerson()
    expect(await vote(room, stranger)).toEqual({ kind: 'not-admitted' })
    const proposal = {
      dialogueId: room.id,
      pseudonym: stranger,
      text: 'Er komt een fontein.',
      channel: 'web',
    }
    expect(
      await inTransaction((tx) => proposeStatement(tx, { ...proposal, channel: 'web', now, today })),
    ).toEqual({ kind: 'not-admitted' })
    const people = await db.selectFrom('participant').selectAll().where('dialogue_id', '=', room.id).execute()
    const inputs = await db.selectFrom('input').selectAll().where('dialogue_id', '=', room.id).execute()
    expect([people, inputs]).toEqual([[], []])
  }
})

test('a mailed link lets one browser in, once, and the next votes ask for nothing', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'mail' })
  const token = await ask(room, 'jan@voorbeeld.example')
  const [jan, other] = [room.newPerson(), room.newPerson()]
  expect(await open(room, jan, token)).toEqual({ kind: 'admitted' })
  expect(await open(room, other, token)).toEqual({ kind: 'link-used-or-expired' })
  expect(await vote(room, other)).toEqual({ kind: 'not-admitted' })
  expect(await vote(room, jan)).toEqual({ kind: 'voted' })
  expect(await vote(room, jan, 2)).toEqual({ kind: 'voted' })
  expect(await dialogueDoor.isIn(database().db, { entranceId: room.id, pseudonym: jan })).toBe(true)
})

test('one mailbox is on the roll once, in whichever spelling, and where it stands by a former one', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'mail' })
  const token = await ask(room, 'jan.de.vries@gmail.com')
  expect(await open(room, room.newPerson(), token)).toEqual({ kind: 'admitted' })
  for (const spelling of ['jandevries@gmail.com', 'Jan.deVries+plein@googlemail.com'])
    expect(await ask(room, spelling)).toBeUndefined()
  const { roll_key } = await database()
    .db.selectFrom('entrance')
    .select('roll_key')
    .where('id', '=', room.id)
    .executeTakeFirstOrThrow()
  const seal = createHmac('sha256', roll_key ?? '')
    .update('address:piet.jansen@gmail.com')
    .digest()
  await database().db.insertInto('roll').values({ entrance_id: room.id, seal }).execute()
  expect(await ask(room, 'Piet.Jansen@gmail.com')).toBeUndefined()
})

test('capitals, a plus and an international domain do not make a second address', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'mail' })
  const spellings = ['jan@bücher.example', 'JAN+dialoog@BÜCHER.example', 'Jan@xn--bcher-kva.example']
  const tokens = []
  for (const spelling of spellings) tokens.push(await ask(room, spelling))
  const [first, second, third] = tokens
  expect(await open(room, room.newPerson(), second)).toEqual({ kind: 'admitted' })
  // The other links of this address went with the one that was used.
  for (const token of [first, third])
    expect(await open(room, room.newPerson(), token)).toEqual({ kind: 'link-used-or-expired' })
  for (const spelling of spellings) expect(await ask(room, spelling)).toBeUndefined()
})

test('two links of one address, opened by two browsers at once, let one of them in', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'mail' })
  const tokens = [await ask(room, 'els@voorbeeld.example'), await ask(room, 'els@voorbeeld.example')]
  const mails = db.selectFrom('admission_mail').select('seal').where('entrance_id', '=', room.id)
  const { seal } = await mails.executeTakeFirstOrThrow()
  const opening = await inTransaction(async (tx) => {
    // Neither gets on the roll before both are on their way.
    const row = { entrance_id: room.id, seal: seal ?? Buffer.alloc(0) }
    await tx.insertInto('roll').values(row).execute()
    const begun = []
    for (const token of tokens)
      begun.push(await begin(db, () => open(room, room.newPerson(), token), begun.length + 1))
    await tx.deleteFrom('roll').where('entrance_id', '=', room.id).execute()
    return begun
  })
  const outcomes = await Promise.all(opening.map(({ end }) => end))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['admitted', 'link-used-or-expired'])
})

test('a link works for an hour, in its own dialogue', async () => {
  const { db } = database()
  const [room, elsewhere] = [
    await makeOpenDialogue(db, { access: 'mail' }),
    await makeOpenDialogue(db, { access: 'mail' }),
  ]
  const token = await ask(room, 'piet@voorbeeld.example')
  const late = new Date(now.getTime() + 60 * 60_000)
  expect(await open(elsewhere, elsewhere.newPerson(), token)).toEqual({ kind: 'link-used-or-expired' })
  expect(await open(room, room.newPerson(), token, late)).toEqual({ kind: 'link-used-or-expired' })
  expect(await open(room, room.newPerson(), token)).toEqual({ kind: 'admitted' })
})

test('a browser that is in already uses no second link or code up', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'code' })
  const [one, two] = await makeCodes(room, 2)
  const person = room.newPerson()
  expect(await enter(room, person, one)).toEqual({ kind: 'admitted' })
  expect(await enter(room, person, two)).toEqual({ kind: 'already-in' })
  expect(await enter(room, room.newPerson(), two)).toEqual({ kind: 'admitted' })
})

test('a code of another dialogue, or one that nobody made, is unknown', async () => {
  const { db } = database()
  const [room, elsewhere] = [
    await makeOpenDialogue(db, { access: 'code' }),
    await makeOpenDialogue(db, { access: 'code' }),
  ]
  const [code] = await makeCodes(elsewhere, 1)
  expect(await enter(room, room.newPerson(), code)).toEqual({ kind: 'code-unknown' })
  expect(await enter(room, room.newPerson(), 'K7M4PX29T')).toEqual({ kind: 'code-unknown' })
})

test('codes are all different, and how many were used is known', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const codes = [...(await makeCodes(room, 15_000)), ...(await makeCodes(room, 10))]
  expect(new Set(codes).size).toBe(15_010)
  await enter(room, room.newPerson(), codes[14_999])
  expect(await countEntryCodes(db, room.id)).toMatchObject({
    used: 1,
    batches: [{ codes: 10 }, { codes: 15_000, by: 'Noor' }, { codes: 1 }],
  })
})

test('nothing that is stored says which address or code a participant came in with', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'mail' })
  for (const name of ['ans', 'bea', 'cor', 'dik', 'eef']) {
    const person = room.newPerson()
    await open(room, person, await ask(room, `${name}@voorbeeld.example`))
    await vote(room, person)
  }
  await shuffleRollsOfDialogues(db, now)
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_name in ('roll', 'entry_code', 'admission') order by 1, 2`.execute(db)
  expect(rows.map((row) => `${row.table_name}.${row.column_name}`)).toEqual([
    'admission.entrance_id',
    'admission.pseudonym',
    'entry_code.entrance_id',
    'entry_code.is_used',
    'entry_code.seal',
    'roll.entrance_id',
    'roll.seal',
  ])
  const written = await sql<{ xmin: string }>`
    select distinct xmin::text from roll where entrance_id = ${room.id}`.execute(db)
  expect(written.rows).toHaveLength(1)
  const shared = await sql`
    select from participant join roll on participant.xmin = roll.xmin`.execute(db)
  expect(shared.rows).toEqual([])
  const left = await db.selectFrom('admission').selectAll().where('entrance_id', '=', room.id).execute()
  expect(left).toEqual([])
  const outbox = await db.selectFrom('outgoing_mail').select('recipient').execute()
  expect(outbox.map((mail) => mail.recipient)).not.toContain('ans@voorbeeld.example')
})

test('a shuffled roll still knows who was let in', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [one, two] = await makeCodes(room, 2)
  await enter(room, room.newPerson(), one)
  await shuffleRollsOfDialogues(db, now)
  expect(await enter(room, room.newPerson(), one)).toEqual({ kind: 'code-used' })
  expect(await enter(room, room.newPerson(), two)).toEqual({ kind: 'admitted' })
})

test('a mail that asked to be let in is forgotten after an hour, with its recipient', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'mail' })
  await ask(room, 'fem@voorbeeld.example')
  expect(await admissionMails.remove(db, now)).toBe(0)
  const later = new Date(now.getTime() + 61 * 60_000)
  expect(await admissionMails.remove(db, later)).toBeGreaterThan(0)
  const outbox = await db.selectFrom('outgoing_mail').select('recipient').execute()
  expect(outbox.map((mail) => mail.recipient)).not.toContain('fem@voorbeeld.example')
})

test('nobody gets into a dialogue that is closed, and with its key the roll is gone', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'mail' })
  const [early, late] = [await ask(room, 'gijs@voorbeeld.example'), await ask(room, 'hein@voorbeeld.example')]
  await open(room, room.newPerson(), early)
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await open(room, room.newPerson(), late)).toEqual({ kind: 'closed' })
  await inTransaction((tx) => destroyDialogueKey(tx, room.id, now))
  expect(await traces(room.id)).toEqual({ roll_key: null, roll: 0, codes: 0, doors: 0, mails: 0 })
})

test('ninety days after its end a dialogue loses its roll by itself', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [code] = await makeCodes(room, 3)
  await enter(room, room.newPerson(), code)
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  await dialogueKeys.remove(db, new Date(now.getTime() + 89 * 24 * 60 * 60 * 1000))
  expect(await traces(room.id)).toMatchObject({ codes: 4, doors: 1 })
  await dialogueKeys.remove(db, new Date(now.getTime() + 91 * 24 * 60 * 60 * 1000))
  expect(await traces(room.id)).toEqual({ roll_key: null, roll: 0, codes: 0, doors: 0, mails: 0 })
})

test('a dialogue that nobody closed loses its roll ninety days after its last day', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code', closesOn: '2026-03-10' })
  await makeCodes(room, 1)
  await dialogueKeys.remove(db, new Date('2026-06-08T03:00:00Z'))
  expect(await traces(room.id)).toMatchObject({ codes: 2 })
  await dialogueKeys.remove(db, new Date('2026-06-09T03:00:00Z'))
  expect(await traces(room.id)).toMatchObject({ roll_key: null, codes: 0 })
  const { key } = await db
    .selectFrom('entrance')
    .select('key')
    .where('id', '=', room.id)
    .executeTakeFirstOrThrow()
  expect(key).toBeNull()
})

async function traces(dialogueId: string) {
  const { db } = database()
  const { rows } = await sql<Record<string, unknown>>`
    select roll_key,
      (select count(*)::integer from roll where entrance_id = entrance.id) as roll,
      (select count(*)::integer from entry_code where entrance_id = entrance.id) as codes,
      (select count(*)::integer from admission where entrance_id = entrance.id) as doors,
      (select count(*)::integer from admission_mail where entrance_id = entrance.id) as mails
    from entrance where id = ${dialogueId}`.execute(db)
  return rows[0]
}

test('who may take part, and when results show, stays once a dialogue was open', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code', results: 'after-closing' })
  const change = (set: { results: 'live' }) =>
    db.updateTable('dialogue').set(set).where('id', '=', room.id).execute()
  const letIn = (set: { access: 'everyone' }) =>
    db.updateTable('entrance').set(set).where('id', '=', room.id).execute()
  await expect(change({ results: 'live' })).rejects.toThrow('stays once it was open')
  await expect(letIn({ access: 'everyone' })).rejects.toThrow('stays once it was open')
})

test('on the last day people are still asked and let in, after it and after closing no more', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'mail', closesOn: today })
  const tomorrow = '2026-03-03'
  const askOn = (on: string) =>
    inTransaction((tx) =>
      dialogueDoor.askAdmission(tx, {
        ...{ entranceId: room.id, address: addressOf('ida@voorbeeld.example'), now, today: on },
        write: (link) => ({ subject: 'Doe mee', text: link?.token ?? '' }),
        letterhead,
      }),
    )
  const token = (await ask(room, 'ina@voorbeeld.example')) ?? ''
  const enterOn = (on: string) =>
    inTransaction((tx) =>
      dialogueDoor.openAdmissionLink(tx, { ...door(room, room.newPerson()), token, today: on }),
    )
  expect(await askOn(tomorrow)).toEqual({ kind: 'closed' })
  expect(await enterOn(tomorrow)).toEqual({ kind: 'closed' })
  expect(await enterOn(today)).toEqual({ kind: 'admitted' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await askOn(today)).toEqual({ kind: 'closed' })
  const outbox = await database().db.selectFrom('outgoing_mail').select('recipient').execute()
  expect(outbox.map((mail) => mail.recipient)).not.toContain('ida@voorbeeld.example')
})

test('links are mailed for a dialogue by mail alone, and codes are made for one by code, until it is over', async () => {
  const { db } = database()
  const [byCode, byMail] = [
    await makeOpenDialogue(db, { access: 'code' }),
    await makeOpenDialogue(db, { access: 'mail' }),
  ]
  await expect(ask(byCode, 'joop@voorbeeld.example')).rejects.toThrow('closed')
  await expect(makeCodes(byMail, 1)).rejects.toThrow('not-by-code')
  await inTransaction((tx) => closeDialogue(tx, byCode.id, now))
  await expect(makeCodes(byCode, 1)).rejects.toThrow('over')
})

test('whoever is let in somewhere is not let in elsewhere', async () => {
  const { db } = database()
  const [room, elsewhere] = [
    await makeOpenDialogue(db, { access: 'code' }),
    await makeOpenDialogue(db, { access: 'code' }),
  ]
  const [pseudonym, [code]] = [room.newPerson(), await makeCodes(room, 1)]
  await enter(room, pseudonym, code)
  expect(await dialogueDoor.isIn(db, { entranceId: room.id, pseudonym })).toBe(true)
  expect(await dialogueDoor.isIn(db, { entranceId: elsewhere.id, pseudonym })).toBe(false)
})

test('the mails that an address did not use go with the one that it used', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'mail' })
  const tokens = [await ask(room, 'kees@voorbeeld.example'), await ask(room, 'kees@voorbeeld.example')]
  await open(room, room.newPerson(), tokens[1])
  const outbox = await db.selectFrom('outgoing_mail').select('recipient').execute()
  expect(outbox.map((mail) => mail.recipient)).not.toContain('kees@voorbeeld.example')
})
