import { expect, test } from 'vitest'
import { heldForms } from '#domains/people'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const form = { reply: 'Dit schreef ik <net>.', note: '', seen: '1' }
const path = '/nl/desk/inbox/0198c0de-0000-7000-8000-000000000000/reply?filter=mine'

/** A cookie as the browser sends it back. */
function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .flatMap((cookie) => cookie.split(';')[0] ?? [])
    .join('; ')
}

/** Signs somebody in by a mailed link in a browser that has these cookies already. */
async function signIn(cookie: string): Promise<Response> {
  const { accountId } = await site().signInAs('responder')
  const { db, services } = site()
  const { email } = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const token = (await services.signIn.makeLink(email)) ?? ''
  return site().post('/nl/sign-in/open', { token }, { cookie })
}

test('a form that is sent without a session is there, filled in, after signing in', async () => {
  const refused = await site().post(path, form)
  expect([refused.status, refused.headers.get('location')]).toEqual([303, '/nl/sign-in'])
  const held = cookiesOf(refused)
  expect(await (await site().get('/nl/sign-in', { cookie: held })).text()).toContain('U was uitgelogd.')
  const opened = await signIn(held)
  expect(opened.headers.get('location')).toBe('/nl/desk/held')
  const cookie = `${held}; ${cookiesOf(opened)}`
  const page = await (await site().get('/nl/desk/held', { cookie })).text()
  expect(page).toContain(`action="${path}"`)
  expect(page).toContain('name="reply" value="Dit schreef ik &lt;net&gt;."')
  expect(page).toContain('<p dir="auto">Dit schreef ik &lt;net&gt;.</p>')
})

test('what a script keeps while somebody types is held by nobody, and takes no form’s place', async () => {
  const typed = await site().post('/nl/desk/unsent', { place: '/desk/dossiers/new', 'text.question': 'Hm' })
  expect([typed.status, typed.headers.getSetCookie()]).toEqual([303, []])
})

test('nobody reads it with another key, nor what is stored, and it goes when it is not wanted or an hour old', async () => {
  const held = cookiesOf(await site().post(path, form))
  const { db, now } = site()
  const rows = await db.selectFrom('held_form').selectAll().execute()
  expect(rows.map(({ shut }) => shut.toString('latin1')).join()).not.toContain('Dit schreef ik')
  const other = await site().signInAs('responder')
  const guess = { cookie: `${other.cookie}; wk-held=${'A'.repeat(22)}` }
  expect(await (await site().get('/nl/desk/held', guess)).text()).toContain('Er wacht geen formulier')
  const mine = { cookie: `${other.cookie}; ${held}` }
  await site().post('/nl/desk/held/forget', {}, mine)
  expect(await (await site().get('/nl/desk/held', mine)).text()).toContain('Er wacht geen formulier')
  await site().post(path, form)
  expect(await heldForms.remove(db, new Date(now.getTime() + 59 * 60_000))).toBe(0)
  expect(await heldForms.remove(db, new Date(now.getTime() + 61 * 60_000))).toBeGreaterThan(0)
})

test('another form that is taken meanwhile lets go of nothing; the form itself does', async () => {
  const staff = await site().signInAs('administrator')
  const person = { name: 'Wieke', email: 'wieke@voorbeeld.example', unit: 'Balie', role: 'responder' }
  const cookie = `${staff.cookie}; ${cookiesOf(await site().post('/nl/desk/staff', person))}`
  const read = async () => (await site().get('/nl/desk/held', { cookie })).text()
  await site().post(`/nl/desk/staff/${staff.accountId}/end`, {}, { cookie })
  expect(await read()).toContain('value="Wieke"')
  expect((await site().post('/nl/desk/staff', { ...person, name: '' }, { cookie })).status).toBe(422)
  expect(await read()).toContain('value="Wieke"')
  expect((await site().post('/nl/desk/staff', person, { cookie })).status).toBe(303)
  expect(await read()).toContain('Er wacht geen formulier')
})

test('who asked for a page without a session comes back to it, and to no page of another site', async () => {
  const page = '/nl/desk/inbox?filter=mine'
  const asked = await site().get(page, { headers: { accept: 'text/html' } })
  expect((await signIn(cookiesOf(asked))).headers.get('location')).toBe(page)
  for (const elsewhere of ['https://elsewhere.example', '//elsewhere.example/nl/desk', '/nl/tell-us'])
    expect((await signIn(`wk-back=${encodeURIComponent(elsewhere)}`)).headers.get('location')).toBe(
      '/nl/desk',
    )
})
