import { beforeAll, expect, test } from 'vitest'
import { questionSchema, sortConversations, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite(new Date())
let chief: Visitor & { accountId: string }
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  chief = await site().signInAs('administrator', 'Carla Smit')
  ann = await site().signInAs('responder', 'Ann Visser')
})

async function ask(body: string): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return `/nl/desk/inbox/${conversationId}`
}

const read = async (path: string, visitor: Visitor = chief) => (await site().get(path, visitor)).text()
const here = (response: Response) => (response.headers.get('location') ?? '').replace(/^https:\/\/[^/]+/, '')
const sort = () =>
  sortConversations({
    ...{ db: site().db, timeZone: 'Europe/Amsterdam', secret: '', ourAddresses: [], now: () => site().now },
    onFault: (error) => {
      throw error
    },
  })

const rule = {
  ...{
    title: 'Grofvuil naar Ann',
    place: '10',
    channel: '',
    language: '',
    words: 'grofvuil',
    senderDomain: '',
  },
  ...{ subjectId: '', unitId: '', setSubjectId: '', setUnitId: '' },
}

test('a rule is made, tried on last month, put to work, and says what it did', async () => {
  await ask('Mijn grofvuil ligt er nog.')
  const made = await site().post('/nl/desk/rules', { ...rule, assignTo: ann.accountId }, chief)
  const path = here(made).replace('#trial', '')
  expect(path).toMatch(/^\/nl\/desk\/rules\/[\w-]{36}$/)
  await sort()
  const tried = await read(path)
  expect(tried).toContain('past er één.')
  expect(tried).toContain('Mijn grofvuil ligt er nog')
  expect(tried).toContain('Deze regel staat uit.')

  await site().post(`${path}/on`, {}, chief)
  expect(await read(path)).toContain('Deze regel staat aan.')
  const conversation = await ask('Nog meer grofvuil')
  await sort()
  expect(await read(conversation, ann)).toContain(
    'De regel ‘Grofvuil naar Ann’ gaf dit gesprek aan Ann Visser',
  )

  const change = { ...rule, assignTo: ann.accountId, words: 'grofvuil, bank', seen: '1' }
  expect(here(await site().post(path, change, chief))).toBe(`${path}?told=saved`)
  expect(await read(path)).toContain('Deze regel staat uit.')
  expect((await site().post(path, change, chief)).status).toBe(422)
})

test('a rule that stopped is told at the inbox, with what it left; whoever looked says so', async () => {
  const leaver = await site().signInAs('responder', 'Bob Kaya')
  const made = await site().post(
    '/nl/desk/rules',
    { ...rule, title: 'Paal', words: 'paal', assignTo: leaver.accountId },
    chief,
  )
  const path = here(made).replace('#trial', '')
  await site().post(`${path}/on`, {}, chief)
  await site()
    .db.updateTable('staff_role')
    .set({ ended_at: site().now })
    .where('account_id', '=', leaver.accountId)
    .execute()
  const conversation = await ask('De paal is stuk')
  await sort()
  expect(await read('/nl/desk/inbox')).toContain('De regel ‘Paal’ is gestopt, en liet 1 gesprek liggen.')
  expect(await read('/nl/desk/inbox', ann)).not.toContain('is gestopt')
  const page = await read(path)
  expect(page).toContain('De collega aan wie hij gesprekken geeft, werkt hier niet meer.')
  expect(page).toContain(conversation)
  const still = await site().post(`${path}/on`, {}, chief)
  expect(still.status).toBe(422)
  await site().post(`${path}/settle`, {}, chief)
  expect(await read(path)).not.toContain(conversation.concat('"'.repeat(2)))
  await site().post(`${path}/end`, {}, chief)
  expect(await read('/nl/desk/inbox')).not.toContain('is gestopt')
  expect(here(await site().get(path, chief))).toBe('/nl/desk/rules?told=not-found')
})

test('a form that says too little comes back filled, with what is missing', async () => {
  const refused = await site().post(
    '/nl/desk/rules',
    { ...rule, title: 'Leeg', words: ' ?! ', place: 'veel', senderDomain: 'geen domein', assignTo: '' },
    chief,
  )
  expect(refused.status).toBe(422)
  const page = await refused.text()
  for (const sentence of [
    'Vul woorden in, geen losse tekens.',
    'Vul een getal',
    'Vul in wat er achter de @ staat',
  ])
    expect(page).toContain(sentence)
  expect(page).toContain('value="geen domein"')
  const nothing = await site().post('/nl/desk/rules', { ...rule, words: '', assignTo: '' }, chief)
  const said = await nothing.text()
  expect(said).toContain('Vul ten minste één voorwaarde in.')
})

test('rules are for administrators', async () => {
  expect((await site().get('/nl/desk/rules', ann)).status).toBe(403)
  expect(await read('/nl/desk/texts', ann)).not.toContain('/nl/desk/rules')
  expect(await read('/nl/desk/texts')).toContain('/nl/desk/rules')
})
