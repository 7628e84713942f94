import { expect, test } from 'vitest'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const path = '/nl/desk/take-down'

async function takeDown(form: Record<string, string>, visitor: Visitor) {
  const answer = await site().post(path, { channel: 'phone', body: 'De stoep ligt los.', ...form }, visitor)
  const cookies = answer.headers.getSetCookie().filter((cookie) => cookie.includes(`Path=${path}/done`))
  const cookie = [visitor.cookie, ...cookies.map((one) => one.split(';')[0])].join('; ')
  return { answer, read: async () => (await site().get(`${path}/done`, { cookie })).text() }
}

test('what somebody said on the phone is written down, and the page after it has the code and the day to tell them', async () => {
  const ann = await site().signInAs('responder', 'Ann Visser')
  const form = await site().get(`${path}?channel=desk`, ann)
  const html = await form.text()
  expect(html).toMatch(/name="channel" value="desk" checked/)
  expect(html).toMatch(/<textarea[^>]*id="body"[^>]*autofocus/)
  const { answer, read } = await takeDown({ name: 'Mw. Jansen', reach: '(0123) 45 67 89' }, ann)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}/done`])
  const done = await read()
  expect(done).toContain('Zeg erbij: u hebt uiterlijk 9 maart 2026 antwoord.')
  const code = /<p class="wk-code"[^>]*>([^<]+)</.exec(done)?.[1] ?? ''
  const opened = await site().post('/nl/my-input', { code })
  expect(opened.status).toBe(303)
  expect(await (await site().get(opened.headers.get('location') ?? '')).text()).toContain('via de telefoon')
  const desk = await (await site().get(/href="([^"]+inbox\/[\w-]+)"/.exec(done)?.[1] ?? '', ann)).text()
  expect(desk).toContain('aan de telefoon, 2 maart om 10:00, opgeschreven door Ann Visser')
  expect(desk).toContain('Bel (0123) 45 67 89')
  expect(desk).toContain('<a href="tel:0123456789">(0123) 45 67 89</a>')
})

test('what was answered at once is closed, and says so', async () => {
  const ann = await site().signInAs('responder')
  const { read } = await takeDown({ answer: 'Ik geef het door.' }, ann)
  const done = await read()
  expect(done).toContain('De vraag is opgeschreven en beantwoord')
  expect(done).not.toContain('Zeg erbij')
})

test('a form that is not right comes back filled, with what is wrong beside it', async () => {
  const ann = await site().signInAs('responder')
  const { answer } = await takeDown(
    { body: ' ', channel: 'paper', name: 'Jan & <co>', reach: 'r'.repeat(301) },
    ann,
  )
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Schrijf op wat er is gevraagd of verteld.')
  expect(html).toContain('U kunt hoogstens 300 tekens gebruiken')
  expect(html).toContain('value="Jan &amp; &lt;co&gt;"')
  expect(html).toMatch(/value="paper" checked/)
})

test('pressed twice it is one question with one code', async () => {
  const ann = await site().signInAs('responder')
  const form = { body: 'Twee keer gedrukt.', once: 'A'.repeat(22) }
  const [one, other] = await Promise.all([takeDown(form, ann), takeDown(form, ann)])
  const codeIn = (html: string) => /<p class="wk-code"[^>]*>([^<]+)</.exec(html)?.[1]
  expect(codeIn(await one.read())).toBe(codeIn(await other.read()))
  const made = site().db.selectFrom('conversation').select('id').where('subject', '=', 'Twee keer gedrukt')
  expect(await made.execute()).toHaveLength(1)
})

test('it is for staff who answer, and the code shows to whoever wrote it down alone', async () => {
  expect((await site().post(path, { body: 'x' })).status).toBe(303)
  const ann = await site().signInAs('responder')
  expect((await site().get(`${path}/done`, ann)).headers.get('location')).toBe(path)
  const { answer } = await takeDown({}, ann)
  expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly; Secure; SameSite=Strict/)
})

test('a promised day and a task are said along with what was said; a wrong one comes back filled', async () => {
  const ann = await site().signInAs('responder', 'Ann Visser')
  const task = { to: `staff:${ann.accountId}`, question: 'Wil jij terugbellen?' }
  const refused = await takeDown({ ...task, promisedOn: '2026-12-31' }, ann)
  const html = await refused.answer.text()
  expect([refused.answer.status, html.includes('Deze dag is te laat')]).toEqual([422, true])
  expect(html).toContain('Wil jij terugbellen?')
  const { read } = await takeDown({ ...task, promisedOn: '2026-03-04' }, ann)
  const done = await read()
  expect(done).toContain('4 maart 2026')
  const path = /href="(\/nl\/desk\/inbox\/[\da-f-]{36})"/.exec(done)?.[1] ?? ''
  expect(await (await site().get(path, ann)).text()).toContain('Wil jij terugbellen?')
})
