import { expect, test } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { sealAddress, stopAddress } from '#domains/register'
import { addressSchema } from '#platform/address'
import { type DialogueStory, makeOpenDossier } from '#stories'
import { guessLimits, limits } from '#web/http'
import { makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()

type Browser = { cookie: string }

/** A browser that has our cookie already, as it has after its first form. */
const newBrowser = (): Browser => ({ cookie: `wk-participant=${drawBrowserSecret()}` })

const vote = (page: string, browser: Browser, headers: Record<string, string> = {}) =>
  site().post(`${page}/vote`, { statement: '1', choice: 'agree' }, { ...browser, headers })

async function lastMail(recipient: string) {
  return site()
    .db.selectFrom('outgoing_mail')
    .select(['body_text', 'subject'])
    .where('recipient', '=', recipient)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
}

async function linkIn(recipient: string): Promise<{ path: string; token: string }> {
  const { body_text } = await lastMail(recipient)
  const url = new URL(/http\S+/.exec(body_text)?.[0] ?? '')
  return { path: url.pathname + url.search, token: url.searchParams.get('token') ?? '' }
}

async function makeCodes(desk: string, staff: { cookie?: string }, codes: string): Promise<string[]> {
  const made = await site().post(`${desk}/codes`, { codes }, staff)
  expect(made.headers.get('content-disposition')).toContain('attachment')
  expect(made.headers.get('cache-control')).toBe('no-store')
  const [head, ...lines] = (await made.text()).trim().split('\n')
  expect(head).toBe('code,adres')
  return lines.map((line) => line.split(',')[0] ?? '')
}

test('on the page of the dossier stands what is needed to take part', async () => {
  const wayOf = async (change: DialogueStory) => {
    const { dossier } = await makeOpenDialogue(site(), change)
    return (await site().get(`/nl/dossiers/${dossier}`)).text()
  }
  expect(await wayOf({ access: 'mail' })).toContain('U krijgt eerst een link per mail.')
  expect(await wayOf({ access: 'code' })).toContain('U hebt de code uit uw brief nodig.')
  expect(await wayOf({})).not.toMatch(/link op uw e-mailadres|code uit uw brief/)
})

test('staff choose in the form who may take part, and residents read what they need', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const html = await (await site().get(page)).text()
  expect(html).toContain('Op het plein komen meer bomen.')
  expect(html).toContain('Vul uw e-mailadres in. Wij sturen u een link.')
  expect(html).not.toContain('Van een bewoner')
  expect(html).toContain('Wij nemen uw advies over, of leggen uit waarom niet.')
  expect(html).not.toContain('name="choice"')
  expect((await site().get(`${page}/results`)).status).toBe(200)
  expect((await site().get(`${page}/rules`)).status).toBe(200)
  expect(await (await site().get(`${page}/statements/new`)).text()).toContain('Vul uw e-mailadres in.')
})

test('by a mailed link one browser gets in, after a press on a button', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const asked = await site().post(`${page}/take-part`, { email: 'Jan@Voorbeeld.example' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, `${page}/take-part/sent`])
  const { path, token } = await linkIn('Jan@voorbeeld.example')
  // What a mail scanner does changes nothing.
  for (let times = 0; times < 3; times++) {
    const opened = await site().get(path)
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await opened.text()).toContain('Druk op de knop.')
  }
  const browser = newBrowser()
  expect((await vote(page, browser)).headers.get('location')).toBe(`${page}/take-part`)
  const entered = await site().post(`${page}/take-part/open`, { token }, browser)
  expect(entered.headers.get('location')).toBe(`${page}?told=admitted`)
  expect(await (await site().get(`${page}?told=admitted`, browser)).text()).toContain(
    'U kunt nu antwoord geven',
  )
  expect((await vote(page, browser)).headers.get('location')).toBe(`${page}?after=1`)

  const reused = await site().post(`${page}/take-part/open`, { token }, newBrowser())
  expect(reused.status).toBe(410)
  expect(await reused.text()).toContain('Deze link werkt niet meer')
})

