import { expect, test } from 'vitest'
import { unsentTexts } from '#domains/people'
import { makeOpenDossier } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

const listAt = async (place: string, visitor: Visitor): Promise<unknown> =>
  (await site().get(`/nl/desk/unsent?place=${encodeURIComponent(place)}`, visitor)).json()
const type = (place: string, text: Record<string, string>, visitor: Visitor) =>
  site().post('/nl/desk/unsent', { place, ...text }, visitor)

test('what somebody types is there again for them and for colleagues, each beside the other', async () => {
  const [noor, samir] = [
    await site().signInAs('policy_maker', 'Noor'),
    await site().signInAs('policy_maker', 'Samir'),
  ]
  const place = '/desk/dossiers/new'
  expect(await (await type(place, { 'text.question': 'Komt er een plein?' }, noor)).json()).toMatch(
    /^Bewaard om/,
  )
  await type(place, { 'text.question': 'Komt er een park?' }, samir)
  expect(await listAt(place, noor)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ field: 'question', body: 'Komt er een plein?', isOwn: true }),
      expect.objectContaining({
        body: 'Komt er een park?',
        isOwn: false,
        said: expect.stringContaining('Samir typte dit op'),
      }),
    ]),
  )
  await type(place, { 'text.question': ' ' }, noor)
  expect(await listAt(place, noor)).toEqual([expect.objectContaining({ isOwn: false })])
})

test('nobody reads or writes where they may not send, nor where there is no form', async () => {
  const [noor, robin] = [await site().signInAs('policy_maker'), await site().signInAs('responder')]
  await type('/desk/dossiers/new', { 'text.question': 'Geheim plan' }, noor)
  expect(await listAt('/desk/dossiers/new', robin)).toEqual([])
  expect((await type('/desk/dossiers/new', { 'text.question': 'x' }, robin)).status).toBe(404)
  const conversation = `/desk/inbox/${crypto.randomUUID()}`
  expect((await type(conversation, { 'text.reply': 'Beste' }, robin)).status).toBe(200)
  expect(await listAt(conversation, robin)).toEqual([])
  expect((await type('/desk/nowhere', { 'text.question': 'x' }, noor)).status).toBe(404)
})

test('what is too long to be a text, a field or a form is refused, and no fault', async () => {
  const noor = await site().signInAs('policy_maker')
  const place = '/desk/dossiers/new'
  const statuses = [
    await type(place, { 'text.question': 'x'.repeat(60_001) }, noor),
    await type(place, { [`text.${'x'.repeat(101)}`]: 'Hm' }, noor),
    await type(place, { 'text.\0': 'Hm' }, noor),
    await type(`${place}?${'x'.repeat(200)}`, { 'text.question': 'Hm' }, noor),
  ].map(({ status }) => status)
  expect(statuses).toEqual([413, 413, 413, 413])
  expect(await listAt(place, noor)).not.toContainEqual(expect.objectContaining({ isOwn: true }))
})

test('a form that was taken forgets what was typed in it; one that was refused does not', async () => {
  const noor = await site().signInAs('policy_maker')
  const { slug } = await makeOpenDossier(site().db, { question: 'Waar komt het bos?', by: noor.accountId })
  const place = `/desk/dossiers/${slug}/promise`
  await type(place, { 'text.influence': 'Half' }, noor)
  await site().post(`/nl${place}`, { influence: '' }, noor)
  expect(await listAt(place, noor)).toHaveLength(1)
  const staff = '/desk/staff'
  const administrator = await site().signInAs('administrator')
  await type(staff, { 'text.name': 'Wieke' }, administrator)
  const person = { name: 'Wieke', email: 'wieke@voorbeeld.example', unit: 'Balie', role: 'responder' }
  await site().post(`/nl${staff}`, person, administrator)
  expect(await listAt(staff, administrator)).toEqual([])
})

test('what nobody typed in for a month goes', async () => {
  const noor = await site().signInAs('policy_maker')
  await type('/desk/dossiers/new', { 'text.question': 'Oud' }, noor)
  const { db, now } = site()
  const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
  expect(await unsentTexts.remove(db, later(29))).toBe(0)
  expect(await unsentTexts.remove(db, later(31))).toBeGreaterThan(0)
  expect(await listAt('/desk/dossiers/new', noor)).toEqual([])
})
