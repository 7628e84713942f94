import { expect, test } from 'vitest'
import { findInputByClaimCode } from '#domains/register'
import { readCode } from '#platform/code'
import { limits } from '#web/http'
import { confirmAddress, useTestSite } from '#web/testing'

const site = useTestSite()

/** The cookies for the page after the form, as a browser would send them back. */
function cookiesOf(response: Response): string {
  const cookies = response.headers.getSetCookie().filter((cookie) => cookie.includes('Path=/nl'))
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

test('somebody asks, and the receipt shows a code that opens what they said', async () => {
  const sent = await site().post('/nl/tell-us', {
    body: 'Wanneer wordt het paaltje gemaakt?',
    name: 'Mw. Van Dijk',
    address: 'wie@voorbeeld.example',
    website: '',
  })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/nl/tell-us/sent'])
  expect(sent.headers.getSetCookie().join()).toMatch(/HttpOnly; Secure; SameSite=Strict/)
  const receipt = await site().get('/nl/tell-us/sent', { cookie: cookiesOf(sent) })
  expect(receipt.headers.get('cache-control')).toBe('no-store')
  const html = await receipt.text()
  expect(html).toContain('9 maart 2026')
  const reading = readCode(/<p class="wk-code"[^>]*>([^<]+)</.exec(html)?.[1] ?? '')
  if (reading.kind !== 'read') throw new Error(reading.kind)
  const { db, services } = site()
  const inputId = await findInputByClaimCode(db, reading.code, services.config.secret)
  expect(inputId).toBeDefined()
  const mail = await db.selectFrom('outgoing_mail').selectAll().executeTakeFirstOrThrow()
  expect(mail.recipient).toBe('wie@voorbeeld.example')
  expect(mail.body_text).toContain(`https://praat.voorbeeld.example/nl/my-input/${reading.code}`)
})

test('the receipt is for who has just sent something', async () => {
  const response = await site().get('/nl/tell-us/sent')
  expect([response.status, response.headers.get('location')]).toEqual([303, '/nl/my-input'])
  const forged = encodeURIComponent(JSON.stringify({ code: '<b>', dueOn: '2026-01-01', answerByMail: true }))
  expect((await site().get('/nl/tell-us/sent', { cookie: `wk-receipt=${forged}` })).status).toBe(303)
})

test('an empty form says what is missing, and keeps the rest', async () => {
  const response = await site().post('/en/tell-us', {
    body: '  ',
    name: 'Jan & <b>co</b>',
    address: 'not an address',
  })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('<title>Error: ')
  expect(html).toContain('There are problems with 2 answers')
  expect(html).toContain('href="#body"')
  expect(html).toContain('href="#address"')
  expect(html).toContain('Jan &amp; &lt;b&gt;co&lt;/b&gt;')
  expect(html).toContain('value="not an address"')
})

test('a text that is too long is not lost', async () => {
  const response = await site().post('/nl/tell-us', { body: 'é'.repeat(10_001) })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('U kunt hoogstens 10.000 tekens gebruiken')
  expect(html).toContain('é'.repeat(10_001))
})

test('a program that fills in every field stores nothing, and a person loses nothing', async () => {
  const { db } = site()
  const before = await db.selectFrom('conversation').select('id').execute()
  const response = await site().post('/nl/tell-us', { body: 'Koop nu', website: 'https://spam.example' })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('Druk nog een keer op Verstuur')
  expect(html).toContain('Koop nu')
  expect(await db.selectFrom('conversation').select('id').execute()).toEqual(before)
})

test('the short form leads on with what was written', async () => {
  const response = await site().post('/nl/tell-us/next', { body: 'Mag ik hier parkeren?' })
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('Mag ik hier parkeren?</textarea>')
})

test('a dossier that is not there leaves the form as it is', async () => {
  const response = await site().get('/nl/tell-us?dossier=%27%3Cscript%3E')
  expect(response.status).toBe(200)
  expect(await response.text()).not.toContain('Dit gaat over')
})

test('a script that sends on and on is stopped', async () => {
  let last = 303
  for (let n = 0; n < 45 && last === 303; n++)
    last = (await site().post('/nl/tell-us', { body: `Vraag ${n}` })).status
  expect(last).toBe(429)
})

/** A question from somewhere else each time, as a script with many addresses sends it. */
let places = 0
const askFrom = (address: string, from = `198.51.100.${++places}`) =>
  site().post('/nl/tell-us', { body: 'Wanneer is de markt?', address }, { address: from })

const mailsTo = (recipients: string) =>
  site().db.selectFrom('outgoing_mail').selectAll().where('recipient', 'like', recipients).execute()

test('one mailbox gets five receipts a day, however its address is written, and each question is taken in', async () => {
  const { db } = site()
  const before = await db.selectFrom('conversation').select('id').execute()
  for (let n = 0; n < 12; n++) {
    const asked = await askFrom(
      n % 2 ? `Slachtoffer+${n}@Voorbeeld.example` : `slachtoffer+${n}@voorbeeld.example`,
    )
    expect(asked.headers.get('location')).toBe('/nl/tell-us/sent')
  }
  expect(await mailsTo('_lachtoffer%')).toHaveLength(5)
  expect(await db.selectFrom('conversation').select('id').execute()).toHaveLength(before.length + 12)
})

test('who has asked for a hundred receipts in a day asks on, and no receipt leaves', async () => {
  const from = '198.51.100.200'
  await askFrom('eerste@honderd.example', from)
  await site()
    .db.updateTable('rate_limit')
    .set({ points: limits.receiptByVisitor.times })
    .where('key', 'like', `${limits.receiptByVisitor.name}:%`)
    .execute()
  expect((await askFrom('tweede@honderd.example', from)).headers.get('location')).toBe('/nl/tell-us/sent')
  expect((await mailsTo('%@honderd.example')).map((mail) => mail.recipient)).toEqual([
    'eerste@honderd.example',
  ])
  await site().db.deleteFrom('rate_limit').execute()
})

test('the page after the form says the same, whether or not a receipt leaves', async () => {
  const pages = []
  const kept = []
  for (let n = 0; n < 6; n++) {
    const asked = await askFrom('zelfde@voorbeeld.example')
    const code = /%22code%22%3A%22(\w+)%22/.exec(cookiesOf(asked))?.[1] ?? ''
    const html = await (await site().get('/nl/tell-us/sent', { cookie: cookiesOf(asked) })).text()
    pages.push(/Vul hem in op [^<]*/.exec(html)?.[0])
    kept.push(cookiesOf(asked).replaceAll(code, ''))
  }
  expect(await mailsTo('zelfde@%')).toHaveLength(5)
  expect(pages[0]).toContain('Kijk dan bij ongewenste mail.')
  expect(pages[0]).toContain('met de code op deze pagina')
  expect(new Set(pages).size).toBe(1)
  expect(new Set(kept).size).toBe(1)
})

test('each receipt stops all mail by one click, whether or not its address was confirmed', async () => {
  for (const [who, isConfirmed] of [
    ['onbevestigd@voorbeeld.example', false],
    ['bevestigd@voorbeeld.example', true],
  ] as const) {
    await askFrom(who)
    if (isConfirmed) await confirmAddress(site(), who)
    if (isConfirmed) await askFrom(who)
    const mail = (await mailsTo(who)).at(-1)
    const link = /https:\S+\/my-input\/address\/[\w-]+\/stop/.exec(mail?.body_text ?? '')?.[0] ?? ''
    expect(mail?.headers).toMatchObject({ 'List-Unsubscribe': `<${link}>` })
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await site().request(new URL(link).pathname, { method: 'POST', body })).status).toBe(303)
    const before = (await mailsTo(who)).length
    expect((await askFrom(who.replace('@', '+weer@'))).status).toBe(303)
    expect(await mailsTo(who.replace('@', '+weer@'))).toEqual([])
    expect(await mailsTo(who)).toHaveLength(before)
  }
})