test('who asks again with an address that is in hears the same; only the mail differs', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  await site().post(`${page}/take-part`, { email: 'els@bücher.example' })
  const { token } = await linkIn('els@xn--bcher-kva.example')
  await site().post(`${page}/take-part/open`, { token }, newBrowser())
  const known = await site().post(`${page}/take-part`, { email: 'ELS+2@bücher.example' })
  const unknown = await site().post(`${page}/take-part`, { email: 'ans@voorbeeld.example' })
  for (const answer of [known, unknown])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${page}/take-part/sent`])
  const mail = await lastMail('ELS+2@xn--bcher-kva.example')
  expect(mail.body_text).toContain('Ga dan verder in de browser waarin u begon')
  expect(mail.body_text).not.toContain('token=')
})

test('what is no address is said beside the field, and one address gets few mails', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const wrong = await site().post(`${page}/take-part`, { email: 'jan' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Dit is geen e-mailadres.')
  const statuses = []
  for (const plus of ['', '+a', '+b', '+c', '+d']) {
    const asked = await site().post(`${page}/take-part`, { email: `veel${plus}@voorbeeld.example` })
    statuses.push(asked.status)
  }
  expect(statuses).toEqual([303, 303, 303, 303, 429])
})

test('one address gets eight links a day, hour after hour, and also where it stopped our notices', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const { db } = site()
  const seal = sealAddress(addressSchema.parse('dag@voorbeeld.example'), site().services.config.secret)
  await db.transaction().execute((tx) => stopAddress(tx, { seal, today: '2026-03-02' }))
  const statuses = []
  for (let n = 0; n < 10; n++) {
    await db.deleteFrom('rate_limit').where('key', 'like', `${limits.admissionByHandle.name}:%`).execute()
    statuses.push((await site().post(`${page}/take-part`, { email: `dag+${n}@voorbeeld.example` })).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 8 }, () => 303), 429, 429])
})

test('a dialogue by code opens once there is a code', async () => {
  const staff = await site().signInAs('policy_maker')
  const { slug: dossier } = await makeOpenDossier(site().db, { by: staff.accountId })
  const form = {
    question: 'Wie mag er op het plein?',
    seeds: 'Op het plein mag iedereen.',
    access: 'code',
    language: 'nl',
  }
  const made = await site().post(`/nl/desk/dossiers/${dossier}/dialogues/new`, form, staff)
  const desk = made.headers.get('location') ?? ''
  const refused = await site().post(`${desk}/open`, {}, staff)
  expect(refused.headers.get('location')).toBe(`${desk}?told=no-codes`)
  expect(await (await site().get(`${desk}?told=no-codes`, staff)).text()).toContain('Maak eerst codes')
  expect(await makeCodes(desk, staff, '1')).toHaveLength(1)
  const opened = await site().post(`${desk}/open`, {}, staff)
  expect(opened.headers.get('location')).toBe(`${desk}?told=opened`)
})

test('a code from a letter lets one browser in, however it is typed', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const [code = '', second = ''] = await makeCodes(desk, staff, '2')
  expect(code).toMatch(/^[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}$/)
  const browser = newBrowser()
  const typed = code.toLowerCase().replaceAll(' ', '-')
  const entered = await site().post(`${page}/take-part`, { code: typed }, browser)
  expect(entered.headers.get('location')).toBe(`${page}?told=admitted`)
  expect((await vote(page, browser)).headers.get('location')).toBe(`${page}?after=1`)

  const reused = await site().post(`${page}/take-part`, { code }, newBrowser())
  expect(reused.status).toBe(422)
  expect(await reused.text()).toContain('Ga dan verder in de browser waarin u begon')
  const again = await site().post(`${page}/take-part`, { code: second }, browser)
  expect(again.headers.get('location')).toBe(page)
  const html = await (await site().get(desk, staff)).text()
  expect(html).toContain('1 van 3 codes gebruikt.')
  expect(html).not.toContain(code)
})

test('two browsers at once with one code: exactly one gets in', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const [code = ''] = await makeCodes(desk, staff, '1')
  const browsers = [newBrowser(), newBrowser()]
  const statuses = await Promise.all(
    browsers.map(async (browser) => (await site().post(`${page}/take-part`, { code }, browser)).status),
  )
  expect(statuses.sort()).toEqual([303, 422])
  const votes = await Promise.all(
    browsers.map(async (browser) => (await vote(page, browser)).headers.get('location')),
  )
  expect(votes.sort()).toEqual([`${page}/take-part`, `${page}?after=1`].sort())
})

test('a forged admission is none: a made-up cookie, a made-up link, a code of another dialogue', async () => {
  const first = await makeOpenDialogue(site(), { access: 'mail' })
  expect((await vote(first.page, newBrowser())).headers.get('location')).toBe(`${first.page}/take-part`)
  const json = await vote(first.page, newBrowser(), { accept: 'application/json' })
  expect(json.status).toBe(403)
  expect(await json.json()).toMatchObject({ kind: 'not-admitted', address: `${first.page}/take-part` })
  const token = drawBrowserSecret()
  expect((await site().post(`${first.page}/take-part/open`, { token }, newBrowser())).status).toBe(410)
  const written = await site().post(
    `${first.page}/statements/new`,
    { text: 'Honden mogen los in de avond.' },
    newBrowser(),
  )
  expect(written.headers.get('location')).toBe(`${first.page}/take-part`)
  const people = await site()
    .db.selectFrom('participant')
    .innerJoin('dialogue', 'dialogue.id', 'participant.dialogue_id')
    .select('number')
    .where('dialogue.slug', '=', first.page.split('/').at(-1) ?? '')
    .execute()
  expect(people).toEqual([])
})

test('a browser without our cookie gets it first, and one that keeps none uses nothing up', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const [code = ''] = await makeCodes(desk, staff, '1')
  const first = await site().post(`${page}/take-part`, { code })
  expect(first.status).toBe(307)
  const again = first.headers.get('location') ?? ''
  const without = await site().post(again, { code })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Uw browser bewaart geen cookies')
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const entered = await site().post(again, { code }, { cookie })
  expect(entered.headers.get('location')).toBe(`${page}?told=admitted`)
})

test('only staff who make dossiers make codes, in a number that can be printed', async () => {
  const { desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const responder = await site().signInAs('responder')
  expect((await site().post(`${desk}/codes`, { codes: '5' }, responder)).status).toBe(403)
  expect((await site().post(`${desk}/codes`, { codes: '5' })).headers.get('location')).toBe('/nl/sign-in')
  for (const codes of ['', '0', '100001', 'veel']) {
    const refused = await site().post(`${desk}/codes`, { codes }, staff)
    expect(refused.headers.get('location')).toBe(`${desk}?told=codes-wrong`)
  }
})

test('a code with a slip says so and is no guess, and guessing ends soon', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const [code = ''] = await makeCodes(desk, staff, '1')
  const browser = newBrowser()
  const enter = (text: string) => site().post(`${page}/take-part`, { code: text }, browser)
  expect(await (await enter('O23456789')).text()).toContain('In een code staat geen O.')
  expect(await (await enter(code.slice(0, 7))).text()).toContain('Een code heeft negen letters en cijfers.')
  const slip = code.startsWith('2') ? `3${code.slice(1)}` : `2${code.slice(1)}`
  expect(await (await enter(slip)).text()).toContain('staat een teken verkeerd.')
  const enterFrom = (address: string, typed: string) =>
    site().post(`${page}/take-part`, { code: typed }, { ...newBrowser(), address })
  for (let times = 0; times < 70; times++) expect((await enterFrom('2001:db8:cc::1', slip)).status).toBe(422)
  const guesses = await Promise.all(
    Array.from({ length: 100 }, (_, n) => enterFrom(`2001:db8:cc:${n.toString(16)}::1`, 'K7M4PX29C')),
  )
  const tried = guesses.filter(({ status }) => status === 422)
  expect(tried).toHaveLength(guessLimits.entryCode.byAddress.times)
  expect((await enterFrom('2001:db8:cc:ffff::1', code)).status).toBe(429)
  expect((await enterFrom('2001:db8:cd::1', code)).status).toBe(303)
})

test('80 people behind one address come in with 80 right codes at once, and a used one is no guess', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const codes = await makeCodes(desk, staff, '80')
  const enter = (code: string) =>
    site().post(`${page}/take-part`, { code }, { ...newBrowser(), address: '192.0.2.80' })
  const entered = await Promise.all(codes.map(enter))
  const told = new Set(entered.map((answer) => answer.headers.get('location')))
  expect(told).toEqual(new Set([`${page}?told=admitted`]))
  const again = await Promise.all(codes.map(enter))
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([422]))
})

test('a class that opens its mailed links behind one address is no flood', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const open = () =>
    site().post(`${page}/take-part/open`, { token: 'not ours' }, { ...newBrowser(), address: '192.0.2.83' })
  const opened = await Promise.all(Array.from({ length: 320 }, open))
  expect(opened.map(({ status }) => status)).not.toContain(429)
})
