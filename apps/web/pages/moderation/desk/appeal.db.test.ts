import { expect, test } from 'vitest'
import {
  followupConsumers,
  tellAuthor,
  tellAuthorJob,
  tellMissedDecisions,
  tellMissedJob,
} from '#domains/followup'
import { listJobs, passEventsOn } from '#testing'
import { confirmAddress, makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()

/** A statement that Noor refused, with the code of its author. */
async function refuseOne() {
  const { staff, page } = await makeOpenDialogue(site(), {
    question: 'Wat komt er?',
    seeds: ['Op het plein komen meer bomen.'],
  })
  const slug = page.split('/').at(-1) ?? ''
  const sent = await site().post(`/nl/dialogues/${slug}/statements/new`, { text: 'De wethouder moet komen.' })
  const code = (/[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}/.exec(await sent.text())?.[0] ?? '').replaceAll(' ', '')
  const track = `/nl/my-input/${code}`
  await site().post(`${track}/notices`, { email: `${slug}@bewoner.example` })
  const refuse = { decision: 'refuse', reason: 'insulting', explanation: 'Dit gaat over één persoon.' }
  await site().post(`/nl/desk/dialogues/${slug}/statements/2`, refuse, staff)
  return { slug, track, staff, address: `${slug}@bewoner.example` }
}

const read = async (path: string, visitor = {}) => (await site().get(path, visitor)).text()

/** Does all jobs that come of what was decided, those that were done before too. */
async function tellAuthors(): Promise<void> {
  const { db, services } = site()
  await passEventsOn(db, followupConsumers)
  const jobs = (await listJobs(db)).filter(({ task }) => task === tellAuthorJob.name)
  const desk = { db, clock: services.clock, site: services.config }
  for (const { payload } of jobs) await tellAuthor(desk, tellAuthorJob.payload.parse(payload))
}

const listMail = (address: string) =>
  site()
    .db.selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', address)
    .where('subject', 'not like', 'Bevestig%')
    .orderBy('id')
    .execute()

test('an author reads why, asks for a second look, and hears what a colleague decides', async () => {
  const { db } = site()
  const { slug, track, staff, address } = await refuseOne()
  const refused = await read(track)
  expect(refused).toContain('De reden: Het is kwetsend voor anderen.')
  expect(refused).toContain('Dit gaat over één persoon.')
  const { id: decisionId } = await db
    .selectFrom('moderation_decision')
    .innerJoin('dialogue', 'dialogue.id', 'moderation_decision.space_id')
    .select('moderation_decision.id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  await tellAuthors()
  expect(await listMail(address), 'not before the address is confirmed').toEqual([])
  await confirmAddress(site(), address)
  await Promise.all([tellAuthors(), tellAuthors()])
  const mails = await listMail(address)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe('Uw stelling is niet geplaatst: Wat komt er?')
  expect(mails[0]?.body_text).toContain('Dit gaat over één persoon.')
  expect(mails[0]?.body_text, 'anybody can fill in anybody’s address').not.toContain('wethouder')
  expect(await read(track)).toContain('De mail hierover staat klaar. Op deze site werkt mail nog niet.')

  // The link in the mail opens the track, and the appeal goes from there too.
  const door = new URL(/https:\S+\/my-input\/mail\/[\w-]+(?=\n)/.exec(mails[0]?.body_text ?? '')?.[0] ?? '')
    .pathname
  const empty = await site().post(`${door}/appeal`, { words: ' ' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Schrijf waarom uw stelling er wel moet staan.')
  const asked = await site().post(`${door}/appeal`, { words: 'Het is een gewoon verzoek.' })
  expect(asked.headers.get('location')).toBe(`${door}?done=appealDone`)
  const waiting = await read(track)
  expect(waiting).toContain('U hoort het uiterlijk 16 maart 2026')
  expect(waiting).not.toContain('Waarom moet uw stelling er wel staan?')

  expect(await read('/nl/desk/appeals', staff)).toContain('U weigerde deze stelling zelf.')
  const { id } = await db
    .selectFrom('moderation_appeal')
    .select('id')
    .where('decision_id', '=', decisionId)
    .executeTakeFirstOrThrow()
  const decide = (visitor: object, explanation = 'Een verzoek mag.') =>
    site().post(`/nl/desk/appeals/${id}`, { outcome: 'overturned', explanation }, visitor)
  const own = await decide(staff)
  expect(own.status).toBe(409)
  const told = await own.text()
  expect(told).toContain('U weigerde deze stelling zelf.')
  expect(told).toContain('Een verzoek mag.')
  const colleague = await site().signInAs('responder', 'Samir')
  expect(await read('/nl/desk/appeals', colleague)).toContain('Uiterlijk 16 maart 2026')
  const wrong = await decide(colleague, ' ')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Schrijf een uitleg.')
  expect((await decide(colleague)).headers.get('location')).toBe('/nl/desk/appeals?told=overturned')
  await tellAuthors()
  expect((await listMail(address)).at(-1)?.subject).toBe('Uw stelling staat er alsnog: Wat komt er?')
  const end = await read(track)
  expect(end).toContain('Opnieuw bekeken: uw stelling staat nu op de site')
  expect(end).toContain('Een verzoek mag.')
  expect(await read(`/nl/dialogues/${slug}/results`)).toContain('De wethouder moet komen.')
})

test('what was decided before an address was confirmed comes in one mail, without the words of who wrote it', async () => {
  const { db, services } = site()
  const { slug, staff, address } = await refuseOne()
  const refuse = { decision: 'refuse', reason: 'insulting', explanation: 'Dit is niet aardig.' }
  for (let n = 3; n <= 8; n++) {
    const text = `Bel nu 0900-${n}000 voor gratis geld.`
    const sent = await site().post(`/nl/dialogues/${slug}/statements/new`, { text })
    const code = /[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}/.exec(await sent.text())?.[0]?.replaceAll(' ', '')
    await site().post(`/nl/my-input/${code}/notices`, { email: address.replace('@', `+${n}@`) })
    await site().post(`/nl/desk/dialogues/${slug}/statements/${n}`, refuse, staff)
  }
  await confirmAddress(site(), address)
  const job = (await listJobs(db)).findLast(({ task }) => task === tellMissedJob.name)
  const { contactId } = tellMissedJob.payload.parse(job?.payload)
  const desk = { db, clock: services.clock, site: services.config }
  await Promise.all([tellMissedDecisions(desk, { contactId }), tellMissedDecisions(desk, { contactId })])
  const like = address.replace('@', '%@')
  const mails = await db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', 'like', like)
    .where('subject', 'not like', 'Bevestig%')
    .execute()
  expect(mails.map(({ subject }) => subject)).toEqual(['Wij namen 7 besluiten over uw stellingen'])
  const text = mails[0]?.body_text ?? ''
  expect(text.match(/Op 2 maart 2026 kregen wij uw stelling bij deze vraag:\nWat komt er\?/g)).toHaveLength(7)
  expect(new Set(text.match(/\/my-input\/mail\/[\w-]+(?=\n)/g)).size).toBe(7)
  expect(text).not.toMatch(/0900|wethouder/)
})

test('a second look that is late says so, at the desk and to the author', async () => {
  const { track, staff } = await refuseOne()
  await site().post(`${track}/appeal`, { words: 'Kijk nog eens.' })
  await site()
    .db.updateTable('moderation_appeal')
    .set({ due_on: '2026-02-27' })
    .where('outcome', 'is', null)
    .execute()
  expect(await read('/nl/desk/appeals', staff)).toContain(
    'Te laat: het antwoord moest er op 27 februari 2026 zijn',
  )
  expect(await read(track)).toContain('Wij zijn te laat. U had het op 27 februari 2026 moeten horen.')
})

test('strangers see no appeals, and an appeal that is none is not found', async () => {
  const staff = await site().signInAs('responder')
  expect((await site().get('/nl/desk/appeals')).status).toBe(303)
  const form = { outcome: 'upheld', explanation: 'Nee.' }
  for (const id of ['x', crypto.randomUUID()])
    expect((await site().post(`/nl/desk/appeals/${id}`, form, staff)).status).toBe(404)
})

test('two members of staff remove what is published, and the log says so as a file', async () => {
  const { slug, track, staff } = await refuseOne()
  await site().post(`${track}/appeal`, { words: '=Het mag wel.' })
  const desk = `/nl/desk/dialogues/${slug}`
  const removal = `${desk}/statements/1/removal`
  const why = { reason: 'unclear', explanation: 'Welke bomen?' }
  const asked = await site().post(removal, why, staff)
  expect(asked.headers.get('location')).toBe(`${desk}/statements?told=requested`)
  const alone = await site().post(`${removal}/settle`, { outcome: 'confirmed' }, staff)
  expect(alone.headers.get('location')).toBe(`${desk}?told=own-request`)
  const colleague = await site().signInAs('responder', 'Samir')
  expect(await read(`${desk}/log`, colleague)).toContain('Te beslissen (1)')
  expect(await read(`${desk}/log`, staff)).not.toContain('Te beslissen (')
  expect(await read(desk, colleague)).toContain('Noor Bakker wil deze stelling weghalen. Is niet duidelijk.')
  const done = await site().post(`${removal}/settle`, { outcome: 'confirmed' }, colleague)
  expect(done.headers.get('location')).toBe(`${desk}?told=removed`)
  expect(await read(`/nl/dialogues/${slug}/results`)).not.toContain('Op het plein komen meer bomen.')
  const log = await site().get(`${desk}/moderation.csv`, colleague)
  expect(log.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  const [head, first, second] = (await log.text()).split('\n')
  expect(head).toContain('decided_at,number,text,decision,reason_code')
  expect(first).toContain('insulting')
  expect(first).toContain("'=Het mag wel.")
  expect(second).toContain(',removed,unclear,')
  expect(second).toContain('Samir,Noor Bakker')
  expect(await read(`${desk}/log`, staff)).toMatch(/Weggehaald[\s\S]+door Samir, op verzoek van Noor Bakker/)
  const open = await read(`/nl/dialogues/${slug}/moderation`)
  expect(open).toContain('Weggehaald')
  expect(open).not.toContain('Noor Bakker')
  const file = (await read(`/nl/dialogues/${slug}/moderation.csv`)).split('\n')
  expect(file[2]).toMatch(/^[^,]+,1,,removed,unclear,,,$/)
  expect((await site().get(`${desk}/moderation.csv`)).status).toBe(303)
})
