import { beforeEach, expect, test } from 'vitest'
import { limits } from '#web/http'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const newKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
const firefox = { 'user-agent': 'Firefox', 'accept-language': 'nl' }

/** Somebody who was never here before: an address and a browser, and no cookie. */
let addresses = 0
const stranger = (): Visitor => ({ address: `198.51.100.${++addresses}`, headers: firefox })

type Form = Record<string, string>
const sendAtOnce = (times: number, path: string, form: Form, visitor: Visitor) =>
  Promise.all(Array.from({ length: times }, () => site().post(path, form, visitor)))

const countOf = async (table: 'conversation' | 'participant' | 'outgoing_mail' | 'claim_code') =>
  (await site().db.selectFrom(table).selectAll().execute()).length

/** How often something was counted under a limit, over everybody. */
async function pointsOf({ name }: { name: string }): Promise<number> {
  const rows = await site()
    .db.selectFrom('rate_limit')
    .select('points')
    .where('key', 'like', `${name}:%`)
    .execute()
  return rows.reduce((all, { points }) => all + points, 0)
}

/** What the browser is told for the page after the form. */
const receiptOf = (response: Response) =>
  /wk-receipt=([^;]+)/.exec(response.headers.getSetCookie().join())?.[1] ?? ''
const secretOf = (response: Response) =>
  /wk-participant=([^;]+)/.exec(response.headers.getSetCookie().join())?.[1] ?? ''
const codeOf = async (response: Response) => /class="wk-code"[^>]*>([^<]+)</.exec(await response.text())?.[1]

beforeEach(() => site().db.deleteFrom('rate_limit').execute())

test('a question that comes twenty times at once with one key is one conversation, and all are told its code', async () => {
  const form = { body: 'Wanneer komt de bus?', address: 'bus@voorbeeld.example', once: newKey() }
  const [conversations, mails] = [await countOf('conversation'), await countOf('outgoing_mail')]
  const answers = await sendAtOnce(20, '/nl/tell-us', form, stranger())
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
  expect(new Set(answers.map(receiptOf)).size).toBe(1)
  expect(receiptOf(await site().post('/nl/tell-us', form, stranger()))).toBe(
    answers[0] && receiptOf(answers[0]),
  )
  expect(await countOf('conversation')).toBe(conversations + 1)
  expect(await countOf('outgoing_mail')).toBe(mails + 1)
  expect(await pointsOf(limits.receiptByHandle)).toBe(1)
  expect(await pointsOf(limits.receiptByVisitor)).toBe(1)
})

test('without a key the same question from the same browser is one, and from another it is another', async () => {
  const form = { body: 'Wanneer komt de tram?' }
  const asker = stranger()
  const before = await countOf('conversation')
  const answers = await sendAtOnce(20, '/nl/tell-us', form, asker)
  expect(new Set(answers.map(receiptOf)).size).toBe(1)
  expect(await countOf('conversation')).toBe(before + 1)
  await site().post('/nl/tell-us', { body: 'Wanneer komt de metro?' }, asker)
  await site().post('/nl/tell-us', form, { ...asker, headers: { ...firefox, 'user-agent': 'Chrome' } })
  await site().post('/nl/tell-us', form, stranger())
  await sendAtOnce(2, '/nl/tell-us', form, {})
  expect(await countOf('conversation')).toBe(before + 6)
})

test('a key that comes with other words is another question', async () => {
  const once = newKey()
  const before = await countOf('conversation')
  const first = await site().post('/nl/tell-us', { body: 'Waar is de wip?', once })
  const second = await site().post('/nl/tell-us', { body: 'Waar is de schommel?', once })
  expect(receiptOf(second)).not.toBe(receiptOf(first))
  expect(await countOf('conversation')).toBe(before + 2)
})

test('the page that answers a form has a key in its own form, and a page that may be kept has none', async () => {
  const key = /name="once" value="[\w-]{22}"/
  const answered = await site().post('/nl/tell-us/next', { body: 'Mag dit?' })
  expect(answered.headers.get('cache-control')).toBe('no-store')
  expect(await answered.text()).toMatch(key)
  for (const path of ['/nl', '/nl/tell-us']) expect(await (await site().get(path)).text()).not.toMatch(key)
})

test('fifty first votes of one newcomer at once, with one key, are of one participant', async () => {
  const { page } = await makeOpenDialogue(site())
  const before = await countOf('participant')
  const form = { statement: '1', choice: 'agree', once: newKey() }
  const answers = await sendAtOnce(50, `${page}/vote`, form, stranger())
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
  expect(new Set(answers.map(secretOf)).size).toBe(1)
  const other = await site().post(`${page}/vote`, { ...form, choice: 'disagree' }, stranger())
  expect(secretOf(other)).toBe(answers[0] && secretOf(answers[0]))
  expect(await countOf('participant')).toBe(before + 1)
  await site().post(`${page}/vote`, { ...form, once: newKey() }, stranger())
  expect(await countOf('participant')).toBe(before + 2)
})

