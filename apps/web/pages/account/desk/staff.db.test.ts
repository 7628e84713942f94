import { expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const person = {
  name: 'Wieke Postma',
  email: 'wieke@voorbeeld.example',
  unit: 'Klantcontact',
  role: 'responder',
}

test('an administrator adds somebody, who can then sign in, and ends their access again', async () => {
  const administrator = await site().signInAs('administrator')
  const added = await site().post('/nl/desk/staff', person, administrator)
  expect(added.headers.get('location')).toBe('/nl/desk/staff?told=added')
  const page = await (await site().get('/nl/desk/staff', administrator)).text()
  expect(page).toContain('Wieke Postma</a>, wieke@voorbeeld.example')
  const again = await site().post('/nl/desk/staff', person, administrator)
  expect(again.headers.get('location')).toContain('told=already-staff')

  const { db } = site()
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', person.email)
    .executeTakeFirstOrThrow()
  const ended = await site().post(`/nl/desk/staff/${account.id}/end`, {}, administrator)
  expect(ended.headers.get('location')).toContain('told=ended')
  expect(await (await site().get('/nl/desk/staff', administrator)).text()).not.toContain('Wieke Postma')
  const back = await site().post('/nl/desk/staff', person, administrator)
  expect(back.headers.get('location')).toContain('told=added')
})

test('the last administrator stays, and whose access ended is out at once', async () => {
  const first = await site().signInAs('administrator', 'Noor')
  const second = await site().signInAs('administrator', 'Samir')
  const others = await site()
    .db.selectFrom('staff_role')
    .select('account_id')
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .where('account_id', 'not in', [first.accountId, second.accountId])
    .execute()
  for (const { account_id } of others) await site().post(`/nl/desk/staff/${account_id}/end`, {}, first)
  await site().post(`/nl/desk/staff/${second.accountId}/end`, {}, first)
  expect((await site().get('/nl/desk/staff', second)).headers.get('location')).toBe('/nl/sign-in')
  const refused = await site().post(`/nl/desk/staff/${first.accountId}/end`, {}, first)
  expect(refused.headers.get('location')).toContain('told=last-administrator')
})

test('who is no administrator does not see the list; what is wrong is said beside the field', async () => {
  expect((await site().get('/nl/desk/staff', await site().signInAs('policy_maker'))).status).toBe(403)
  const administrator = await site().signInAs('administrator')
  const wrong = await site().post(
    '/nl/desk/staff',
    { ...person, email: 'wieke', role: 'keizer' },
    administrator,
  )
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('Er zijn 2 dingen niet goed ingevuld')
  expect(html).toContain('Kies een rol.')
})

test('who signs out everywhere is out in every browser; the page says where one is signed in', async () => {
  const staff = await site().signInAs('responder')
  const page = await (await site().get('/en/desk/sessions', staff)).text()
  expect(page).toContain('This browser')
  expect(page).not.toContain('Another browser')
  const out = await site().post('/nl/desk/sessions/end', {}, staff)
  expect([out.status, out.headers.get('location')]).toEqual([303, '/nl/sign-in'])
  expect(out.headers.getSetCookie().join()).toMatch(/__Host-wk\.session_token=;.*Max-Age=0/)
  expect((await site().get('/nl/desk/inbox', staff)).headers.get('location')).toBe('/nl/sign-in')
})

test('an administrator signs a colleague out everywhere, who may sign in again', async () => {
  const administrator = await site().signInAs('administrator')
  const colleague = await site().signInAs('responder', 'Youssef')
  const path = `/nl/desk/staff/${colleague.accountId}/sign-out`
  expect((await site().post(path, {}, colleague)).status).toBe(403)
  expect((await site().post(path, {}, administrator)).headers.get('location')).toContain('told=signed-out')
  expect((await site().get('/nl/desk/inbox', colleague)).headers.get('location')).toBe('/nl/sign-in')
  expect(await (await site().get('/nl/desk/staff', administrator)).text()).toContain('Youssef')
})

test('whose access ended and who is added again signs in anew', async () => {
  const administrator = await site().signInAs('administrator')
  const colleague = await site().signInAs('responder', 'Anouk')
  const { email } = await site()
    .db.selectFrom('account')
    .select('email')
    .where('id', '=', colleague.accountId)
    .executeTakeFirstOrThrow()
  await site().post(`/nl/desk/staff/${colleague.accountId}/end`, {}, administrator)
  await site().post('/nl/desk/staff', { ...person, email }, administrator)
  expect((await site().get('/nl/desk/inbox', colleague)).headers.get('location')).toBe('/nl/sign-in')
})

test('before somebody’s access ends it is said what they hold, and it goes to whoever takes it over', async () => {
  const administrator = await site().signInAs('administrator')
  const leaver = await site().signInAs('responder', 'Els Vertrekt')
  const successor = await site().signInAs('responder', 'Piet Blijft')
  const ask = async (body: string) => {
    const { db, now, services } = site()
    const { conversationId } = await db.transaction().execute((tx) =>
      startConversation(tx, questionSchema.parse({ body }), {
        ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
        letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      }),
    )
    await site().post(`/nl/desk/inbox/${conversationId}/take`, { seen: '1' }, leaver)
    return conversationId
  }
  const asked = [await ask('Wie helpt mij verder?'), await ask('En wie helpt mij?')]
  const path = `/nl/desk/staff/${leaver.accountId}/end`
  const page = await (await site().get(path, administrator)).text()
  expect(page).toContain('Els Vertrekt heeft 2 open gesprekken.')
  expect(page).toContain('Wie helpt mij verder?')
  expect(page).toContain('Els Vertrekt maakte geen dossier dat nog loopt.')
  expect((await site().get('/nl/desk/inbox', leaver)).status).toBe(200)
  await site().post(path, { to: successor.accountId }, administrator)
  expect((await site().get('/nl/desk/inbox', leaver)).status).toBe(303)
  for (const id of asked)
    expect(await (await site().get(`/nl/desk/inbox/${id}`, successor)).text()).toContain('Bij u.')
})
