import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let bob: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  bob = await site().signInAs('responder', 'Bob Kaya')
  await moveTo(bob.accountId, 'Wegen')
})

async function moveTo(accountId: string, unit: string): Promise<string> {
  const { db, now } = site()
  const id = crypto.randomUUID()
  await db.insertInto('unit').values({ id, name: unit, created_at: now }).execute()
  await db.updateTable('staff_role').set({ unit_id: id }).where('account_id', '=', accountId).execute()
  return id
}

async function ask(body: string): Promise<string> {
  const { db, now, services } = site()
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body, name: 'Fam. Bos' }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return started.conversationId
}

const post = (path: string, fields: Record<string, string | string[]>, visitor: Visitor) =>
  site().post(path, fields, visitor)
const read = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()

async function follow(response: Response, visitor: Visitor): Promise<string> {
  expect(response.status).toBe(303)
  const path = (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
  return read(path, visitor)
}

const task = (to: string, more = {}) => ({
  ...{ seen: '1', to, question: 'Mag hier een drempel?', dueOn: '2030-01-01', 'shown[]': ['1'] },
  ...more,
})

async function newestTask(): Promise<string> {
  const { id } = await site()
    .db.selectFrom('task')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return `/nl/desk/tasks/${id}`
}

const unitOf = async (name: string) =>
  (await site().db.selectFrom('unit').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id

test('a team is asked from a conversation, answers with no more than it is shown, and the front office sees how far it is', async () => {
  const id = await ask('Er wordt hard gereden.')
  const path = `/nl/desk/inbox/${id}`
  await site().post(`${path}/note`, { note: 'Geheim.' }, ann)
  const form = await follow(await post(`${path}/to-task`, { seen: '2', reply: 'Beste' }, ann), ann)
  expect(form).toContain('Team Wegen')
  expect(form).toMatch(/name="shown\[\]" value="1" checked/)
  const asked = await post(`${path}/task`, task(`unit:${await unitOf('Wegen')}`, { seen: '2' }), ann)
  const conversation = await follow(asked, ann)
  expect(conversation).toContain('De taak is uitgezet.')
  expect(conversation).toContain('Er staat nog een taak open bij Wegen')
  expect(conversation).toContain('Beste</textarea>')
  expect(await read('/nl/desk/inbox', ann)).toContain('taak bij Wegen')

  const list = await read('/nl/desk/tasks', bob)
  expect(list).toContain('Taken (1)')
  expect(list).toContain('Mag hier een drempel?')
  const here = await newestTask()
  const page = await read(here, bob)
  expect(page).toContain('Er wordt hard gereden.')
  for (const hidden of ['Geheim', 'Fam. Bos']) expect(page).not.toContain(hidden)
  expect(page).toContain('Pak op')
  expect(await read(here, ann)).not.toContain('Pak op')
  await follow(await post(`${here}/accept`, { seen: '3' }, bob), bob)
  const done = await follow(await post(`${here}/finish`, { seen: '4', answer: 'Ja, in mei.' }, bob), bob)
  expect(done).toContain('Deze taak is klaar.')
  expect(done).not.toContain('Taak is klaar</button>')
  expect(await read('/nl/desk/inbox', ann)).toContain('antwoord op taak van Bob Kaya')
  expect(await read('/nl/desk/tasks?list=notices', ann)).toContain('Bob Kaya heeft een taak af')
  expect(await read(path, ann)).toContain('Ja, in mei.')
  expect(await read('/nl/desk/tasks', ann)).not.toContain('Taken (')
})

test('a form that is refused comes back filled, with each error beside its field', async () => {
  const path = `/nl/desk/inbox/${await ask('Wie weet dit?')}/task`
  const empty = await post(path, { seen: '1', to: '', question: '', dueOn: '' }, ann)
  expect(empty.status).toBe(422)
  const html = await empty.text()
  expect(html).toContain('Er zijn 3 dingen niet goed ingevuld')
  const past = await post(path, task(`staff:${bob.accountId}`, { dueOn: '2020-01-01' }), ann)
  expect(past.status).toBe(422)
  const again = await past.text()
  expect(again).toContain('Deze dag is al voorbij.')
  expect(again).toContain('Mag hier een drempel?</textarea>')
  expect(again).toMatch(new RegExp(`value="staff:${bob.accountId}" selected`))
  expect((await post(path, task(`staff:${crypto.randomUUID()}`), ann)).status).toBe(422)
  expect(await (await post(path, task('x'.repeat(5000)), ann)).text()).toContain('Kies een team of collega')
})

test('whoever is overtaken reads what came in, and asks with what they wrote', async () => {
  const id = await ask('Wat kwam erbij?')
  await site().post(`/nl/desk/inbox/${id}/note`, { note: 'De wethouder belt.' }, bob)
  const late = await post(`/nl/desk/inbox/${id}/task`, task(`staff:${bob.accountId}`), ann)
  expect(late.status).toBe(409)
  const html = await late.text()
  expect(html).toContain('De wethouder belt.')
  expect(html).toContain('name="seen" value="2"')
  expect(
    (await post(`/nl/desk/inbox/${id}/task`, task(`staff:${bob.accountId}`, { seen: '2' }), ann)).status,
  ).toBe(303)
})

test('of two colleagues the second keeps what they wrote, and nobody does what is not theirs', async () => {
  const id = await ask('Twee tegelijk')
  await post(`/nl/desk/inbox/${id}/task`, task(`staff:${bob.accountId}`), ann)
  const here = await newestTask()
  await post(`${here}/withdraw`, { seen: '2' }, ann)
  const late = await post(`${here}/return`, { seen: '2', reason: 'Niet van ons.' }, bob)
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Er is iets gebeurd met deze taak.')
  expect((await post(`${here}/accept`, { seen: '3' }, ann)).status).toBe(409)
  expect((await post(`${here}/finish`, { seen: '3', answer: ' ' }, bob)).status).toBe(422)
  expect((await post('/nl/desk/tasks/x/accept', { seen: '3' }, bob)).status).toBe(404)
  expect((await site().get(`/nl/desk/tasks/${crypto.randomUUID()}`, bob)).status).toBe(404)
  expect((await site().get('/nl/desk/tasks')).status).toBe(303)
})

test('a task goes on to somebody else, and back with a reason', async () => {
  const id = await ask('Voor wie is dit?')
  await post(`/nl/desk/inbox/${id}/task`, task(`staff:${bob.accountId}`), ann)
  const here = await newestTask()
  expect((await post(`${here}/hand`, { seen: '2', to: '' }, bob)).status).toBe(422)
  expect(
    await follow(await post(`${here}/hand`, { seen: '2', to: `staff:${ann.accountId}` }, bob), bob),
  ).toContain('doorgegeven')
  expect(await read('/nl/desk/tasks', ann)).toContain('Voor mij en mijn team (1)')
  const returned = await post(`${here}/return`, { seen: '3', reason: 'De provincie doet dit.' }, ann)
  expect(await follow(returned, ann)).toContain('De provincie doet dit.')
})

test('whoever is named in a note, or chosen beside it, finds it in their messages', async () => {
  const id = await ask('Noem mij')
  await post(`/nl/desk/inbox/${id}/note`, { note: '@Bob weet jij dit?', mention: '' }, ann)
  await post(`/nl/desk/inbox/${id}/note`, { note: 'En dit?', mention: bob.accountId }, ann)
  await post(`/nl/desk/inbox/${id}/note`, { note: 'Vreemd', mention: 'niemand' }, ann)
  const told = await read('/nl/desk/tasks?list=notices', bob)
  expect(told.match(/Ann Visser noemt u in een notitie/g)).toHaveLength(2)
  expect(told).toContain('Berichten voor mij (')
  await read(`/nl/desk/inbox/${id}`, bob)
  expect((await read('/nl/desk/tasks?list=notices', bob)).match(/Nieuw/g) ?? []).toHaveLength(
    (told.match(/Nieuw/g)?.length ?? 0) - 2,
  )
})

test('what was taken down leads to a task at once', async () => {
  const fields = { channel: 'phone', body: 'Lantaarn stuk', name: '', reach: '' }
  const done = await follow(await post('/nl/desk/take-down', fields, ann), { ...ann })
  expect(done).toBeDefined()
  const { id } = await site()
    .db.selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect((await site().get(`/nl/desk/inbox/${id}/task`, ann)).status).toBe(200)
})

test('a team with tasks stays open, and whoever leaves hands theirs over', async () => {
  const noor = await site().signInAs('administrator', 'Noor')
  const unit = await unitOf('Wegen')
  const id = await ask('Wie doet dit straks?')
  await post(`/nl/desk/inbox/${id}/task`, task(`unit:${unit}`, { question: 'Blijft dit liggen?' }), ann)
  await site()
    .db.updateTable('staff_role')
    .set({ unit_id: await moveTo(bob.accountId, 'Groen') })
    .where('account_id', '=', bob.accountId)
    .execute()
  const refused = await follow(await post(`/nl/desk/units/${unit}/close`, {}, noor), noor)
  expect(refused).toContain('Blijft dit liggen?')
  const here = await newestTask()
  await post(`${here}/hand`, { seen: '2', to: `staff:${bob.accountId}` }, ann)
  expect(await read(`/nl/desk/staff/${bob.accountId}/end`, noor)).toContain('Blijft dit liggen?')
  await post(`/nl/desk/staff/${bob.accountId}/end`, { to: ann.accountId }, noor)
  expect(await read('/nl/desk/tasks', ann)).toContain('Blijft dit liggen?')
  expect((await post(`/nl/desk/units/${unit}/close`, {}, noor)).headers.get('location')).toContain(
    'closed-now',
  )
})
