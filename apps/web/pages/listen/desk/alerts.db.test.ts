import { beforeAll, beforeEach, expect, test } from 'vitest'
import { pageAddressesOf } from '#domains/letters'
import { addWatch, newWatchSchema } from '#domains/listen'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let staff: Visitor & { accountId: string }
let watchId = ''

beforeAll(async () => {
  staff = await site().signInAs('responder')
  const watch = newWatchSchema.parse({
    ...{ name: 'Bruggen', query: 'brug', purpose: 'Hinder vroeg zien', followsSubject: true },
  })
  const who = { by: staff.accountId, now: site().now }
  const added = await site()
    .db.transaction()
    .execute((tx) => addWatch(tx, watch, who))
  if (added.kind !== 'added') throw new Error(added.kind)
  watchId = added.watchId
})

beforeEach(async () => void (await site().db.deleteFrom('watch_follower').execute()))

const page = async (path: string, visitor: Visitor = staff) => (await site().get(path, visitor)).text()
const watchPath = () => `/nl/desk/listen/watches/${watchId}`
const follows = () =>
  site().db.selectFrom('watch_follow').select(['account_id', 'watch_id', 'pace']).execute()

test('a watch is followed in one click, at another pace in another, and no more in a third; each for themselves', async () => {
  expect(await page(watchPath())).toContain('Volg deze zoekvraag')
  const followed = await site().post(`${watchPath()}/follow`, { pace: 'at-once' }, staff)
  expect(followed.headers.get('location')).toBe(`${watchPath()}?done=following`)
  expect(await page(`${watchPath()}?done=following`)).toContain('Nieuwe berichten komen in uw mail.')
  const colleague = await site().signInAs('responder')
  expect(await page(watchPath(), colleague)).not.toContain('Volg niet meer')
  await site().post(`${watchPath()}/follow`, { pace: 'daily' }, staff)
  expect(await follows()).toEqual([{ account_id: staff.accountId, watch_id: watchId, pace: 'daily' }])
  expect(await page('/nl/desk/listen/alerts')).toContain('Eén keer per dag')
  await site().post(`${watchPath()}/unfollow`, {}, staff)
  expect(await follows()).toEqual([])
})

test('what is no pace or no watch is not found', async () => {
  expect((await site().post(`${watchPath()}/follow`, { pace: 'hourly' }, staff)).status).toBe(404)
  const other = watchPath().replace(watchId, crypto.randomUUID())
  expect((await site().post(`${other}/follow`, { pace: 'daily' }, staff)).status).toBe(404)
})

test('somebody says when they want mail; what is no time comes back as it was typed', async () => {
  const path = '/nl/desk/listen/alerts'
  expect(await page(path)).toMatch(/name="quietFrom" value="18:00"/)
  const wrong = { digestAt: '25:99', quietFrom: '20:00', quietUntil: '07:00', quietDaysOff: 'yes' }
  const refused = await site().post(path, wrong, staff)
  const html = await refused.text()
  expect([refused.status, html]).toEqual([422, expect.stringContaining('Vul een tijd in, zoals 08:30.')])
  expect(html).toContain('value="25:99"')
  const right = await site().post(path, { digestAt: '07:15', quietFrom: '20:00', quietUntil: '07:00' }, staff)
  expect(right.headers.get('location')).toBe(`${path}?done=saved`)
  const kept = await page(path)
  expect(kept).toMatch(/name="digestAt" value="07:15"/)
  expect(kept).not.toMatch(/name="quietDaysOff"[^>]* checked/)
})

test('a mail stops with one click, by a link that no mail program follows by itself, and by no other', async () => {
  await site().post(`${watchPath()}/follow`, { pace: 'at-once' }, staff)
  const { config } = site().services
  const pages = pageAddressesOf(config)
  const link = pages.stopFollowing('nl', { accountId: staff.accountId, watchId }).replace(config.url, '')
  const asked = await site().get(link)
  expect(await asked.text()).toContain('Ja, stop de mail')
  expect(asked.headers.get('x-robots-tag')).toBe('noindex')
  expect(await follows()).toHaveLength(1)
  expect(await page(link.replace('/followed/', '/followed/x'), {})).toContain('Deze link werkt niet meer')
  const done = await site().post(link, { 'List-Unsubscribe': 'One-Click' })
  expect(done.headers.get('location')).toBe('/nl/followed/stopped')
  expect(await follows()).toEqual([])
})

test('a watch is said to be urgent, with what is wrong beside its field, and to be so no more', async () => {
  const path = `${watchPath()}/urgent`
  expect(await page(path)).toContain('Kies iemand of een team')
  const refused = await site().post(path, { posts: '9999', sources: '2', hours: '', toldTo: '' }, staff)
  const html = await refused.text()
  expect(refused.status).toBe(422)
  for (const said of ['Vul een heel getal in van 2 tot en met 1000', 'Kies wie het hoort.', 'value="9999"'])
    expect(html).toContain(said)
  const few = await site().post(path, { posts: '3', toldTo: `account:${staff.accountId}` }, staff)
  expect(await few.text()).toContain('Vul alle drie in')
  const stranger = { idleHours: '4', toldTo: `account:${crypto.randomUUID()}` }
  expect((await site().post(path, stranger, staff)).status).toBe(422)
  const form = { posts: '3', sources: '2', hours: '4', idleHours: '8', toldTo: `account:${staff.accountId}` }
  const saved = await site().post(path, form, staff)
  expect(saved.headers.get('location')).toBe(`${watchPath()}?done=saved`)
  const shown = await page(watchPath())
  expect(shown).toContain('Bij 3 of meer nieuwe berichten in 4 uur, uit 2 of meer bronnen')
  expect(shown).toContain('Als niemand een bericht bekijkt binnen 8 werkuren')
  expect(await page(path)).toMatch(/name="idleHours" value="8"/)
  await site().post(`${path}/drop`, {}, staff)
  expect(await page(watchPath())).toContain('Deze zoekvraag is nooit dringend.')
})
