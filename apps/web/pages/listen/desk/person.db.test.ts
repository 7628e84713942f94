import { beforeAll, expect, test } from 'vitest'
import { listened } from '#domains/listen'
import { addSubject, subjectSchema } from '#domains/people'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let maker: Visitor
let colleague: Visitor

beforeAll(async () => {
  maker = await site().signInAs('responder')
  colleague = await site().signInAs('policy_maker')
})

const page = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()
const watches = '/nl/desk/listen/watches'
const form = { name: 'Brug', query: '"Femke Jansen" brug', purpose: 'Debat volgen', followsSubject: 'yes' }

async function lastWatch(): Promise<string> {
  const newest = site().db.selectFrom('watch').select('id').orderBy('added_at', 'desc').orderBy('id', 'desc')
  return (await newest.executeTakeFirstOrThrow()).id
}

test('a watch that names somebody comes back filled, asks why, and waits for a second colleague', async () => {
  const asked = await site().post(`${watches}/new`, form, maker)
  const html = await asked.text()
  expect(asked.status).toBe(422)
  expect(html).toContain('In de zoekvraag lijkt een naam te staan: Femke Jansen.')
  expect(html).toContain('&quot;Femke Jansen&quot; brug')
  const tried = await site().post(`${watches}/new`, { ...form, step: 'try' }, maker)
  expect(await tried.text()).toContain('Deze zoekvraag kunt u niet proberen')
  const ground = { personAs: 'office', office: 'wethouder verkeer', personReason: 'Debat over de brug' }
  const made = await site().post(`${watches}/new`, { ...form, ...ground }, maker)
  expect(made.headers.get('location')).toBe(`${watches}?done=added-held`)
  const path = `${watches}/${await lastWatch()}`
  expect(await page(watches, maker)).toContain('Staat uit')
  expect(await page('/nl/where-we-listen', {})).not.toContain('Debat volgen')
  expect(await page(path, maker)).toContain('U hebt dit zelf gevraagd')
  expect(await page(path, maker)).not.toContain('Ja, dit mag')
  expect(await page('/nl/desk/listen', maker)).not.toContain('Mag dit?')
  expect(await page('/nl/desk/listen', colleague)).toContain('Mag dit? In de zoekvraag “Brug” staat een naam')
  const shown = await page(path, colleague)
  const request = /name="request" value="([^"]+)"/.exec(shown)?.[1] ?? ''
  const own = await site().post(`${path}/person`, { request, agrees: 'yes' }, maker)
  expect(own.headers.get('location')).toBe(`${path}?done=gone`)
  const agreed = await site().post(`${path}/person`, { request, agrees: 'yes' }, colleague)
  expect(agreed.headers.get('location')).toBe(`${path}?done=agreed`)
  expect(await page('/nl/where-we-listen', {})).toContain('Gaat over iemand in functie: wethouder verkeer.')
  expect(await page(`${path}/change`, maker)).toContain('value="wethouder verkeer"')
})

test('a decision that is none is not found', async () => {
  const path = `${watches}/${await lastWatch()}/person`
  for (const wrong of [{}, { request: 'x', agrees: 'yes' }, { request: await lastWatch() }])
    expect((await site().post(path, wrong, colleague)).status).toBe(404)
})

test('public order is switched on by an administrator alone, with a reason that residents read', async () => {
  const administrator = await site().signInAs('administrator')
  const { db } = site()
  const deed = { by: administrator.accountId, now: site().now, today: '2026-03-02' }
  const words = subjectSchema.parse({ name: 'Openbare orde', parentId: '', unitId: '' })
  const made = await db.transaction().execute((tx) => addSubject(tx, words, deed))
  const subjectId = made.kind === 'added' ? made.id : ''
  const rest = { name: 'Rust', query: 'onrust', purpose: 'Zien wat er speelt', followsSubject: 'yes' }
  const refused = await site().post(`${watches}/new`, { ...rest, subjectId }, maker)
  expect(await refused.text()).toContain('Dit onderwerp gaat over openbare orde.')
  const path = '/nl/desk/listen/public-order'
  expect((await site().get(path, maker)).status).toBe(403)
  expect(await page(watches, maker)).not.toContain(path)
  expect(await page('/nl/where-we-listen', {})).toContain('Openbare orde volgen wij niet.')
  const without = await site().post(path, { subjectId, stance: 'watched', reason: '' }, administrator)
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('Vul in waarom.')])
  const on = { subjectId, stance: 'watched', reason: 'Jaarwisseling' }
  expect((await site().post(path, on, administrator)).headers.get('location')).toBe(`${path}?done=saved`)
  expect(await page('/nl/where-we-listen', {})).toMatch(/Openbare orde, sinds .*: Jaarwisseling/)
  expect((await site().post(`${watches}/new`, { ...rest, subjectId }, maker)).status).toBe(303)
})

test('staff read what went and when, and residents a number that is not about few', async () => {
  const { db, now } = site()
  const html = await page('/nl/desk/listen/let-go', maker)
  expect(html).toContain('Titel en tekst van berichten')
  expect(html).toContain('nog niet')
  expect(await page('/nl/where-we-listen', {})).not.toContain('voor het laatst opgeruimd')
  for (const retention of listened) await retention.remove(db, now)
  const proof = { removed: 9, kind: 'listen-withdrawn', day: '2026-03-01' }
  await db.insertInto('retention_proof').values(proof).execute()
  const text = { removed: 12, kind: 'listen-text', day: '2026-03-01' }
  await db.insertInto('retention_proof').values(text).execute()
  expect(await page('/nl/desk/listen/let-go', maker)).toMatch(/elders zijn verwijderd.*?>9</s)
  const outside = await page('/nl/where-we-listen?again', {})
  expect(outside).toContain('In de laatste 30 dagen gingen er 12 teksten weg')
  expect(outside).toContain('En minder dan 10 omdat ze elders waren verwijderd')
})
