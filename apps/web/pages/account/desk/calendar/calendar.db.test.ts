import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const page = '/nl/desk/calendar'

const form = {
  ...{ monday: '09:00-17:00', tuesday: '09:00-17:00', wednesday: '', thursday: '', friday: '09:00-12:00' },
  ...{ saturday: '', sunday: '', keepsHolidays: 'yes', otherDays: '2026-12-24 09:00-12:00' },
  ...{ firstCount: '2', firstUnit: 'workingDays', resolutionCount: '10', resolutionUnit: 'workingDays' },
  seen: '1',
}

test('an administrator says when there is work; what is promised to residents follows it at once', async () => {
  const boss = await site().signInAs('administrator', 'Noor')
  const before = await (await site().get(page, boss)).text()
  expect(before).toContain('name="seen" value="1"')
  expect(before).toMatch(/id="monday"[^>]*value="09:00-17:00"/)
  const answer = await site().post(page, form, boss)
  expect(answer.headers.get('location')).toContain('told=changed')
  expect(await (await site().get(page, boss)).text()).toMatch(/2026-12-24 09:00-12:00<\/textarea>/)
  // The second of March is a Monday: Tuesday and Friday are the next two days of work.
  expect(await (await site().get('/nl/tell-us')).text()).toContain('6 maart')
})

test('what is wrong is said beside its field, and the form comes back filled', async () => {
  const boss = await site().signInAs('administrator', 'Noor')
  const wrong = { ...form, seen: '2', monday: 'negen tot vijf', otherDays: '24 december', firstCount: '0' }
  const answer = await site().post(page, wrong, boss)
  const shown = await answer.text()
  expect(answer.status).toBe(422)
  expect(shown).toContain('Schrijf de tijden zo: 09:00-17:00, de vroegste eerst.')
  expect(shown).toContain('Deze regel klopt niet: 24 december.')
  expect(shown).toContain('Vul een heel getal in van 1 tot en met 366.')
  expect(shown).toContain('value="negen tot vijf"')
})

test('who was second sees what they filled in, and saves it by a second press', async () => {
  const boss = await site().signInAs('administrator', 'Noor')
  const late = await (await site().post(page, { ...form, friday: '' }, boss)).text()
  expect(late).toContain('Iemand anders veranderde dit intussen.')
  const seen = /name="seen" value="(\d+)"/.exec(late)?.[1] ?? ''
  const again = await site().post(page, { ...form, friday: '', seen }, boss)
  expect(again.headers.get('location')).toContain('told=changed')
})

test('it is for administrators alone', async () => {
  const responder = await site().signInAs('responder', 'Els')
  expect((await site().get(page, responder)).status).toBe(403)
  expect((await site().post(page, form, responder)).status).toBe(403)
})

test('a subject has terms of its own, which its versions tell', async () => {
  const boss = await site().signInAs('administrator', 'Noor')
  const words = { name: 'Gaten in de weg', otherName: '', parentId: '', unitId: '' }
  const terms = {
    firstCount: '1',
    firstUnit: 'workingDays',
    resolutionCount: '8',
    resolutionUnit: 'workingHours',
  }
  const refused = await site().post('/nl/desk/subjects', { ...words, ...terms, firstCount: '1,5' }, boss)
  expect(await refused.text()).toMatch(/Vul een heel getal in.*value="1,5"/s)
  await site().post('/nl/desk/subjects', { ...words, ...terms }, boss)
  const list = await (await site().get('/nl/desk/subjects', boss)).text()
  const link = /href="([^"]+)"[^>]*>Gaten in de weg</.exec(list)?.[1] ?? ''
  const subject = await (await site().get(link, boss)).text()
  expect(subject).toContain('antwoord 1 werkdag, opgelost 8 werkuren')
  expect(subject).toMatch(/id="resolutionCount"[^>]*value="8"/)
})
