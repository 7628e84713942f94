import { expect, test } from 'vitest'
import { startConversation } from '#domains/answer'
import { changeResponse, publishResponse, type ResponseText, sendNotices } from '#domains/followup'
import { letterheadOf } from '#domains/letters'
import { issueClaimCode, registerInput } from '#domains/register'
import { makeOpenDossier, today } from '#stories'
import { guessLimits, limits } from '#web/http'
import { confirmAddress, sendReplies, useTestSite } from '#web/testing'

const site = useTestSite()

/** A code as we could have given it, but did not. */
const unknown = 'K7M4PX29C'

async function makeInput(more: { isPublic?: boolean; body?: string } = {}) {
  const { db, now, services } = site()
  const { accountId: by } = await site().signInAs('policy_maker')
  const unitId = await site().addUnit('Team Verkeer')
  const dossier = await makeOpenDossier(db, {
    question: 'Hoe komen kinderen veilig op school?',
    promise: { decidedBy: 'Het college', decisionOn: '2026-06-25' },
    phases: [
      { title: 'Uw advies', startsOn: '2026-03-01', endsOn: '2026-04-28' },
      { title: 'Het plan', startsOn: '2026-05-01', endsOn: '2026-06-10' },
    ],
    by,
    unitId,
  })
  return db.transaction().execute(async (tx) => {
    const input = {
      kind: 'statement',
      channel: 'desk',
      body: 'Mag er een zebrapad komen?',
      isPublic: true,
      receivedOn: today,
    } as const
    const registered = await registerInput(tx, { ...input, ...more, dossierId: dossier.id, receivedAt: now })
    if (registered.kind !== 'registered') throw new Error(registered.kind)
    const { inputId } = registered
    const code = await issueClaimCode(tx, { inputId, secret: services.config.secret, now })
    return { dossier, inputId, code, by, unitId }
  })
}

type Made = Awaited<ReturnType<typeof makeInput>>

async function answer({ dossier, inputId, by, unitId }: Made, more: Partial<ResponseText> = {}) {
  const { db, now } = site()
  const text: ResponseText = {
    verdict: 'adopted',
    reason: null,
    action: 'Het komt er.',
    why: 'Daarom.',
    unitId,
    ...more,
  }
  const target = { kind: 'inputs' as const, inputIds: [inputId] }
  const outcome = await db
    .transaction()
    .execute((tx) => publishResponse(tx, { dossierId: dossier.id, target, text }, { by, now, today }))
  if (outcome.kind !== 'published') throw new Error(outcome.kind)
  return outcome.responseId
}

async function send(responseId: string) {
  const { db, services } = site()
  await sendNotices({ db, clock: services.clock, site: services.config }, { responseId, version: 1 })
}

test('a code of the wrong length is told its length, beside the field', async () => {
  const dutch = await site().post('/nl/my-input', { code: 'K7M 4PX 29' })
  expect(dutch.status).toBe(422)
  const html = await dutch.text()
  expect(html).toContain('Uw code heeft 8 tekens. Het moeten er 9 zijn.')
  expect(html).toContain('value="K7M 4PX 29"')
  const english = await site().post('/en/my-input', { code: 'K7M4PX29' })
  expect(await english.text()).toContain('Your code has 8 characters. It should have 9.')
  expect(await (await site().post('/nl/my-input', { code: 'K7M 4PX 2O9' })).text()).toContain(
    'In uw code staat O. Dat teken komt in onze codes niet voor.',
  )
  expect(await (await site().post('/nl/my-input', { code: ' ' })).text()).toContain('Vul uw volgcode in.')
})

test('a code that is mistyped, and one that nobody has, open nothing', async () => {
  for (const text of [unknown, 'K7M4PX292']) {
    expect((await site().post('/nl/my-input', { code: text })).status).toBe(422)
    expect((await site().get(`/nl/my-input/${text}`)).status).toBe(422)
  }
})

