import { beforeAll, expect, test } from 'vitest'
import { limits } from '#web/http'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

const outside = {
  ...{
    party: 'Wijkagent',
    address: 'agent@politie.example',
    language: 'nl',
    outsideQuestion: 'Is dit gevaarlijk?',
  },
  'outsideShown[]': ['1'],
}

/** A link as it was mailed: to a conversation of its own. */
async function sendLink(more = {}): Promise<{ path: string; task: string }> {
  const taken = { channel: 'phone', body: 'Er wordt hard gereden.', name: 'Fam. Bos', reach: '0612345678' }
  await site().post('/nl/desk/take-down', taken, ann)
  const newest = (table: 'conversation' | 'task') =>
    site().db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  const { id } = await newest('conversation')
  const task = {
    seen: '1',
    to: `staff:${ann.accountId}`,
    question: 'Intern',
    dueOn: '2030-01-01',
    'shown[]': ['1'],
  }
  await site().post(`/nl/desk/inbox/${id}/task`, task, ann)
  const desk = `/nl/desk/tasks/${(await newest('task')).id}`
  const sent = await site().post(`${desk}/outside`, { ...outside, ...more, seen: '2' }, ann)
  expect(sent.headers.get('location')).toContain('done=outside')
  const mail = await site()
    .db.selectFrom('outgoing_mail')
    .select('body_text')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { path: /\/(?:nl|en)\/asked\/[\w-]{22}/.exec(mail.body_text ?? '')?.[0] ?? '', task: desk }
}

test('the page shows the question and the chosen text, and is kept nowhere', async () => {
  const { path } = await sendLink()
  const page = await site().get(path)
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': expect.stringContaining('no-store'),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  const html = await page.text()
  for (const shown of [
    'Is dit gevaarlijk?',
    'Er wordt hard gereden.',
    'Beste Wijkagent',
    '<meta name="robots" content="noindex"/>',
  ])
    expect(html).toContain(shown)
  for (const hidden of ['Intern', 'Fam. Bos', '0612345678', 'Ann Visser']) expect(html).not.toContain(hidden)
})

test('an answer ends the task; twice sent is once, and another one is given back', async () => {
  const { path, task } = await sendLink()
  const page = await (await site().get(path)).text()
  const once = /name="once" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const answer = { once, answer: 'Ja, heel gevaarlijk.' }
  const both = await Promise.all([site().post(path, answer), site().post(path, answer)])
  for (const sent of [...both, await site().post(path, answer)]) {
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toBe(path)
  }
  expect(await (await site().get(path)).text()).toContain('Bedankt, uw antwoord is binnen')
  const other = await site().post(path, { once, answer: 'Toch niet.' })
  expect(other.status).toBe(410)
  expect(await other.text()).toContain('Toch niet.')
  const desk = await (await site().get(task, ann)).text()
  expect(desk.match(/Ja, heel gevaarlijk\./g)).toHaveLength(1)
  expect(desk).toContain('Antwoord van Wijkagent, buiten de organisatie')
})

test('what is wrong is said beside the field, in the language of the page', async () => {
  const { path } = await sendLink({ language: 'en' })
  expect(path).toMatch(/^\/en\//)
  const empty = await site().post(path, { answer: '  ' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Write your answer first.')
  const long = await site().post(path, { answer: 'é'.repeat(10_001) })
  expect(long.status).toBe(422)
})

test('a link that was ended says so with the way out, gives back what was written, and tells nothing of the question', async () => {
  const { path, task } = await sendLink()
  const revoked = await site().post(`${task}/revoke`, { seen: '3' }, ann)
  expect(revoked.headers.get('location')).toContain('outside-ended')
  const page = await site().get(path)
  expect(page.status).toBe(410)
  const html = await page.text()
  expect(html).toContain('Deze vraag is niet meer open')
  expect(html).toContain('/nl/tell-us')
  expect(html).not.toContain('gevaarlijk')
  const late = await site().post(path, { answer: 'Mijn tekst' })
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('Mijn tekst')
})

test('what nobody made opens nothing, and guessing is bounded', async () => {
  for (const key of ['x', 'A'.repeat(22), '%00', `${'A'.repeat(21)}%2F`])
    expect((await site().get(`/nl/asked/${key}`)).status).toBe(404)
  expect((await site().post('/nl/asked/x', { answer: 'x' })).status).toBe(404)
  await site()
    .db.updateTable('rate_limit')
    .set({ points: 1000 })
    .where('key', 'like', 'task-link-wrong:%')
    .execute()
  expect((await site().get(`/nl/asked/${'B'.repeat(22)}`)).status).toBe(429)
  await site().db.deleteFrom('rate_limit').execute()
  expect(limits.askedByVisitor.times).toBeLessThan(100)
})

test('a form about somebody outside that is not right comes back filled', async () => {
  const { task } = await sendLink()
  const wrong = await site().post(
    `${task}/outside`,
    { ...outside, address: 'geen adres', party: ' ', seen: '3' },
    ann,
  )
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('Er zijn 2 dingen niet goed ingevuld')
  expect(html).toContain('geen adres')
  expect(html).toContain('Is dit gevaarlijk?</textarea>')
  expect(html).toMatch(/name="outsideShown\[\]" value="1" checked/)
})