test('without a key, first votes of one browser at once are of one participant, and those of a class of many', async () => {
  const { page } = await makeOpenDialogue(site())
  const before = await countOf('participant')
  const form = { statement: '1', choice: 'agree' }
  const pupil = stranger()
  await sendAtOnce(50, `${page}/vote`, form, pupil)
  expect(await countOf('participant')).toBe(before + 1)
  await site().post(`${page}/vote`, form, { ...pupil, headers: { ...firefox, 'user-agent': 'Safari' } })
  await site().post(`${page}/vote`, form, stranger())
  await sendAtOnce(2, `${page}/vote`, form, {})
  expect(await countOf('participant')).toBe(before + 5)
})

test('somebody who is known stays who they are, whatever key comes along', async () => {
  const { page } = await makeOpenDialogue(site())
  const first = await site().post(`${page}/vote`, { statement: '1', choice: 'agree', once: newKey() })
  const known = { cookie: `wk-participant=${secretOf(first)}` }
  const before = await countOf('participant')
  const later = await site().post(`${page}/vote`, { statement: '2', choice: 'pass', once: newKey() }, known)
  expect(secretOf(later)).toBe(secretOf(first))
  expect(await countOf('participant')).toBe(before)
})

test('a statement that is sent twice is one, and both answers show the code', async () => {
  const { page } = await makeOpenDialogue(site())
  const text = 'Op het plein komt een fontein.'
  for (const form of [{ text, once: newKey() }, { text: `${text} Graag.` }]) {
    const path = `${page}/statements/new`
    const answers = await sendAtOnce(5, path, { ...form, anyway: 'yes' }, stranger())
    const codes = await Promise.all(answers.map(codeOf))
    expect(codes[0]).toMatch(/^\w{3} \w{3} \w{3}$/)
    expect(new Set(codes).size).toBe(1)
    expect(new Set(answers.map(secretOf)).size).toBe(1)
  }
})

test('who asks for the code of their votes twice reads it twice, and nobody else does', async () => {
  const { page } = await makeOpenDialogue(site())
  const vote = async () => {
    const voted = await site().post(`${page}/vote`, { statement: '1', choice: 'agree', once: newKey() })
    return { cookie: `wk-participant=${secretOf(voted)}`, address: '198.51.100.250', headers: firefox }
  }
  const [one, other] = [await vote(), await vote()]
  const answers = await sendAtOnce(3, `${page}/my-votes`, { email: '' }, one)
  const codes = new Set(await Promise.all(answers.map(codeOf)))
  expect([...codes]).toEqual([expect.stringMatching(/^\w{3} \w{3} \w{3}$/)])
  const neighbour = await site().post(`${page}/my-votes`, { email: '' }, other)
  expect(codes).not.toContain(await codeOf(neighbour))
})

test('who asks to be let in by mail and presses twice gets one mail, which counts once', async () => {
  const { page } = await makeOpenDialogue(site(), { access: 'mail' })
  const before = await countOf('outgoing_mail')
  const form = { email: 'twee@voorbeeld.example', once: newKey() }
  const answers = await sendAtOnce(5, `${page}/take-part`, form, stranger())
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
  expect(await countOf('outgoing_mail')).toBe(before + 1)
  expect(await pointsOf(limits.admissionByHandle)).toBe(1)
})

test('a first form with a key that opens a door and comes twice is of one browser, and without a key of two', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site(), { access: 'code' })
  const made = await site().post(`${desk}/codes`, { codes: '1' }, staff)
  const code = /^([2-9A-Z ]{9,}),/m.exec(await made.text())?.[1] ?? ''
  const two = await sendAtOnce(2, `${page}/take-part`, { code }, stranger())
  expect(new Set(two.map(secretOf)).size).toBe(2)
  const form = { code, once: newKey() }
  const asked = await sendAtOnce(2, `${page}/take-part`, form, stranger())
  expect(asked.map(({ status }) => status)).toEqual([307, 307])
  const [one = '', other] = asked.map(secretOf)
  expect(other).toBe(one)
  const entered = await sendAtOnce(2, `${page}/take-part?cookie=asked`, form, {
    cookie: `wk-participant=${one}`,
  })
  expect(entered.map(({ headers }) => headers.get('location')).sort()).toEqual([
    page,
    `${page}?told=admitted`,
  ])
})