test('the code opens the track, however it is typed, and nothing keeps or tells it', async () => {
  const { code } = await makeInput()
  const typed = `${code.slice(0, 3)}-${code.slice(3, 6)} ${code.slice(6)}`.toLowerCase()
  const opened = await site().post('/nl/my-input', { code: typed })
  expect([opened.status, opened.headers.get('location')]).toEqual([303, `/nl/my-input/${code}`])
  const page = await site().get(`/nl/my-input/${code}`)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('x-robots-tag')).toBe('noindex')
  const html = await page.text()
  expect(html).toContain('noindex')
  expect(html).toContain('Mag er een zebrapad komen?')
  expect(html).toContain('Gepubliceerd, zonder uw naam')
  expect(html).toContain('U hebt antwoord uiterlijk 8 mei 2026')
  expect(html).toContain('Nu: wij werken aan een antwoord')
  expect(html).toContain(
    'In dit onderwerp loopt nu: <span dir="auto">Uw advies</span>, tot en met 28 april 2026.',
  )
  expect(html.match(/Nu: /g), 'one step is now').toHaveLength(1)
  expect(html).toContain('Daarna: Het college beslist')
  expect(html.indexOf('Uw volgcode')).toBeLessThan(html.indexOf('Wat er gebeurt'))
})

test('the track shows the answer with its reason, and the earlier answer once it changed', async () => {
  const made = await makeInput()
  const responseId = await answer(made, {
    verdict: 'not_adopted',
    reason: 'cost',
    action: 'Nee, te duur.',
    why: 'Daarom.',
  })
  const first = await (await site().get(`/nl/my-input/${made.code}`)).text()
  expect(first).toContain('Niet overgenomen')
  expect(first).toContain('De reden: het kost te veel.')
  expect(first).toContain('op tijd (beloofd: 8 mei 2026)')
  const { db, now } = site()
  const text = {
    verdict: 'adopted',
    reason: null,
    action: 'Toch wel.',
    why: 'Daarom.',
    unitId: made.unitId,
  } as const
  await db.transaction().execute((tx) => changeResponse(tx, responseId, text, { by: made.by, now, today }))
  const second = await (await site().get(`/en/my-input/${made.code}`)).text()
  expect(second).toContain('Answer changed')
  expect(second).toContain('Toch wel.')
  expect(second).toContain('Read our earlier answer')
  expect(second).toContain('Nee, te duur.')
})

test('somebody asks for notices, gets one, and stops them with one click', async () => {
  const made = await makeInput()
  const ask = (email: string) => site().post(`/nl/my-input/${made.code}/notices`, { email })
  const wrong = await ask('geen adres')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Dit is geen e-mailadres.')
  const asked = await ask(' Wie@Voorbeeld.example ')
  expect(asked.headers.get('location')).toBe(`/nl/my-input/${made.code}?done=asked`)
  await confirmAddress(site(), 'Wie@voorbeeld.example')
  await send(await answer(made))
  const { db } = site()
  const findMail = () =>
    db
      .selectFrom('outgoing_mail')
      .selectAll()
      .where('recipient', '=', 'Wie@voorbeeld.example')
      .where('subject', 'like', 'U hebt antwoord%')
      .executeTakeFirst()
  const mail = await findMail()
  const link = new URL(/https:\S+\/my-input\/mail\/[\w-]+(?=\n)/.exec(mail?.body_text ?? '')?.[0] ?? '')
    .pathname
  const track = await site().get(link)
  expect(await track.text()).toContain('De mail hierover staat klaar.')
  const stop = new URL(/https:\S+\/stop/.exec(mail?.body_text ?? '')?.[0] ?? '').pathname
  expect((await site().get(stop)).status).toBe(200)
  await db.updateTable('outgoing_mail').set({ state: 'sent', sent_at: site().now }).execute()

  // A mail provider is no browser: it sends no origin.
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const oneClick = await site().request(stop, { method: 'POST', body })
  expect(oneClick.status).toBe(303)
  expect(await findMail()).toBeUndefined()
  const stopped = await (await site().get(oneClick.headers.get('location') ?? '')).text()
  expect(stopped).toContain('U krijgt geen berichten meer')
  expect(await (await site().get(link)).text()).toContain('Wij mailden u dit op 2 maart 2026.')
})

