import { expect, test } from 'vitest'
import { tellAnswers } from '#domains/deliberate/testing'
import { makeOpenDialogue as makeDialogue, useTestSite } from '#web/testing'

const site = useTestSite()

/** The only one of the site: all dossiers of before are closed. */
async function makeOpenDialogue(change: Parameters<typeof makeDialogue>[1] = {}) {
  const { db, now } = site()
  await db
    .updateTable('dossier')
    .set({ state: 'closed', closed_at: now })
    .where('state', '=', 'open')
    .execute()
  return makeDialogue(site(), change)
}

const asked = (html: string) => /class="wk-stack wk-poll".*?name="statement" value="(\d+)"/.exec(html)?.[1]

const cookieOf = (response: Response) =>
  /wk-participant=[^;]*/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? ''

async function look(visitor: { cookie?: string } = {}) {
  site().services.moments.end()
  return (await site().get('/nl', visitor)).text()
}

test('the front page asks nothing of a dialogue that is not for everybody', async () => {
  await makeOpenDialogue({ access: 'mail' })
  expect(asked(await look())).toBeUndefined()
})

test('strangers are asked the statement of which the fewest answers are told', async () => {
  const { page, id } = await makeOpenDialogue()
  for (let person = 0; person < 20; person++)
    await site().post(`${page}/vote`, { statement: '1', choice: 'agree' })
  await tellAnswers(site().db, id, { isOver: true })
  expect(asked(await look())).toBe('2')
})

test('whoever answered a statement is asked another, and nothing once all are answered', async () => {
  const { page, id } = await makeOpenDialogue()
  const first = asked(await look()) ?? ''
  expect(['1', '2']).toContain(first)
  const vote = { statement: first, first: 'yes', choice: 'agree' }
  const voted = await site().post(`${page}/vote`, vote)
  expect(voted.headers.get('location')).toBe(`${page}?after=${first}`)
  const me = { cookie: cookieOf(voted) }
  const second = first === '1' ? '2' : '1'
  expect(asked(await look(me))).toBe(second)
  expect((await site().get('/nl', me)).headers.get('cache-control')).toBe('no-store')

  const twice = await site().post(`${page}/vote`, vote, me)
  expect(twice.headers.get('location'), 'a second click is the same answer').toBe(`${page}?after=${first}`)

  // A page that was loaded before: nothing changes without a word.
  const again = await site().post(`${page}/vote`, { ...vote, choice: 'disagree' }, me)
  expect(again.headers.get('location')).toBe(`${page}?told=answered&statement=${first}`)
  const told = await (await site().get(again.headers.get('location') ?? '', me)).text()
  expect(told).toContain('Deze stelling hebt u al beantwoord.')
  const { choice } = await site()
    .db.selectFrom('vote')
    .select('choice')
    .where('dialogue_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(choice).toBe(1)

  await site().post(`${page}/vote`, { ...vote, statement: second }, me)
  expect(asked(await look(me))).toBeUndefined()
})

test('each look at the front page is noted as a showing, also of a page from memory', async () => {
  const { id } = await makeOpenDialogue()
  const { showings, moments } = site().services
  moments.end()
  for (let n = 0; n < 3; n++) await site().get('/nl')
  await showings.close()
  const { shown } = await site()
    .db.selectFrom('showing')
    .select((eb) => eb.fn.countAll<number>().as('shown'))
    .where('dialogue_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(shown).toBe(3)
})
