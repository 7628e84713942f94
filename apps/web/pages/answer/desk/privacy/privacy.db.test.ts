import { expect, test } from 'vitest'
import { addNote, questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

async function ask(body: string, address = ''): Promise<{ path: string; id: string; code: string }> {
  const { db, now, services } = site()
  const { conversationId: id, code } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, name: 'Ilse Zonderland', address }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return { path: `/nl/desk/inbox/${id}`, id, code }
}

const read = async (path: string, visitor?: Visitor) => (await site().get(path, visitor)).text()

test('a text is removed with a reason, and both sides see when and why', async () => {
  const maker = await site().signInAs('policy_maker')
  const { path, id, code } = await ask('Mijn buurvrouw Olga drinkt elke dag.')
  const note = { conversationId: id, by: maker.accountId, now: site().now, today: '2026-03-02' }
  await site()
    .db.transaction()
    .execute((tx) => addNote(tx, note, 'Zie: mijn buurvrouw Olga drinkt elke dag.'))
  expect(await read(path, maker)).toContain(`${path}/remove/1`)
  const page = await read(`${path}/remove/1`, maker)
  expect(page).toContain('Dit is het eerste bericht.')
  expect(page).toMatch(/name="also\[\]" value="2" checked/)

  const bare = await site().post(`${path}/remove/1`, { seen: '2', 'also[]': ['2'] }, maker)
  expect(bare.status).toBe(422)
  const again = await bare.text()
  expect(again).toContain('Kies een reden.')
  expect(again).toMatch(/name="also\[\]" value="2" checked/)

  const late = await site().post(`${path}/remove/1`, { seen: '1', reason: 'personal' }, maker)
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Er kwam intussen iets bij')

  const done = await site().post(
    `${path}/remove/1`,
    { seen: '2', reason: 'personal', 'also[]': ['2'] },
    maker,
  )
  expect(done.headers.get('location')).toBe(`${path}?done=removed`)
  const after = await read(`${path}?done=removed`, maker)
  expect(after).toContain('De tekst is verwijderd.')
  expect(after).toContain(
    'Deze tekst is op 2 maart 2026 verwijderd, omdat er gegevens van iemand in stonden.',
  )
  expect(after).not.toContain('Olga')
  const track = await read(`/nl/my-input/${code}`)
  expect(track).toContain(
    'Deze tekst is op 2 maart 2026 verwijderd, omdat er gegevens van iemand in stonden.',
  )
  expect(track).not.toContain('Olga')
  expect(await read(`/en/my-input/${code}`)).toContain(
    'This text was removed on 2 March 2026 because it held someone’s personal details.',
  )
  expect((await site().get(`${path}/remove/1`, maker)).status).toBe(404)
})

test('who may not remove is offered no way to it, and has none', async () => {
  const ann = await site().signInAs('responder')
  const { path } = await ask('Niets bijzonders.')
  const page = await read(path, ann)
  expect(page).not.toContain(`${path}/remove/`)
  expect(page).not.toContain(`${path}/person`)
  for (const address of [`${path}/remove/1`, `${path}/person`]) {
    expect((await site().get(address, ann)).status).toBe(403)
    expect((await site().post(address, { seen: '1', reason: 'asked' }, ann)).status).toBe(403)
  }
})

test('of a person it is shown first what goes, then all of it goes', async () => {
  const maker = await site().signInAs('administrator')
  const [first, second] = [
    await ask('Eerste vraag', 'ilse@elders.example'),
    await ask('Tweede vraag', 'ilse@elders.example'),
  ]
  const stranger = await ask('Derde vraag', 'olga@elders.example')
  const page = await read(`${first.path}/person`, maker)
  expect(page).toContain('Tweede vraag')
  expect(page).not.toContain('Derde vraag')
  expect(page).toMatch(/Namen en adressen<\/th>\s*<td[^>]*>2/)
  const [chosen = ''] = [...page.matchAll(/name="input\[\]" value="([^"]+)"/g)].map(([, id]) => id)
  expect(await read(`${first.path}/person?input=${chosen}`, maker)).toMatch(
    /Namen en adressen<\/th>\s*<td[^>]*>1/,
  )
  expect(await read(`${first.path}/person?input=`, maker)).toContain('Kies minstens één gesprek.')
  const all = [...page.matchAll(/name="input\[\]" value="([^"]+)"/g)].map(([, id]) => id ?? '')
  const { input_id: other } = await site()
    .db.selectFrom('conversation')
    .select('input_id')
    .where('id', '=', stranger.id)
    .executeTakeFirstOrThrow()
  const done = await site().post(`${first.path}/person`, { 'input[]': [...all, other] }, maker)
  expect(done.headers.get('location')).toBe(`${first.path}/person?done=erased`)
  expect(await read(`${first.path}/person?done=erased`, maker)).toContain('is niets meer bewaard')
  expect(await read(second.path, maker)).not.toContain('Tweede vraag')
  expect(await read(stranger.path, maker)).toContain('Derde vraag')
})