test('a mail stops everything also when its contact was forgotten long ago, and who asks again can come back by it', async () => {
  const { db } = site()
  const made = await makeInput()
  const ask = () => site().post(`/nl/my-input/${made.code}/notices`, { email: 'oud@voorbeeld.example' })
  await ask()
  await confirmAddress(site(), 'oud@voorbeeld.example')
  await send(await answer(made))
  const mails = db
    .selectFrom('outgoing_mail')
    .select('body_text')
    .where('recipient', '=', 'oud@voorbeeld.example')
  const mail = (await mails.where('subject', 'like', 'U hebt antwoord%').execute()).at(-1)
  const { pathname } = new URL(/https:\S+\/stop/.exec(mail?.body_text ?? '')?.[0] ?? '')
  await site().post(`/nl/my-input/${made.code}/notices/stop`, {})
  await site().post(pathname, {})
  await ask()
  const contacts = db.selectFrom('notice_contact').select('is_confirmed')
  const ofThem = contacts.where('address', '=', 'oud@voorbeeld.example')
  expect(await ofThem.execute()).toEqual([{ is_confirmed: false }])
  expect((await site().post(pathname.replace(/\/stop$/, ''), {})).status).toBe(303)
  expect(await ofThem.execute()).toEqual([{ is_confirmed: true }])
})

test('who stops on the page of a mail that was not noted as sent is told so too', async () => {
  const made = await makeInput()
  await site().post(`/nl/my-input/${made.code}/notices`, { email: 'snel@voorbeeld.example' })
  await confirmAddress(site(), 'snel@voorbeeld.example')
  await send(await answer(made))
  const mails = site().db.selectFrom('outgoing_mail').select('body_text')
  const [mail] = await mails
    .where('recipient', '=', 'snel@voorbeeld.example')
    .where('subject', 'like', 'U hebt antwoord%')
    .execute()
  const link = /\/nl\/my-input\/mail\/[\w-]+/.exec(mail?.body_text ?? '')?.[0] ?? ''
  const stopped = await site().post(`${link}/stop`, {})
  const page = await site().get(stopped.headers.get('location') ?? '')
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('U krijgt geen berichten meer'),
  ])
})

test('one visitor has a hundred addresses asked in a day; beyond that others there are told the same, and keep their wish', async () => {
  const { code } = await makeInput()
  const visitor = { address: '192.0.2.90' }
  const ask = async (n: number) => {
    await site().post(`/nl/my-input/${code}/notices/stop`, {}, visitor)
    const asked = await site().post(`/nl/my-input/${code}/notices`, { email: `v${n}@velen.example` }, visitor)
    return asked.headers.get('location')
  }
  // What sends no mail counts for nothing.
  await ask(1)
  const twice = await site().post(`/nl/my-input/${code}/notices`, { email: 'v1@velen.example' }, visitor)
  expect(twice.status).toBe(303)
  const { name, times } = limits.confirmationByVisitor
  const counts = site().db.selectFrom('rate_limit').select('points').where('key', 'like', `${name}:%`)
  expect(await counts.execute()).toContainEqual({ points: 1 })
  const counted = site().db.updateTable('rate_limit').where('key', 'like', `${name}:%`)
  await counted.set({ points: times }).execute()
  expect(await ask(2)).toBe(`/nl/my-input/${code}?done=asked`)
  const mails = site()
    .db.selectFrom('outgoing_mail')
    .select('recipient')
    .where('recipient', 'like', '%@velen.example')
  expect(await mails.execute()).toEqual([{ recipient: 'v1@velen.example' }])
  const contacts = site().db.selectFrom('notice_contact').select('address')
  expect(await contacts.where('address', '=', 'v2@velen.example').execute()).toHaveLength(1)
  const asked = site().db.selectFrom('notice_address').select('asked').orderBy('asked')
  expect(await asked.execute()).toContainEqual({ asked: 0 })
  await site().db.deleteFrom('rate_limit').execute()
})

test('a link that we did not seal leads nowhere', async () => {
  for (const token of ['x', 'A'.repeat(43)]) {
    expect((await site().get(`/nl/my-input/mail/${token}`)).status).toBe(404)
    expect((await site().post(`/nl/my-input/mail/${token}/stop`, {})).status).toBe(404)
  }
})

