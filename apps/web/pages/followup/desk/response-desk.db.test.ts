import { beforeAll, expect, test } from 'vitest'
import { registerInput } from '#domains/register'
import { makeOpenDossier, today } from '#stories'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let maker: Visitor & { accountId: string }
let slug = ''
let unitId = ''
let dossierId = ''

beforeAll(async () => {
  maker = await site().signInAs('policy_maker')
  unitId = await site().addUnit('Team Verkeer')
  const dossier = await makeOpenDossier(site().db, {
    question: 'Hoe hard mag het?',
    promise: { answerOn: '2026-03-01' },
    by: maker.accountId,
    unitId,
  })
  slug = dossier.slug
  dossierId = dossier.id
})

async function say(body: string, isPublic = true): Promise<string> {
  const { db, now } = site()
  const received = { receivedAt: now, receivedOn: today }
  const input = { kind: 'question', channel: 'web', dossierId, body, isPublic, ...received } as const
  const outcome = await db.transaction().execute((tx) => registerInput(tx, input))
  if (outcome.kind !== 'registered') throw new Error(outcome.kind)
  return outcome.inputId
}

const base = () => `/nl/desk/responses/${slug}`
const read = async (path: string) => (await site().get(path, maker)).text()
const write = (form: Record<string, string | string[]>, path = `${base()}/new`) =>
  site().post(path, { unitId, ...form }, maker)

test('only who may respond sees the desk', async () => {
  expect((await site().get('/nl/desk/responses')).headers.get('location')).toBe('/nl/sign-in')
  expect((await site().get('/nl/desk/responses', await site().signInAs('responder'))).status).toBe(403)
  expect((await site().get(base(), await site().signInAs('responder'))).status).toBe(403)
})

test('a response is chosen for, previewed, corrected, published and changed', async () => {
  const first = await say('Dertig, graag.')
  const second = await say('Vijftig kan best.')
  const queue = await read('/nl/desk/responses')
  expect(queue).toContain('Hoe hard mag het?')
  expect(queue).toContain('Te laat: 1 maart 2026')
  expect(await read(base())).toContain('Dertig, graag.')
  const chosen = await site().get(`${base()}/new`, maker)
  expect(chosen.headers.get('location')).toBe(`${base()}?chosen=none`)
  expect(await read(`${base()}/new?input=${first}&input=${second}`)).toContain('Vijftig kan best.')

  const inputs = { 'input[]': [first, second] }
  const unfinished = await write({ ...inputs, verdict: 'not_adopted', action: '', why: '', step: 'publish' })
  expect(unfinished.status).toBe(422)
  const html = await unfinished.text()
  expect(html).toContain('Schrijf wat wij doen.')
  expect(html).toContain('Schrijf waarom wij dit doen.')
  const bare = await write({
    ...inputs,
    verdict: 'not_adopted',
    action: 'Nee.',
    why: 'Kinderen steken daar over.',
    step: 'publish',
  })
  expect(await bare.text()).toContain('Kies de reden.')

  const text = {
    ...inputs,
    verdict: 'partly',
    reason: 'safety',
    action: 'Dertig bij de school.',
    why: 'Kinderen steken daar over.',
  }
  const preview = await (await write({ ...text, step: 'preview' })).text()
  expect(preview).toContain('Zo leest de bewoner het')
  expect(preview).toContain('De reden: het is niet veilig.')
  expect(await read('/nl/outcomes')).not.toContain('Dertig bij de school.')

  const published = await write({ ...text, step: 'publish' })
  expect(published.status).toBe(303)
  const [address = ''] = (published.headers.get('location') ?? '').split('?')
  expect(await read(address)).toContain('Versie 1')
  expect(await read('/nl/outcomes')).toContain('Dertig bij de school.')
  expect(await (await write({ ...text, step: 'publish' })).text()).toContain(
    'Een collega heeft dit net beantwoord.',
  )

  expect(await read(`${address}/change`)).toContain('Dertig bij de school.')
  const changed = {
    verdict: 'adopted',
    reason: '',
    action: 'Overal dertig.',
    why: 'Kinderen steken daar over.',
    step: 'publish',
  }
  expect((await write(changed, `${address}/change`)).status).toBe(303)
  const history = await read(address)
  expect(history).toContain('Overal dertig.')
  expect(history).toContain('Dertig bij de school.')
  expect(await read(`${base()}?show=answered`)).toContain('versie 2')
})

test('of two who change a response at once, the second reads the other before theirs goes to everybody', async () => {
  const inputs = { 'input[]': [await say('Vijftien, bij de kerk.')] }
  const text = { verdict: 'adopted', reason: '', why: 'Daarom.', step: 'publish' }
  const published = await write({ ...inputs, ...text, action: 'Eerst.' })
  const [address = ''] = (published.headers.get('location') ?? '').split('?')
  const seenOn = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? ''
  const seen = seenOn(await read(`${address}/change`))
  expect((await write({ ...text, seen, action: 'Van haar.' }, `${address}/change`)).status).toBe(303)
  const late = await write({ ...text, seen, action: 'Van mij.' }, `${address}/change`)
  expect(late.status).toBe(409)
  const told = await late.text()
  expect(told).toContain('Dit antwoord is net veranderd, terwijl u schreef.')
  expect(told).toContain('Van mij.')
  expect(await read(address)).not.toContain('Van mij.')
  const again = await write({ ...text, seen: seenOn(told), action: 'Van mij.' }, `${address}/change`)
  expect(again.status).toBe(303)
  expect(await read(address)).toContain('Van mij.')
})

test('what is not public is shown to who answers it, and that they read it is logged', async () => {
  const inputId = await say('Mijn buurman rijdt te hard.', false)
  expect(await read(base())).toContain('Niet openbaar')
  expect(await read(`${base()}/new?input=${inputId}`)).toContain('Mijn buurman')
  const { db } = site()
  const logged = await db.selectFrom('access_log').selectAll().where('subject_id', '=', inputId).execute()
  const entry = { account_id: maker.accountId, action: 'read', subject_kind: 'input' }
  expect(logged).toMatchObject([entry, entry])
})

test('a response of another dossier, and an address that is none, are not found', async () => {
  for (const path of ['/bestaat-niet', `/${slug}/0198c0de-0000-7000-8000-000000000000`, `/${slug}/x`])
    expect((await site().get(`/nl/desk/responses${path}`, maker)).status).toBe(404)
})
