import { execFile, execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { understandHooks } from '#domains/answer'
import { signHook } from '#platform/hooks'
import { listenOnLoopback } from '#testing'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const secret = Buffer.from('k'.repeat(32))

beforeAll(() => {
  const { hooks } = site().services.config
  hooks.push({ name: 'buurtapp', secrets: [secret], answersTo: 'https://buurtapp.example/answers' })
  hooks.push({ name: 'meldingen', secrets: [secret], answersTo: undefined })
})

const messageOf = (change: Record<string, unknown> = {}) => ({
  ...{ id: crypto.randomUUID(), thread: crypto.randomUUID(), author: { id: 'u1', name: 'Sanne Kuiper' } },
  ...{ text: 'De brug piept.', sentAt: '2026-03-02T08:00:00Z' },
  ...change,
})
const bodyOf = (...messages: unknown[]) => JSON.stringify({ type: 'message.received', data: { messages } })

type Change = { name?: string; key?: Buffer; at?: Date; headers?: Record<string, string> }

async function send(body: string, { name = 'buurtapp', key = secret, at, headers = {} }: Change = {}) {
  const id = headers['webhook-id'] ?? crypto.randomUUID()
  const signed = signHook({ id, body }, [key], at ?? site().now)
  const sent = { 'content-type': 'application/json', ...signed, ...headers }
  const answer = await site().request(`/hooks/in/${name}`, { method: 'POST', headers: sent, body })
  return { status: answer.status, type: answer.headers.get('content-type'), json: await answer.json() }
}

async function understand() {
  const fail = (error: unknown) => {
    throw error
  }
  const { db, now } = site()
  await understandHooks({ db, timeZone: 'Europe/Amsterdam', now: () => now, onFault: fail })
}

test('what an app brings is a conversation at the desk, which says that the answer goes back there', async () => {
  const ann = await site().signInAs('responder')
  const text = 'De brug op de Vaart piept.'
  expect(await send(bodyOf(messageOf({ text })))).toMatchObject({ status: 202, json: { state: 'received' } })
  await understand()
  const inbox = await (await site().get('/nl/desk/inbox', ann)).text()
  const path = /href="(\/nl\/desk\/inbox\/[\da-f-]{36})/.exec(inbox)?.[1] ?? ''
  const page = await (await site().get(path, ann)).text()
  for (const words of [
    text,
    'via een ander kanaal',
    'Antwoord via buurtapp',
    'Antwoord aan Sanne Kuiper, via buurtapp',
  ])
    expect(page).toContain(words)
  const reply = { seen: '1', reply: 'Wij smeren hem.', when: 'now' }
  expect((await site().post(`${path}/reply`, reply, ann)).status).toBe(303)
})

test('where answers do not go back, none is offered', async () => {
  const ann = await site().signInAs('responder')
  const text = 'Zwerfvuil in het Zwanenpark.'
  await send(bodyOf(messageOf({ text })), { name: 'meldingen' })
  await understand()
  const { id } = await site()
    .db.selectFrom('conversation')
    .select('id')
    .where('subject', 'like', 'Zwerfvuil%')
    .executeTakeFirstOrThrow()
  const page = await (await site().get(`/nl/desk/inbox/${id}`, ann)).text()
  expect(page).toContain('Via meldingen kunnen wij niet antwoorden')
  expect(page).not.toContain('id="reply"')
})

test('staff see each channel, and what of it could not be read', async () => {
  const ann = await site().signInAs('responder')
  const refused = await send(bodyOf(messageOf({ sentAt: 'gisteren' })), { name: 'meldingen' })
  expect(refused).toMatchObject({
    ...{ status: 422, type: 'application/problem+json' },
    json: { title: 'Not as agreed', errors: [{ path: 'data.messages[0].sentAt' }] },
  })
  const page = await (await site().get('/nl/desk/mail', ann)).text()
  expect(page).toContain('Gaan niet terug')
  expect(page).toContain('1 bericht van de laatste week kunnen wij niet lezen')
})

test.each<[string, Change, number]>([
  ['another secret', { key: Buffer.from('x'.repeat(32)) }, 401],
  ['another channel', { name: 'geen' }, 404],
  ['no signature', { headers: { 'webhook-signature': '' } }, 401],
  ['an old signature', { at: new Date('2026-03-02T08:54:59Z') }, 401],
  ['a signature of tomorrow', { at: new Date('2026-03-03T09:00:00Z') }, 401],
])(
  'what comes with %s is refused in words for whoever makes the app, and not kept',
  async (_, change, status) => {
    const count = async () => (await site().db.selectFrom('received_hook').select('id').execute()).length
    const before = await count()
    const answer = await send(bodyOf(messageOf()), change)
    expect(answer).toMatchObject({
      status,
      json: { status, detail: expect.stringMatching(/: \S+|must hold/) },
    })
    expect(await count()).toBe(before)
  },
)

test('a body that was changed on the way, or is too large, is refused; a browser gains nothing', async () => {
  const signed = signHook({ id: 'a', body: bodyOf(messageOf()) }, [secret], site().now)
  const post = (body: string, headers: Record<string, string>) =>
    site().request('/hooks/in/buurtapp', { method: 'POST', headers, body })
  expect((await post(bodyOf(messageOf()), signed)).status).toBe(401)
  expect((await post('x'.repeat(600_000), signed)).status).toBe(413)
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://kwaad.example' }
  expect((await post('a=b', form)).status).toBe(401)
})

test('the example in the documentation works as it stands there', async ({ skip }) => {
  try {
    for (const tool of ['curl', 'openssl']) execFileSync('bash', ['-c', `command -v ${tool}`])
  } catch {
    skip('curl or openssl is not installed')
  }
  const page = await readFile(
    join(import.meta.dirname, '../../../../../docs/how-to/connect-a-channel.md'),
    'utf8',
  )
  const script = /```bash\n(.*?)```/s.exec(page)?.[1] ?? ''
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    const init = { method: 'POST', headers, body: Buffer.concat(chunks) }
    const answer = await site().request(request.url ?? '', init)
    response.writeHead(answer.status).end(await answer.text())
  })
  const port = await listenOnLoopback(server)
  onTestFinished(() => void server.close())
  const environment = {
    ...{ ...process.env, SITE: `http://127.0.0.1:${port}` },
    SECRET: `whsec_${secret.toString('base64')}`,
  }
  // The clock of these tests stands still.
  const still = script.replace('$(date +%s)', String(site().now.getTime() / 1000))
  expect(still).not.toBe(script)
  const { stdout } = await promisify(execFile)('bash', ['-euc', still], { env: environment })
  expect(JSON.parse(stdout)).toEqual({ state: 'received' })
})