test('whoever holds an address says yes or no with a button, whatever a mail program opened before', async () => {
  const { db } = site()
  const address = 'knop@voorbeeld.example'
  const { code } = await makeInput()
  await site().post(`/nl/my-input/${code}/notices`, { email: address })
  const mail = await db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', address)
    .executeTakeFirstOrThrow()
  const link = new URL(/https:\S+\/my-input\/address\/[\w-]+(?=\n)/.exec(mail.body_text)?.[0] ?? '').pathname
  const page = await site().get(link)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(await page.text()).toContain('Ja, bevestig mijn adres')
  const confirmed = async () =>
    (
      await db.selectFrom('notice_contact').select('is_confirmed').where('address', '=', address).execute()
    ).map((contact) => contact.is_confirmed)
  expect(await confirmed()).toEqual([false])
  const yes = await site().post(link, {})
  expect(await (await site().get(yes.headers.get('location') ?? '')).text()).toContain(
    'Uw adres is bevestigd',
  )
  expect(await confirmed()).toEqual([true])
  expect(await (await site().get(`${link}/stop`)).text()).toContain('ook niet over andere inbreng')
  const no = await site().request(`${link}/stop`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
  expect(await (await site().get(no.headers.get('location') ?? '')).text()).toContain('geen berichten meer')
  expect(await confirmed()).toEqual([])
  for (const path of [link, '/nl/my-input/address/xyz', '/nl/my-input/address/xyz/stop'])
    expect(await (await site().get(path)).text()).toContain('Deze link werkt niet meer')
})

test('what is not public shows to its own author', async () => {
  const { code } = await makeInput({ isPublic: false, body: 'Mijn buurman rijdt te hard.' })
  const html = await (await site().get(`/nl/my-input/${code}`)).text()
  expect(html).toContain('Mijn buurman rijdt te hard.')
  expect(html).not.toContain('Gepubliceerd')
})

/** So many wrong codes at once from the networks of one /48. */
async function guessFrom(prefix: string, times: number): Promise<number[]> {
  const guesses = Array.from({ length: times }, (_, n) =>
    site().get(`/nl/my-input/${unknown}`, { address: `${prefix}:${n.toString(16)}::1` }),
  )
  return (await Promise.all(guesses)).map(({ status }) => status)
}

test('80 people behind one address read with 80 right codes, and again', async () => {
  const { code } = await makeInput()
  const school = { address: '192.0.2.80' }
  for (let times = 0; times < 2; times++) {
    const read = Array.from({ length: 80 }, () => site().get(`/nl/my-input/${code}`, school))
    expect(new Set((await Promise.all(read)).map(({ status }) => status))).toEqual(new Set([200]))
  }
  const typed = await site().post('/nl/my-input', { code }, school)
  expect(typed.headers.get('location')).toBe(`/nl/my-input/${code}`)
})

test('who guesses from a whole /48 is stopped, and closes nothing for others nor what was sealed', async () => {
  const made = await makeInput()
  const statuses = await guessFrom('2001:db8:aa', 150)
  expect(statuses.filter((status) => status === 422)).toHaveLength(guessLimits.claim.byAddress.times)
  expect(statuses.filter((status) => status === 429)).toHaveLength(90)
  const guesser = { address: '2001:db8:aa:ffff::1' }
  const refused = await site().get(`/nl/my-input/${made.code}`, guesser)
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  for (const path of ['/notices', '/notices/stop', '/appeal'])
    expect((await site().post(`/nl/my-input/${made.code}${path}`, {}, guesser)).status).toBe(429)
  expect((await site().get(`/nl/my-input/${made.code}`, { address: '2001:db8:ab::1' })).status).toBe(200)
  // What is sealed is read, not guessed: one that we did not seal leads nowhere, and is no reason to wait.
  const mailed = `/nl/my-input/mail/${'A'.repeat(43)}`
  expect((await site().get(mailed, guesser)).status).toBe(404)
  expect((await site().post(`${mailed}/stop`, {}, guesser)).status).toBe(404)
})

test('forms that somebody floods us with close no sealed link, no code and no desk for others at that address', async () => {
  const flooded = { address: '192.0.2.25' }
  const { code } = await makeInput()
  const colleague = { ...(await site().signInAs('administrator')), ...flooded }
  for (let times = 0; times <= limits.write.times; times++) await site().post('/nl/nowhere', {}, flooded)
  expect((await site().post('/nl/tell-us/next', { body: 'Waar?' }, flooded)).status).toBe(429)
  const sealed = 'A'.repeat(43)
  for (const path of [`mail/${sealed}/stop`, `address/${sealed}`, `address/${sealed}/stop`])
    expect((await site().post(`/nl/my-input/${path}`, {}, flooded)).status).not.toBe(429)
  expect((await site().post('/nl/my-input', { code }, flooded)).status).toBe(303)
  expect((await site().post('/nl/sign-in/open', { token: sealed }, flooded)).status).not.toBe(429)
  expect((await site().post('/nl/desk/nowhere', {}, colleague)).status).toBe(404)
})

test('a code that is plainly mistyped is no guess', async () => {
  const { code } = await makeInput()
  const slip = `${code.slice(0, 8)}${code.endsWith('2') ? '3' : '2'}`
  const visitor = { address: '192.0.2.81' }
  for (let n = 0; n < 70; n++) expect((await site().get(`/nl/my-input/${slip}`, visitor)).status).toBe(422)
  expect((await site().get(`/nl/my-input/${code}`, visitor)).status).toBe(200)
})

test('over the bound for all, who guessed wrong waits and everybody else is let in within ten seconds', async () => {
  const { code } = await makeInput()
  await guessFrom('2001:db8:bb', 1)
  const all = guessLimits.claim.byAll
  await site()
    .db.updateTable('rate_limit')
    .set({ points: all.times })
    .where('key', 'like', `${all.name}:%`)
    .execute()
  expect(await guessFrom('2001:db8:bb', 1)).toEqual([429])
  const began = performance.now()
  const read = Array.from({ length: 20 }, () => site().get(`/nl/my-input/${code}`, { address: '192.0.2.82' }))
  expect(new Set((await Promise.all(read)).map(({ status }) => status))).toEqual(new Set([200]))
  expect(performance.now() - began).toBeGreaterThan(guessLimits.claim.delaySeconds * 1000 - 10)
  expect(performance.now() - began).toBeLessThan(10_000)
  await site().db.deleteFrom('rate_limit').execute()
})

test('an answer that did not help is said so with one press, and is open again; nobody is asked twice', async () => {
  const { db, now, services } = site()
  const ann = await site().signInAs('responder', 'Ann Visser')
  const { code, conversationId } = await db.transaction().execute((tx) =>
    startConversation(
      tx,
      { body: 'Waar is mijn afval?' },
      {
        ...({ language: 'nl', channel: 'web', mayMail: true, now } as const),
        secret: services.config.secret,
        letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      },
    ),
  )
  const path = `/nl/my-input/${code}`
  const read = async (query = '') => (await site().get(`${path}${query}`)).text()
  expect(await read()).not.toContain('Heeft ons antwoord u geholpen?')
  await site().post(`/nl/desk/inbox/${conversationId}/reply`, { seen: '1', reply: 'Dat komt nog.' }, ann)
  await sendReplies(site())
  expect(await read()).toContain('Heeft ons antwoord u geholpen?')
  expect((await site().post(`${path}/helped`, { helped: 'perhaps' })).headers.get('location')).toBe(path)
  const no = await site().post(`${path}/helped`, { helped: 'no' })
  expect(no.headers.get('location')).toBe(`${path}?done=unhelped`)
  expect((await site().post(`${path}/helped`, { helped: 'yes' })).headers.get('location')).toBe(path)
  const after = await read('?done=unhelped')
  expect(after).toContain('Een medewerker kijkt er opnieuw naar.')
  expect(after).toContain('U zei dat dit u niet hielp')
  expect(after).toContain('Nu: wij werken aan een antwoord')
  expect(after).not.toContain('Heeft ons antwoord u geholpen?')
  const desk = await (await site().get(`/nl/desk/inbox/${conversationId}`, ann)).text()
  expect(desk).toContain('Bewoner zegt dat ons antwoord niet hielp')
})
