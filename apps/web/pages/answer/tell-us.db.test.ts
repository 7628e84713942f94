import { expect, test } from 'vitest'
import { findInputByClaimCode, readClaimCode } from '#domains/people'
import { useTestSite } from '../../frame/testing.ts'

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
  const reading = readClaimCode(/<p class="wk-code"[^>]*>([^<]+)</.exec(html)?.[1] ?? '')
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
  const forged = encodeURIComponent(
    JSON.stringify({ code: '<b>', dueOn: '2026-01-01', mailed: true, answerByMail: true }),
  )
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
  expect(html).toContain('2 things are not filled in well')
  expect(html).toContain('href="#body"')
  expect(html).toContain('href="#address"')
  expect(html).toContain('Jan &amp; &lt;b&gt;co&lt;/b&gt;')
  expect(html).toContain('value="not an address"')
})

test('a text that is too long is not lost', async () => {
  const response = await site().post('/nl/tell-us', { body: 'é'.repeat(10_001) })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('Er passen 10.000 tekens in')
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
